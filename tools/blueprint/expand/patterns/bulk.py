"""Many rows at once: made, changed or deleted, all of them or none."""

from typing import Any

from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import crud_operation, path_of, phrases
from tools.blueprint.expand.inputs import accepted
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.places import entity_of
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import (
    Action,
    Create,
    Delete,
    Each,
    Find,
    Input,
    Member,
    Method,
    Operation,
    Place,
    Response,
    Step,
    Update,
)
from tools.blueprint.model.patterns import Bulk, History
from tools.blueprint.names import kebab, plural_snake
from tools.errors import BadInput

ITEMS, KEYS = "items", "ids"


def bulk(index: BlueprintIndex, pattern: Bulk) -> Expansion:
    """`POST /tasks/import`, and the like: as many calls of the standard operation, in one transaction."""
    entity = entity_of(index, pattern.bulk)
    if entity == getattr(index.account, "name", None):
        raise BadInput("Accounts come with passwords, one by one.", hint="Name an entity that is no account.")
    named = {"create": pattern.create, "update": pattern.update, "delete": pattern.delete}
    if not any(named.values()):
        raise BadInput("It is not said what is done to many rows.", hint="Name `create`, `update` or `delete`.")
    kept = any(isinstance(other, History) and other.history == entity for other in index.blueprint.patterns)
    if kept and pattern.update is not None:
        raise BadInput(
            f"Changes of many {phrases(entity)} would leave their `history` out.", hint="Leave `update` out."
        )
    makers = {"create": _create, "update": _update, "delete": _delete}
    return Expansion(tuple(makers[kind](index, pattern, entity, name) for kind, name in named.items() if name))


def _create(index: BlueprintIndex, pattern: Bulk, entity: str, name: str) -> Operation:
    base, item = crud_operation(index, entity, Action.CREATE), f"sent_{bind_of(entity)}"
    said = ("name", "attribute", "required", "nullable", "description")
    fields = tuple(Member.model_validate({name: getattr(given, name) for name in said}) for given in base.inputs)
    (made,) = base.steps
    assert isinstance(made, Create)
    listed = Input(name=ITEMS, many=True, max_items=pattern.max_items, required=True, fields=fields)
    step = Each(each=f"input.{ITEMS}", bind=item, steps=(made.model_copy(update={"source": item}),))
    return _operation(
        index, base, entity, name, inputs=(listed,), steps=(step,),
        summary=f"Create several {phrases(entity)}, or none.", idempotency_key=base.idempotency_key,
    )  # fmt: skip


def _update(index: BlueprintIndex, pattern: Bulk, entity: str, name: str) -> Operation:
    base = crud_operation(index, entity, Action.UPDATE)
    changes = tuple(item for item in base.inputs if item.place is Place.BODY)
    step = Update(update=bind_of(entity), accept=accepted(changes))
    return _operation(
        index, base, entity, name, inputs=(_keys(index, pattern, entity), *changes),
        steps=(_each_row(index, entity, step),),
        summary=f"Change the given fields of several {phrases(entity)}, or of none.",
    )  # fmt: skip


def _delete(index: BlueprintIndex, pattern: Bulk, entity: str, name: str) -> Operation:
    return _operation(
        index, crud_operation(index, entity, Action.DELETE), entity, name, inputs=(_keys(index, pattern, entity),),
        steps=(_each_row(index, entity, Delete(delete=bind_of(entity))),),
        summary=f"Delete several {phrases(entity)}, or none.",
    )  # fmt: skip


def _operation(index: BlueprintIndex, base: Operation, entity: str, name: str, **given: Any) -> Operation:
    return Operation(
        name=f"{name}_{plural_snake(entity)}", intent="pattern.bulk", group=entity, method=Method.POST,
        path=f"{path_of(entity)}/{kebab(name)}", access=base.access, response=Response(status=204), **given,
    )  # fmt: skip


def _keys(index: BlueprintIndex, pattern: Bulk, entity: str) -> Input:
    key = index.key(entity).name
    return Input(name=KEYS, attribute=f"{entity}.{key}", many=True, max_items=pattern.max_items, required=True)


def _each_row(index: BlueprintIndex, entity: str, step: Step) -> Each:
    """Does the step to each row that is named. One that the caller may not touch ends it for all of them."""
    bind, named = bind_of(entity), f"key_of_{bind_of(entity)}"
    find = Find(find=entity, bind=bind, where=f"row.{index.key(entity).name} == {named}")
    return Each(each=f"input.{KEYS}", bind=named, steps=(find, step))
