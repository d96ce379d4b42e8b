"""Names: no two entities, tables, classes or places of the API are called alike in any casing or number."""

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.system_tables import RESERVED
from tools.blueprint.model import Blueprint
from tools.blueprint.names import pascal, plural_snake, snake
from tools.errors import BadInput

_RESERVED_GROUPS = frozenset({"api", "auth", "health", "metrics", "docs", "graphql", "openapi"})
_OWN = "the backend's own parts"
_RESERVED_FORMS = RESERVED | {plural_snake(name) for name in RESERVED} | _RESERVED_GROUPS


def is_reserved(entity: str) -> bool:
    """Whether an entity of this name would collide with what every backend has."""
    return not _RESERVED_FORMS.isdisjoint(_entity_forms(entity))


def check_entity_names(blueprint: Blueprint) -> None:
    """Entities among themselves, and beside what every backend has."""
    taken = dict.fromkeys(sorted(_RESERVED_FORMS), _OWN)
    seen: set[str] = set()
    for entity in blueprint.entities:
        path = f"entities.{entity.name}"
        if entity.name in seen:
            raise BadInput(f"Two entities are called {entity.name}.", hint="Rename one.", code="name-taken", path=path)
        seen.add(entity.name)
        for form in sorted(_entity_forms(entity.name)):
            if taken.setdefault(form, entity.name) != entity.name:
                raise BadInput(
                    f"The name {entity.name} collides with {taken[form]}.",
                    hint=f"Rename it: both become `{form}` somewhere in the backend.",
                    code="name-taken",
                    path=path,
                )


def _entity_forms(name: str) -> set[str]:
    """How an entity is written somewhere in the backend."""
    return {snake(name), plural_snake(name), pascal(snake(name))}


def check_link_names(blueprint: Blueprint, index: BlueprintIndex) -> None:
    """Tables of many-to-many relationships, beside those of entities and of the backend."""
    taken = {form: _OWN for name in RESERVED for form in (name, plural_snake(name))}
    taken |= {form: entity.name for entity in blueprint.entities for form in _forms(snake(entity.name))}
    for entity in blueprint.entities:
        for many in index.many(entity.name):
            path = f"relationships.{many.source}.{many.name}"
            columns = sorted({many.near, many.far} & {attribute.name for attribute in many.attributes})
            if columns:
                raise BadInput(
                    f"{path}: `{columns[0]}` is a key of the link already.", hint="Rename the attribute.", path=path
                )
            for form in _forms(many.table):
                if form in taken:
                    raise BadInput(
                        f"The relationship {many.source}.{many.name} collides with {taken[form]}.",
                        hint=f"Rename it: both become `{form}`. An entity that links needs no relationship too.",
                        code="name-taken",
                        path=path,
                    )
            taken |= dict.fromkeys(_forms(many.table), f"{many.source}.{many.name}")


def _forms(name: str) -> tuple[str, ...]:
    """The table, its plural and its class."""
    return tuple(sorted({name, plural_snake(name), pascal(name)}))
