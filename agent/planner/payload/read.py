"""Reads the payload of a task into a sketch."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from agent.planner.naming import blueprint_name
from agent.planner.notes import Notes
from agent.planner.payload import conventions, extras
from agent.planner.payload.documents import read_api_spec, read_database_schema
from agent.planner.payload.entities import read_actions, read_entities
from agent.planner.payload.fields import Fields
from agent.planner.payload.relationships import read_relationships
from agent.planner.payload.values import flag, mapping, text
from agent.planner.sketch import Sketch
from agent.planner.text.limits import MOST_BYTES
from agent.planner.text.stack import DATASTORES, FRAMEWORKS, LANGUAGES, name_of
from agent.task import TaskType
from tools.blueprint.model import Action, Blueprint
from tools.errors import BadInput

_ESSENTIAL: Mapping[TaskType, str] = {
    TaskType.DESIGN_API: "entities",
    TaskType.IMPLEMENT_API: "apiSpec",
    TaskType.DESIGN_DATABASE: "entities",
    TaskType.IMPLEMENT_DATABASE: "schema",
}
"""What a task cannot do without, unless it comes with words or entities."""

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
    given = Given(text=_words(fields))
    given.blueprint = _documents(fields, sketch, notes)
    if given.blueprint is None:
        _data(fields, sketch, notes)
    _stack(fields, sketch, notes)
    _conventions(fields, sketch, notes)
    _wishes(fields, sketch, notes)
    fields.report()
    if given.blueprint is None and not sketch.entities and not given.text and not has_text:
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


def _documents(fields: Fields, sketch: Sketch, notes: Notes) -> Blueprint | None:
    spec = fields.take("api_spec", "spec", "openapi", "specification")
    if spec is not None:
        return read_api_spec(spec[1], spec[0], sketch, notes)
    schema = fields.take("schema", "database_schema", "ddl")
    if schema is not None:
        return read_database_schema(schema[1], schema[0], sketch, notes)
    return None


def _data(fields: Fields, sketch: Sketch, notes: Notes) -> None:
    named = fields.take("name", "title", "project_name")
    if named is not None:
        sketch.title = text(named[1], named[0], 200)
        sketch.name = blueprint_name(sketch.title)
    entities = fields.take("entities", "models")
    if entities is not None:
        read_entities(entities[1], entities[0], sketch, notes)
    relationships = fields.take("relationships", "relations")
    if relationships is not None:
        read_relationships(relationships[1], relationships[0], sketch, notes)
    operations = fields.take("operations")
    if operations is not None:
        _operations(operations[1], operations[0], sketch, notes)


def _operations(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """A list for every entity, or an object with a list for each."""
    if isinstance(value, dict):
        names = {name.lower(): name for name in sketch.entities}
        for key, actions in mapping(value, path).items():
            entity = names.get(str(key).lower())
            if entity is None:
                raise BadInput(
                    f"{path}: there is no entity `{str(key)[:60]}`.",
                    hint="Declare it under `entities`.",
                    code="bad-payload",
                    path=path,
                )
            sketch.actions[entity] = read_actions(actions, f"{path}.{entity}", notes)
        return
    actions = read_actions(value, path, notes)
    beside = [action for action in actions if action in {Action.SEARCH, Action.ANALYTICS}]
    sketch.actions_for_all += [action for action in beside if action not in sketch.actions_for_all]
    usual = [action for action in actions if action not in beside]
    if usual:
        for name in sketch.entities:
            sketch.actions.setdefault(name, list(usual))


def _stack(fields: Fields, sketch: Sketch, notes: Notes) -> None:
    stack = fields.take("stack")
    parts = [fields]
    if stack is not None:
        parts.append(Fields(mapping(stack[1], stack[0]), stack[0], notes))
    for part in parts:
        for kind, chosen, names in (
            (FRAMEWORKS, sketch.frameworks, ("framework",)),
            (DATASTORES, sketch.datastores, ("datastore", "database", "database_type", "type", "db")),
            (LANGUAGES, sketch.languages, ("language",)),
        ):
            found = part.take(*names)
            if found is not None:
                name = name_of(text(found[1], found[0], 80), kind)
                if name not in chosen:
                    chosen.append(name)
    for part in parts[1:]:
        part.report()


def _conventions(fields: Fields, sketch: Sketch, notes: Notes) -> None:
    for names, read in (
        (("authentication", "auth"), conventions.authentication),
        (("rate_limit", "rate_limiting"), conventions.rate_limit),
        (("pagination",), conventions.pagination),
        (("versioning", "version"), conventions.versioning),
        (("style", "styles", "api_style"), conventions.style),
        (("roles",), conventions.read_roles),
    ):
        found = fields.take(*names)
        if found is not None:
            read(found[1], found[0], sketch, notes)
    errors = fields.take("error_handling", "errors")
    if errors is not None:
        conventions.errors(errors[1], errors[0], notes)
    casing = fields.take("casing")
    if casing is not None:
        conventions.casing(casing[1], casing[0], sketch)
    base = fields.take("base_path", "base_url")
    if base is not None:
        conventions.base_path(base[1], base[0], sketch)
    for name, switch in conventions.SWITCHES.items():
        found = fields.take(name)
        if found is not None:
            setattr(sketch.api, switch, flag(found[1], found[0]))


def _wishes(fields: Fields, sketch: Sketch, notes: Notes) -> None:
    for name in ("patterns", "architecture"):
        found = fields.take(name)
        if found is not None:
            extras.patterns(found[1], found[0], notes)
    found = fields.take("features")
    if found is not None:
        extras.features(found[1], found[0], sketch, notes)
    for name in (
        "performance",
        "scalability",
        "consistency",
        "availability",
        "retention",
        "constraints",
        "indexing",
        "naming",
        "backup",
        "replication",
        "partitioning",
        "migrations",
        "seed_data",
    ):
        found = fields.take(name)
        if found is not None:
            extras.wish(name, found[1], found[0], sketch, notes)


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
