"""Codes that are good once: invitations, vouchers."""

from tools.blueprint.expand.access import access_for
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import path_of, phrase
from tools.blueprint.expand.patterns.acts import readers, view_of
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.places import attribute_of, holding, unsettable
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import (
    Access,
    Action,
    Attribute,
    AttributeType,
    CheckStep,
    ErrorSpec,
    Find,
    Input,
    Method,
    Operation,
    Response,
    Update,
)
from tools.blueprint.model.patterns import Redeem
from tools.blueprint.names import kebab, snake
from tools.errors import BadInput

_SHOWING = (Action.LIST, Action.READ, Action.SEARCH)


def redeem(index: BlueprintIndex, pattern: Redeem) -> Expansion:
    """`POST /invitations/redeem` with the code: 404 for one that is none, 409 for one that was used or is too old."""
    entity, _, name = pattern.redeem.partition(".")
    access = readers(index, entity, pattern.access or Access(), pattern.name)
    if access.owner:
        raise BadInput("Codes would be good for the owners of their rows alone.", hint="Take `owner` out of `access`.")
    code = _code(index, entity, name)
    bind, what = bind_of(entity), phrase(entity)
    stamp = unsettable(index, entity, pattern.stamp, AttributeType.DATETIME).name
    values = {stamp: "now()"}
    if pattern.by is not None:
        values[index.link_column(holding(index, entity, pattern.by))] = "viewer.id"
    guards = [CheckStep(check=f"{bind}.{stamp} == null", otherwise="redeemed")]
    errors = [ErrorSpec(name="redeemed", status=409, title=f"The {what} was used before")]
    if pattern.expires is not None:
        until = f"{bind}.{attribute_of(index, entity, pattern.expires, AttributeType.DATETIME).name}"
        guards.append(CheckStep(check=f"{until} == null || now() < {until}", otherwise="expired"))
        errors.append(ErrorSpec(name="expired", status=409, title=f"The {what} is good no more"))
    operation = Operation(
        name=f"{pattern.name}_{snake(entity)}", intent="pattern.redeem", group=entity, method=Method.POST,
        path=f"{path_of(entity)}/{kebab(pattern.name)}", summary=f"Use one {what} by its code; each works once.",
        access=access, inputs=(Input(name=code.name, attribute=f"{entity}.{code.name}", required=True),),
        steps=(
            Find(find=entity, bind=bind, where=f"row.{code.name} == input.{code.name}"), *guards,
            Update(update=bind, set=values),
        ),
        response=Response(value=bind, view=view_of(index, entity, pattern.view)), errors=tuple(errors),
    )  # fmt: skip
    return Expansion((operation,))


def _code(index: BlueprintIndex, entity: str, name: str) -> Attribute:
    """The code. Raises BadInput for one that changes, that two rows share, or that everybody could read."""
    found = unsettable(index, entity, name, AttributeType.STRING, AttributeType.UUID)
    if not (found.unique and found.required):
        raise BadInput(f"{entity}.{name} does not name one {entity}.", hint="Mark it `unique` and `required`.")
    if found.managed and found.type is not AttributeType.UUID:
        raise BadInput(
            f"Nobody would give a new {entity} its `{name}`.",
            hint="Make it a `uuid`, which the backend makes, or `immutable` in place of `managed`.",
        )
    if found.sensitive:
        raise BadInput(f"Nobody would be shown `{name}`.", hint="Leave `sensitive` out; owners and roles read it.")
    offered = {action for item in index.blueprint.resources if item.entity == entity for action in item.actions}
    for action in _SHOWING:
        access = access_for(index, entity, action)
        if action in offered and not (access.roles or access.owner):
            raise BadInput(
                f"Whoever may {action.value} {entity} could read the codes, and that is everybody.",
                hint=f"Permit `{action.value}` of {entity} to its `owner` or to roles.",
            )
    return found
