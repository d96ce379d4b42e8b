"""Rows that are there after the call, whoever made them: tags, labels, contacts by their address."""

from tools.blueprint.expand.access import access_for
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import crud_operation, path_of, phrase
from tools.blueprint.expand.patterns.acts import owners_fit, view_of
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.places import attribute_of
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Access, Action, AttributeType, Create, Operation, Response, Upsert
from tools.blueprint.model.patterns import Ensure
from tools.blueprint.names import kebab, snake
from tools.errors import BadInput

_NAMING = (
    AttributeType.STRING, AttributeType.EMAIL, AttributeType.UUID, AttributeType.INT32, AttributeType.INT64,
)  # fmt: skip


def ensure(index: BlueprintIndex, pattern: Ensure) -> Expansion:
    """`POST /tags/ensure` with what creating one takes: 200 with the row, as it is where it was there."""
    entity, _, name = pattern.ensure.partition(".")
    attribute_of(index, entity, name, *_NAMING)
    if index.account is not None and entity == index.account.name:
        raise BadInput("An account is made with its password.", hint="Name an entity that holds no accounts.")
    by = _unique(index, entity, name)
    standard = crud_operation(index, entity, Action.CREATE)
    (create,) = standard.steps
    assert isinstance(create, Create)
    access = owners_fit(index, entity, pattern.access or standard.access)
    _check_seen(index, entity, access)
    bind = bind_of(entity)
    operation = Operation(
        name=f"{pattern.name}_{snake(entity)}", intent="pattern.ensure", group=entity, method=standard.method,
        path=f"{path_of(entity)}/{kebab(pattern.name)}",
        summary=f"Read one {phrase(entity)} by its {name.replace('_', ' ')}; it is made if it is not there.",
        access=access, inputs=standard.inputs,
        steps=(Upsert(upsert=entity, bind=bind, by=by, accept=create.accept, set=create.set),),
        response=Response(value=bind, view=view_of(index, entity, pattern.view)),
    )  # fmt: skip
    return Expansion((operation,))


def _unique(index: BlueprintIndex, entity: str, name: str) -> tuple[str, ...]:
    """The attribute, and what it is unique with. Raises BadInput where it does not name one row."""
    found = index.entities[entity]
    if index.attribute(entity, name).unique:
        return (name,)
    groups = [group for group in found.uniques if name in group]
    if len(groups) != 1:
        beside = found.owner or found.tenant
        wanted = f"name it under `uniques` together with `{beside}`" if beside else "mark it `unique`"
        raise BadInput(
            f"{entity}.{name} does not name one {entity}.", hint=f"{wanted[0].upper()}{wanted[1:]}, in one way alone."
        )
    return groups[0]


def _check_seen(index: BlueprintIndex, entity: str, access: Access) -> None:
    """Raises BadInput where a caller could be answered with a row that is not for that caller to read."""
    reading = access_for(index, entity, Action.READ)
    if reading.public or (not access.public and (reading.owner or not reading.roles)):
        return
    if access.public or access.owner or not access.roles or not set(access.roles) <= set(reading.roles):
        raise BadInput(
            f"The row that is there is answered, and not all who may create a {entity} may read one.",
            hint=f"Permit `read` of {entity} to them too, or say who may (`access`).",
        )
