"""What patterns share that add an operation on one row."""

from collections.abc import Mapping

from tools.blueprint.expand.access import access_for
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import path_of
from tools.blueprint.expand.inputs import key_input
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Access, Action, Method, Operation, Response
from tools.blueprint.names import kebab, snake
from tools.errors import BadInput


def on_row(index: BlueprintIndex, entity: str, name: str, kind: str, **given: object) -> Operation:
    """`POST /orders/{id}/ship`, which answers with the row; `given` says what it does, and what differs."""
    key = index.key(entity)
    made: Mapping[str, object] = {
        "name": f"{name}_{snake(entity)}",
        "intent": f"pattern.{kind}",
        "group": entity,
        "method": Method.POST,
        "path": f"{path_of(entity)}/{{{key.name}}}/{kebab(name)}",
        "inputs": (key_input(index, entity),),
        "response": Response(value=bind_of(entity), view=entity),
    }
    return Operation.model_validate({**made, **given})


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
