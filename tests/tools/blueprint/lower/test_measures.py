"""What analytics tell of a column."""

import pytest

from tests.tools.validators.conformance.playing import plan_of
from tools.blueprint.plan.operation import FetchAggregate
from tools.blueprint.plan.values import ValueType


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        ("small_sum", ValueType("int64")),
        ("big_sum", ValueType("decimal", precision=38, scale=0)),
        ("big_avg", ValueType("decimal", precision=38, scale=6)),
    ],
)
def test_a_sum_has_room_for_what_its_values_come_to(measure: str, told: ValueType) -> None:
    operation = next(item for item in plan_of("covering").operations if item.name.snake == "analyze_documents")
    call = next(node for node in operation.nodes if isinstance(node, FetchAggregate)).call
    found = next(item for item in call.measures if item.name == measure)
    assert (found.type.kind, found.type.precision, found.type.scale) == (told.kind, told.precision, told.scale)
