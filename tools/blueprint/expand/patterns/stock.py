"""Stock: what is left is never below zero, whoever asks at once."""

from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import phrase
from tools.blueprint.expand.patterns.acts import changers, on_row, openly, the_row, view_of
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.places import attribute_of, counted, unversioned
from tools.blueprint.expand.patterns.records import keeping
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.types import value_type
from tools.blueprint.model import (
    Access,
    Attribute,
    AttributeType,
    CheckStep,
    Create,
    ErrorSpec,
    Input,
    Operation,
    Response,
    Update,
)
from tools.blueprint.model.patterns import Stock

QUANTITY = "quantity"
"""What callers say, and the attribute of the record that keeps it."""
_WHOLE = (AttributeType.INT32, AttributeType.INT64)


def stock(index: BlueprintIndex, pattern: Stock) -> Expansion:
    """`POST /products/{id}/buy`: 409 where there are not so many left; answers with the record, where one is kept."""
    entity, _, name = pattern.stock.partition(".")
    column = counted(index, entity, name, *_WHOLE)
    unversioned(index, entity)
    access = openly(index, entity, pattern.access)
    if pattern.access is None and access.public and index.account is not None:
        access = Access()
    bind, what = bind_of(entity), phrase(entity)
    inputs: tuple[Input, ...] = (_quantity(column),)
    steps: tuple[Create, ...] = ()
    response = Response(value=bind, view=view_of(index, pattern.record or entity, pattern.view))
    if pattern.record is not None:
        more, made = keeping(index, pattern.record, entity, access, {QUANTITY: f"input.{QUANTITY}"})
        inputs = (_quantity(attribute_of(index, pattern.record, QUANTITY, *_WHOLE)), *more)
        steps = (made,)
        response = Response(status=201, value=made.bind, view=response.view)
    take = on_row(
        index, entity, pattern, "stock", access=access, summary=f"Take some of one {what} off what is left.",
        inputs=inputs,
        steps=(
            the_row(index, entity, pattern),
            CheckStep(check=f"{bind}.{name} >= input.{QUANTITY}", otherwise="not_enough"),
            *steps,
            Update(update=bind, set={name: f"row.{name} - input.{QUANTITY}"}),
        ),
        response=response, errors=(ErrorSpec(name="not_enough", status=409, title="There are not so many left"),),
        idempotency_key=index.blueprint.api.idempotency,
    )  # fmt: skip
    return Expansion((take,) if pattern.restock is None else (take, _restock(index, pattern, entity, column)))


def _restock(index: BlueprintIndex, pattern: Stock, entity: str, column: Attribute) -> Operation:
    bind, most = bind_of(entity), _most(column)
    return on_row(
        index, entity, pattern.model_copy(update={"view": None}), "stock", name=pattern.restock,
        access=changers(index, entity, None), summary=f"Add to what is left of one {phrase(entity)}.",
        inputs=(_quantity(column),),
        steps=(
            the_row(index, entity, pattern),
            CheckStep(check=f"{bind}.{column.name} <= {most} - input.{QUANTITY}", otherwise="too_many"),
            Update(update=bind, set={column.name: f"row.{column.name} + input.{QUANTITY}"}),
        ),
        errors=(ErrorSpec(name="too_many", status=409, title="There is no room for so many"),),
        idempotency_key=index.blueprint.api.idempotency,
    )  # fmt: skip


def _quantity(source: Attribute) -> Input:
    """How many: a positive number, within the bounds of what keeps it."""
    least = max(int(source.minimum or 1), 1)
    return Input(name=QUANTITY, type=source.type, minimum=least, maximum=_most(source), required=True)


def _most(source: Attribute) -> int:
    most = value_type(source).maximum
    assert most is not None
    return int(most)
