"""Reads the payload of a task into a sketch."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from agent.planner.naming import entity_name
from agent.planner.notes import Notes
from agent.planner.payload import conventions
from agent.planner.payload.authentication import authentication, read_roles
from agent.planner.payload.documents import read_api_spec, read_blueprint, read_database_schema
from agent.planner.payload.entities import add_actions, read_actions, read_entities
from agent.planner.payload.features import features, patterns
from agent.planner.payload.fields import Fields
from agent.planner.payload.limits import rate_limit
from agent.planner.payload.naming import read_name
from agent.planner.payload.relationships import read_relationships
from agent.planner.payload.switches import read_switch
from agent.planner.payload.values import mapping, prose, text
from agent.planner.payload.wishes import WISHES, wish
from agent.planner.sketch import Sketch
from agent.planner.text.limits import MOST_BYTES
from agent.planner.text.stack import DATASTORES, FRAMEWORKS, LANGUAGES, name_of
from agent.task import TaskType
from tools.blueprint.model import Action, Blueprint
from tools.errors import BadInput, Contradiction

Reader = Callable[[object, str, Sketch, Notes], None]
_ESSENTIAL: Mapping[TaskType, str] = {
    TaskType.DESIGN_API: "entities",
    TaskType.IMPLEMENT_API: "apiSpec",
    TaskType.DESIGN_DATABASE: "entities",
    TaskType.IMPLEMENT_DATABASE: "schema",
}
"""What a task cannot do without, unless it comes with words or entities."""

_LONGEST_DESCRIPTION = 2000
_NESTED = ("requirements",)


@dataclass
class Given:
    """What a payload gives beside the sketch."""

    text: str = ""
    blueprint: Blueprint | None = None


def read_payload(
    task_type: TaskType, payload: Mapping[str, Any], has_text: bool, sketch: Sketch, notes: Notes
) -> Given:
    """Fills the sketch. Raises BadInput with the path of what is wrong or missing."""
    fields = Fields(payload, "payload", notes, _NESTED)
    given = Given(blueprint=_documents(fields, sketch, notes))
    _stack(fields, sketch)
    _wishes(fields, task_type, sketch, notes, designed=given.blueprint is not None)
    if given.blueprint is not None:
        fields.report("the design that comes with the task settles this, and cannot be changed beside it")
        return given
    given.text = _words(fields)
    _data(fields, sketch, notes)
    _describe(fields, sketch)
    _conventions(fields, sketch, notes)
    _features(fields, sketch, notes)
    fields.report()
    if not sketch.entities and not given.text and not has_text:
        _missing(task_type, sketch, notes)
    return given


def _words(fields: Fields) -> str:
    parts = []
    for names in (("description",), ("text", "prompt", "request"), ("domain",), ("requirements",)):
        found = fields.take(*names)
        if found is not None and not isinstance(found[1], list):
            parts.append(text(found[1], found[0], MOST_BYTES))
        elif found is not None:
            parts += [f"- {text(item, f'{found[0]}[{at}]', MOST_BYTES)}" for at, item in enumerate(found[1])]
    return "\n\n".join(parts)


def _describe(fields: Fields, sketch: Sketch) -> None:
    """Beside entities a description describes; without any it is the request itself, which the Blueprint replaces."""
    said = fields.value("description")
    lines = said if isinstance(said, list) else [said]
    told = "\n".join(line.strip() for line in lines if isinstance(line, str))
    if sketch.entities and 0 < len(told) <= _LONGEST_DESCRIPTION:
        sketch.description = told


def _documents(fields: Fields, sketch: Sketch, notes: Notes) -> Blueprint | None:
    whole = fields.take("blueprint", empty=True)
    if whole is not None:
        return read_blueprint(whole[1], whole[0])
    spec = fields.take("api_spec", "spec", "openapi", "specification", empty=True)
    if spec is not None:
        return read_api_spec(spec[1], spec[0], sketch, notes)
    schema = fields.take("schema", "database_schema", "ddl", empty=True)
    if schema is not None:
        return read_database_schema(schema[1], schema[0], sketch, notes)
    return None


def _data(fields: Fields, sketch: Sketch, notes: Notes) -> None:
    named = fields.take("name", "title", "project_name")
    if named is not None:
        sketch.title = text(named[1], named[0], 200)
        sketch.name = read_name(sketch.title, named[0], notes)
    entities = fields.take("entities", "models")
    if entities is not None:
        read_entities(entities[1], entities[0], sketch, notes)
    relationships = fields.take_list("relationships", "relations")
    if relationships is not None:
        read_relationships(relationships[1], relationships[0], sketch, notes)
    operations = fields.take("operations")
    if operations is not None:
        _operations(operations[1], operations[0], sketch, notes)


def _operations(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """A list for every entity, or an object with a list for each."""
    if isinstance(value, dict):
        for key, actions in mapping(value, path).items():
            where = f"{path}.{str(key)[:80]}"
            entity = entity_name(str(key), Notes(), where)
            if entity not in sketch.entities:
                raise BadInput(
                    f"{where}: there is no entity `{str(key)[:60]}`.",
                    hint="Declare it under `entities`.",
                    code="bad-payload",
                    path=where,
                )
            add_actions(entity, read_actions(actions, where, notes), sketch)
        return
    actions = read_actions(value, path, notes)
    beside = [action for action in actions if action in {Action.SEARCH, Action.ANALYTICS}]
    sketch.actions_for_all += [action for action in beside if action not in sketch.actions_for_all]
    usual = [action for action in actions if action not in beside]
    if usual:
        for name in sketch.entities:
            sketch.actions.setdefault(name, list(usual))


def _stack(fields: Fields, sketch: Sketch) -> None:
    stack = fields.take("stack")
    parts = [fields]
    if stack is not None:
        parts.append(fields.inside(stack))
    for part in parts:
        for kind, chosen, names in (
            (FRAMEWORKS, sketch.frameworks, ("framework",)),
            (DATASTORES, sketch.datastores, ("datastore", "database", "database_type", "type", "db")),
            (LANGUAGES, sketch.languages, ("language",)),
        ):
            for path, said in part.take_each(*names):
                name = name_of(text(said, path, 80), kind)
                if name not in chosen:
                    chosen.append(name)
    if len(sketch.languages) > 1:
        raise Contradiction(*(f"the language is {name}" for name in sketch.languages[:2]), hint="Name one of them.")
    for part in parts[1:]:
        part.report()


def _conventions(fields: Fields, sketch: Sketch, notes: Notes) -> None:
    readers: tuple[tuple[tuple[str, ...], Reader], ...] = (
        (("authentication", "auth"), authentication),
        (("rate_limit", "rate_limiting"), rate_limit),
        (("pagination",), conventions.pagination),
        (("versioning",), conventions.versioning),
        (("version",), conventions.read_version),
        (("style", "styles", "api_style"), conventions.style),
        (("roles",), read_roles),
        (("base_path", "base_url"), conventions.base_path),
    )
    for names, read in readers:
        found = fields.take(*names)
        if found is not None:
            read(found[1], found[0], sketch, notes)
    errors = fields.take("error_handling", "errors")
    if errors is not None:
        conventions.errors(errors[1], errors[0], notes)
    casing = fields.take("casing")
    if casing is not None:
        conventions.casing(casing[1], casing[0], sketch)
    for name, switch in conventions.SWITCHES.items():
        found = fields.take(name)
        if found is not None:
            on = read_switch(found[1], found[0], notes)
            conventions.set_switch(switch, on, f"{found[0]} is {prose(on, found[0])}", sketch)


def _wishes(fields: Fields, task_type: TaskType, sketch: Sketch, notes: Notes, *, designed: bool) -> None:
    """What says how, and not what; beside a finished design only that which does not change it."""
    for name in ("patterns", "architecture"):
        found = fields.take(name)
        if found is not None:
            patterns(found[1], found[0], notes)
    for name in ("migrations", "seed_data") if designed else WISHES:
        found = fields.take(name)
        if found is not None:
            wish(name, found[1], found[0], task_type, sketch, notes)


def _features(fields: Fields, sketch: Sketch, notes: Notes) -> None:
    found = fields.take("features")
    if found is not None:
        features(found[1], found[0], sketch, notes)


def _missing(task_type: TaskType, sketch: Sketch, notes: Notes) -> None:
    """Names what a task lacks; a backend without entities is the skeleton of its accounts."""
    essential = _ESSENTIAL.get(task_type)
    if essential is not None:
        raise BadInput(
            f"payload.{essential} is missing.",
            hint=f"Add `{essential}` to the payload, or `entities`, or a `description`.",
            code="missing-essential",
            path=f"payload.{essential}",
        )
    if sketch.auth.no is None:
        sketch.auth.yes = sketch.auth.yes or "accounts: nothing else is described"
        sketch.entity("User")
        notes.assume("The backend keeps accounts only: the request names no entities.")
