"""What patterns share that add an operation on one row."""

from typing import Any

from tools.blueprint.expand.access import access_for
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import path_of
from tools.blueprint.expand.inputs import key_input
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Access, Action, AttributeType, Find, Input, Method, Operation, Place, Response
from tools.blueprint.model.patterns import RowAct
from tools.blueprint.names import kebab, snake
from tools.errors import BadInput

_NAMING = frozenset({AttributeType.STRING, AttributeType.INT32, AttributeType.INT64, AttributeType.UUID})
"""Types of what may name a row in a path."""


def on_row(index: BlueprintIndex, entity: str, pattern: RowAct, kind: str, **given: Any) -> Operation:
    """`POST /orders/{id}/ship`, which answers with the row. Raises BadInput where its place or view does not fit.

    `given`: what differs; `inputs` stand beside the one that names the row.
    """
    name = given.pop("name", pattern.name)
    parameter = _parameter(index, entity, pattern)
    return Operation.model_validate(
        {
            "name": f"{name}_{snake(entity)}",
            "intent": f"pattern.{kind}",
            "group": entity,
            "method": Method.POST,
            "path": f"{path_of(entity)}/{{{parameter.name}}}/{kebab(name)}",
            "response": Response(value=bind_of(entity), view=view_of(index, entity, pattern.view)),
            **given,
            "inputs": (parameter, *given.get("inputs", ())),
        }
    )


def the_row(index: BlueprintIndex, entity: str, pattern: RowAct) -> Find:
    """Finds the row that the path names."""
    name = _parameter(index, entity, pattern).name
    return Find(find=entity, bind=bind_of(entity), where=f"row.{name} == input.{name}")


def _parameter(index: BlueprintIndex, entity: str, pattern: RowAct) -> Input:
    if pattern.key is None or pattern.key == index.key(entity).name:
        return key_input(index, entity)
    found = next((item for item in index.entities[entity].attributes if item.name == pattern.key), None)
    if found is None or not found.unique or not found.required or found.sensitive or found.type not in _NAMING:
        raise BadInput(
            f"`{pattern.key}` does not name one {entity}.",
            hint="Name a required, unique attribute of a short, exact type.",
        )
    return Input(name=found.name, place=Place.PATH, attribute=f"{entity}.{found.name}", required=True)


def view_of(index: BlueprintIndex, entity: str, name: str | None) -> str:
    """The view of the entity's rows that is named; the standard one where none is."""
    if name is None or name == entity:
        return entity
    if not any(view.name == name and view.entity == entity for view in index.blueprint.views):
        raise BadInput(f"`{name}` is no view of {entity}.", hint="Declare it under `views`, or leave `view` out.")
    return name


def readers(index: BlueprintIndex, entity: str, access: Access | None, doing: str) -> Access:
    """Signed-in callers: those of `access`, or who may read the rows. Raises BadInput where strangers may.

    `doing`: what the caller does, for the error: `like`.
    """
    if index.account is None:
        raise BadInput(
            f"Who would {doing}? The backend has no accounts.",
            hint="Say in `auth` who signs in, or take the pattern out.",
        )
    found = access or access_for(index, entity, Action.READ)
    if found.public and access is None:
        return Access()
    if found.public or found.optional:
        raise BadInput(
            f"`{doing}` needs to know its caller, and its access is for strangers.",
            hint="Leave `access` out: whoever signs in and may read the row may.",
        )
    return owners_fit(index, entity, found)


def owners_fit(index: BlueprintIndex, entity: str, access: Access) -> Access:
    """The access. Raises BadInput where it is for the owners of rows that have none."""
    if access.owner and index.owner_column(entity) is None:
        raise BadInput(
            f"{entity} has no owner who may.", hint="Give the entity an `owner`, or take `owner` out of the access."
        )
    return access


def openly(index: BlueprintIndex, entity: str, access: Access | None) -> Access:
    """`access`, or who may read the rows, strangers too."""
    return owners_fit(index, entity, access or access_for(index, entity, Action.READ))


def changers(index: BlueprintIndex, entity: str, access: Access | None) -> Access:
    """`access`, or who may update the rows."""
    return owners_fit(index, entity, access or access_for(index, entity, Action.UPDATE))
