"""Entities that keep each thing that was done to a row: a click, a purchase."""

from collections.abc import Mapping

from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.inputs import accepted, body_inputs
from tools.blueprint.expand.patterns.places import link_to
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Access, Action, Create, Input
from tools.errors import BadInput

_WRITES = (Action.CREATE, Action.UPDATE)


def keeping(
    index: BlueprintIndex, record: str, entity: str, access: Access, given: Mapping[str, str]
) -> tuple[tuple[Input, ...], Create]:
    """What the caller may send beside, and the step that makes the record of the bound row.

    `access`: of the operation; `given`: column → its value. Raises BadInput for a record that others could make, or
    that has no time.
    """
    link = link_to(index, record, entity)
    alone(index, record, _WRITES)
    if not index.entities[record].timestamps:
        raise BadInput(f"{record} does not keep when.", hint="Leave `timestamps: false` out of it.")
    bind = bind_of(entity)
    values = {index.link_column(link): f"{bind}.{index.key(entity).name}", **_caller(index, record, access), **given}
    inputs = tuple(item for item in body_inputs(index, record, changing=False) if item.name not in values)
    made = bind_of(record) if record != entity else f"made_{bind_of(record)}"
    return inputs, Create(create=record, bind=made, accept=accepted(inputs), set=values)


def alone(index: BlueprintIndex, entity: str, actions: tuple[Action, ...]) -> None:
    """Raises BadInput where standard operations do to the entity's rows what the pattern alone shall do."""
    offered = {action for item in index.blueprint.resources if item.entity == entity for action in item.actions}
    for action in actions:
        if action in offered:
            raise BadInput(
                f"{entity} has an operation `{action.value}`, past the pattern.",
                hint=f"Leave `{action.value}` out of the `actions` of {entity}.",
            )


def _caller(index: BlueprintIndex, record: str, access: Access) -> dict[str, str]:
    """Owner and tenant of what the caller makes."""
    found, values = index.entities[record], {}
    if found.owner is not None:
        if access.public:
            raise BadInput(
                f"{record} has an owner, and its maker may be a stranger.",
                hint=f"Ask for an account (`access`), or leave `owner` out of {record}.",
            )
        values[index.link_column(index.link(record, found.owner))] = "viewer.id"
    if found.tenant is not None:
        values[index.link_column(index.link(record, found.tenant))] = "viewer.tenant"
    return values
