"""What a turn has come to so far: the Blueprint as its clauses leave it, and what was named last."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy

from pydantic import JsonValue

from agent.chat.turns.turn import Address
from agent.planner.draft import Draft
from agent.planner.notes import Notes
from agent.task import Request, StackWish
from tools.blueprint.document import to_data
from tools.blueprint.edit.apply import apply
from tools.blueprint.edit.model import Edit, PartKind
from tools.blueprint.model import Action, Attribute, Blueprint, Relationship
from tools.errors import AgentError, BadInput

Planner = Callable[[Request], Draft]


class Scene:
    """Readers of clauses look parts up here, and leave their edits."""

    def __init__(
        self, blueprint: Blueprint, stack: Mapping[str, str], planner: Planner, answers: Mapping[str, str]
    ) -> None:
        self.blueprint = blueprint
        """With all edits so far, so that a clause may speak of what another one before it made or renamed."""
        self._first = self._before = blueprint
        self.there = frozenset(entity.name for entity in blueprint.entities)
        """Entities that may have rows: those of a new one are for its own to say."""
        self.stack = stack
        self.planner = planner
        self._answers = answers
        self.notes = Notes()
        self.edits: list[Edit] = []
        self.named: tuple[Address, ...] = ()
        """What `it` and `them` mean: the parts that were named last."""
        self.wish = StackWish()
        self.reached: dict[tuple[str, Action], tuple[str, ...]] = {}
        """Who could do what before the turn, of what a clause has opened."""
        self.focus: str | None = None
        """The entity that a clause is about, where it says so apart from all else: `on books, …`."""

    def edit(self, edit: Edit) -> None:
        """Adds an edit; the clauses behind it see what it does. One that changes nothing is left out.

        Raises BadInput for one that cannot be made.
        """
        made = apply(self.blueprint, [edit])
        if to_data(made) == to_data(self.blueprint):
            return
        joined = _joined(self.edits[-1], edit) if self.edits and self.new(edit.name) else None
        if joined is not None and _gives(self._before, joined, made):
            self.edits[-1] = joined
        else:
            self._before = self.blueprint
            self.edits.append(edit)
        self.blueprint = made

    def set(self, part: PartKind, name: str, value: JsonValue) -> None:
        self.edit(Edit(op="set", part=part, name=name, value=value))

    def remove(self, part: PartKind, name: str) -> None:
        self.edit(Edit(op="remove", part=part, name=name))

    def rename(self, part: PartKind, name: str, to: str) -> None:
        self.edit(Edit(op="rename", part=part, name=name, to=to))
        if part is PartKind.ENTITY:
            self.reached = {(to if place == name else place, act): who for (place, act), who in self.reached.items()}

    def ask(self, id: str, text: str, default: str, choices: Collection[str] = ()) -> str:
        """The answer to a question: the default, and the question is told, unless it is answered already.

        With `choices` an answer is one of them, in either case.
        """
        answer = self._answers.get(id, "").strip()
        if choices:
            answer = next((choice for choice in choices if choice.lower() == answer.lower()), "")
        if answer:
            return answer
        self.notes.ask(id, text, default)
        return default

    def name(self, *parts: Address) -> None:
        """These are what `it` and `them` mean from now on."""
        self.named = parts

    @contextmanager
    def about(self, entity: str) -> Iterator[None]:
        """What is said inside is about that entity."""
        before = self.focus, self.named
        self.focus, self.named = entity, (Address(part=PartKind.ENTITY, name=entity),)
        named = self.named
        try:
            yield
        finally:
            self.focus = before[0]
            if self.named is named:
                self.named = before[1]

    @contextmanager
    def whole(self) -> Iterator[None]:
        """What is done inside is done as a whole, or, where an AgentError is raised, not at all."""
        before = (self.blueprint, self._before, list(self.edits), self.named, self.wish, deepcopy(self.notes))
        reached = dict(self.reached)
        try:
            yield
        except AgentError:
            self.blueprint, self._before, self.edits, self.named, self.wish, self.notes = before
            self.reached = reached
            raise

    @property
    def last_entity(self) -> str | None:
        """The entity that was named last, itself or by one of its members."""
        known = {entity.name for entity in self.blueprint.entities}
        return next((item.entity for item in reversed(self.named) if item.entity in known), None)

    @property
    def account(self) -> str | None:
        return self.blueprint.auth.account

    @property
    def entities(self) -> tuple[str, ...]:
        return tuple(entity.name for entity in self.blueprint.entities)

    def new(self, name: str) -> bool:
        """Whether the attribute or relationship of that name came with this turn: rows that exist have no value."""
        source, _, member = name.partition(".")
        links = {(item.source, item.name) for item in self._first.relationships}
        own = {(entity.name, item.name) for entity in self._first.entities for item in entity.attributes}
        return (source, member) not in links | own

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of `Book.title`, or of a link, `Order.products.quantity`; None where there is none."""
        entity, _, member = name.partition(".")
        if "." in member:
            link = self.relationship(name.rpartition(".")[0])
            return next((item for item in (link.attributes if link else ()) if item.name == member.split(".")[1]), None)
        items = (item for found in self.blueprint.entities if found.name == entity for item in found.attributes)
        return next((item for item in items if item.name == member), None)

    def relationship(self, name: str) -> Relationship | None:
        """The relationship of `Book.author`; None where there is none."""
        source, _, member = name.partition(".")
        return next(
            (item for item in self.blueprint.relationships if (item.source, item.name) == (source, member)), None
        )


def _joined(last: Edit, edit: Edit) -> Edit | None:
    """One edit for two of the same new part, one right behind the other."""
    if last.op != "set" or last.part is not edit.part or last.name != edit.name or last.part not in _OWN:
        return None
    if edit.op == "rename":
        return last.model_copy(update={"name": f"{last.name.rpartition('.')[0]}.{edit.to}"})
    if edit.op == "set" and isinstance(last.value, dict) and isinstance(edit.value, dict):
        return last.model_copy(update={"value": last.value | edit.value})
    return None


def _gives(before: Blueprint, edit: Edit, made: Blueprint) -> bool:
    try:
        return to_data(apply(before, [edit])) == to_data(made)
    except BadInput:
        return False


_OWN = frozenset({PartKind.ATTRIBUTE, PartKind.RELATIONSHIP})
