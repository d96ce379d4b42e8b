"""The table of what can be said; docs/chat.md and the help are made from it, and the nearest things to say."""

from collections.abc import Mapping
from dataclasses import dataclass

from agent.chat.turns.scene import Scene
from agent.chat.turns.taking import main_entity
from tools.blueprint.model import Blueprint
from tools.blueprint.names import plural_snake, snake

_DOCS = {"entities": "books", "entity": "Book", "row": "book", "attribute": "title", "other": "authors"}
"""Names of the examples in the documentation."""


@dataclass(frozen=True, slots=True)
class Form:
    """One thing that can be said; its examples hold `{entity}`, `{row}`, `{entities}`, `{attribute}`, `{other}`."""

    name: str
    examples: tuple[str, ...]
    does: str

    def filled(self, names: Mapping[str, str] = _DOCS) -> tuple[str, ...]:
        """The examples with names of a Blueprint."""
        return tuple(example.format_map(names) for example in self.examples)


FORMS: tuple[Form, ...] = (
    Form(
        "rename",
        ("rename {attribute} to label", "call {entities} items", "rename the {entity} entity to Item"),
        "Gives an entity, attribute, relationship or role another name; all that mentions it follows, rows stay.",
    ),
    Form(
        "add attributes",
        ("add a subtitle to {entities}", "{entities} also have a weight (positive) and a colour: red, green or blue"),
        "Adds values, with types, limits, defaults and lists of values.",
    ),
    Form(
        "add entities",
        (
            "add reviews with a 1-5 rating",
            "members can leave comments on {entities}",
            "add a Publisher with name and website",
        ),
        "Adds a thing to keep, with what such a thing usually has, its operations, and who may use them.",
    ),
    Form(
        "limits",
        ("make {attribute} unique", "{attribute} at most 100 characters", "make {attribute} optional"),
        "Makes values or references unique, required, optional, immutable or searchable, or bounds them.",
    ),
    Form(
        "types and defaults",
        ("make {attribute} an integer", "{attribute} defaults to none"),
        "Changes the type or the default of a value.",
    ),
    Form(
        "relationships",
        ("{other} have many {entities}", "a {row} belongs to one of the {other}", "link {entities} to {other}"),
        "Links two entities: to one, or many to many.",
    ),
    Form(
        "remove",
        ("remove {attribute} from {entities}", "we don't need deletion of {entities}", "{entities} cannot be deleted"),
        "Takes away entities, attributes, relationships, roles or operations, with what hangs on them.",
    ),
    Form(
        "states",
        ("{entities} can be published when approved",),
        "Adds a step from one state to another, as an operation of its own.",
    ),
    Form(
        "who may",
        ("only admins may delete {entities}", "everybody may read {entities}", "add a role editor"),
        "Says who may list, read, create, update, delete or search. What opens a door is listed as a risk.",
    ),
    Form(
        "sign in",
        ("use JWT", "use sessions", "no login needed", "access tokens live 30 minutes"),
        "Says how callers prove who they are. Without any, that is listed as a risk.",
    ),
    Form(
        "pages and limits",
        ("use offset pagination", "50 items per page", "100 requests per minute", "no rate limit"),
        "Sets how lists are paged, and how much one caller may ask for.",
    ),
    Form(
        "the API",
        ("add GraphQL", "use camelCase", "put everything under /api", "no versioning", "use idempotency keys"),
        "Sets how the API speaks.",
    ),
    Form(
        "rows",
        ("use soft delete for {entities}", "turn off optimistic locking", "audit {entities}"),
        "Sets how rows are deleted, locked, audited and stamped; for one entity, or for all.",
    ),
    Form(
        "stack",
        ("make it Express", "switch to SQLite", "use FastAPI with PostgreSQL"),
        "Prints the same backend on other technologies.",
    ),
    Form("undo", ("undo that", "undo the last two", "redo"), "Takes turns back, or brings them back."),
    Form(
        "show",
        ("show the blueprint", "show {entities}", "show the operations", "show the diff", "show the history"),
        "Shows what there is and what has changed.",
    ),
    Form("why", ("why is there an index on {attribute}?",), "Tells why a part is as it is, and what that rests on."),
    Form("help", ("help",), "Shows this table."),
)


def help_text() -> str:
    """The table for a terminal: each form with its first examples."""
    width = max(len(form.name) for form in FORMS)
    lines = [f"{form.name:<{width}}  {'; '.join(form.filled()[:3])}" for form in FORMS]
    return "\n".join(["You can say, for example:", *lines, "Several of these in one turn are done in order."])


def table() -> str:
    """The table as Markdown, for the documentation."""
    rows = (
        f"| {form.name} | {'<br>'.join(f'`{example}`' for example in form.filled())} | {form.does} |" for form in FORMS
    )
    return "\n".join(["| To | say, for example | What happens |", "| --- | --- | --- |", *rows])


def nearest(said: str, scene: Scene) -> tuple[str, ...]:
    """The three examples that share most with what was said, with names of this Blueprint."""
    names = names_of(scene.blueprint, main_entity(scene))
    wanted = _grams(said[:300])
    scored = [
        (-len(wanted & _grams(example)) / (len(_grams(example)) or 1), place, example)
        for place, form in enumerate(FORMS)
        for example in form.filled(names)
    ]
    found: list[str] = []
    used: set[int] = set()
    for _, place, example in sorted(scored):
        if place not in used and len(found) < 3:
            used.add(place)
            found.append(example)
    return tuple(found)


def names_of(blueprint: Blueprint, main: str | None) -> dict[str, str]:
    """Names for examples: of the main entity, one of its attributes, and another entity."""
    if main is None:
        return dict(_DOCS)
    entity = blueprint.entity(main)
    free = [item.name for item in entity.attributes if not item.managed]
    others = [item.name for item in blueprint.entities if item.name not in {main, blueprint.auth.account}]
    return {
        "entity": main,
        "row": snake(main).replace("_", " "),
        "entities": plural_snake(main).replace("_", " "),
        "attribute": (free or ["name"])[0].replace("_", " "),
        "other": plural_snake((others or [main])[0]).replace("_", " "),
    }


def _grams(text: str) -> set[str]:
    """Words and triples of letters."""
    low = " ".join(text.lower().split())
    return {low[at : at + 3] for at in range(max(len(low) - 2, 0))} | set(low.split())
