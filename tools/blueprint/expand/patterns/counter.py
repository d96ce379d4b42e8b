"""Counters: one is added in the store itself, so that none is lost."""

from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import phrase
from tools.blueprint.expand.patterns.acts import on_row, openly, the_row
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.places import counted, unversioned
from tools.blueprint.expand.patterns.records import keeping
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import AttributeType, Create, Input, Update
from tools.blueprint.model.patterns import Counter
from tools.errors import BadInput


def counter(index: BlueprintIndex, pattern: Counter) -> Expansion:
    """`POST /links/{id}/visit`: adds one, and keeps a record of it where one is named."""
    entity, _, name = pattern.counter.partition(".")
    column = counted(index, entity, name, AttributeType.INT32, AttributeType.INT64)
    if column.maximum is not None:
        raise BadInput(
            f"{pattern.counter} would be counted beyond its `maximum`.", hint="Leave `maximum` out of the attribute."
        )
    unversioned(index, entity)
    access = openly(index, entity, pattern.access)
    inputs: tuple[Input, ...] = ()
    made: tuple[Create, ...] = ()
    if pattern.record is not None:
        inputs, step = keeping(index, pattern.record, entity, access, {})
        made = (step,)
    operation = on_row(
        index, entity, pattern, "counter", summary=f"Add one to the {name.replace('_', ' ')} of one {phrase(entity)}.",
        access=access, inputs=inputs,
        steps=(the_row(index, entity, pattern), *made, Update(update=bind_of(entity), set={name: f"row.{name} + 1"})),
    )  # fmt: skip
    return Expansion((operation,))
