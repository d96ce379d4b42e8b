"""Values over the relationships of bound rows are computed by the store before the step that asks for them."""

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS, plan_of
from tools.blueprint.document import load
from tools.blueprint.plan.expr import BoundValue, Call, ViewerValue
from tools.blueprint.plan.operation import Compute, Fetch, Guard, OperationPlan, WriteSet
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs.registry import stack


def _operation(name: str) -> OperationPlan:
    return next(item for item in plan_of("events").operations if item.name.snake == name)


def _with_check(check: str) -> OperationPlan:
    data = yaml.safe_load((BLUEPRINTS / "events.yaml").read_text(encoding="utf-8"))
    operation = next(item for item in data["operations"] if item["name"] == "book_event")
    operation["steps"][3]["check"] = check
    plan = resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    return next(item for item in plan.operations if item.name.snake == "book_event")


def test_the_store_computes_right_before_the_guard() -> None:
    kinds = [type(node) for node in _operation("book_event").nodes]
    assert kinds == [Fetch, Guard, Compute, Guard, Compute, Guard, WriteSet]


def test_the_guard_sees_a_bound_value() -> None:
    computed, guard = _operation("cancel_event").nodes[1:3]
    assert isinstance(computed, Compute)
    assert isinstance(guard, Guard)
    assert isinstance(guard.condition, Call)
    (value,) = computed.call.values
    assert guard.condition.args[0] == BoundValue(value.name, None, value.type)
    assert (computed.of, value.nullable) == ("event", False)


def test_the_row_that_is_counted_around_is_locked() -> None:
    fetch = _operation("book_event").nodes[0]
    assert isinstance(fetch, Fetch)
    assert fetch.call.lock


def test_what_the_caller_is_becomes_an_argument() -> None:
    computed = _operation("book_event").nodes[2]
    assert isinstance(computed, Compute)
    assert [type(item.value) for item in computed.call.parameters] == [ViewerValue]


def test_columns_of_the_bound_row_may_stand_within() -> None:
    operation = _with_check("event.bookings.count(b, b.guest_id == event.host_id) == 0")
    computed = operation.nodes[4]
    assert isinstance(computed, Compute)
    assert [item.value for item in computed.call.parameters] == [
        BoundValue("event", "host_id", computed.call.parameters[0].type)
    ]


def test_a_reference_of_a_bound_row_is_followed() -> None:
    operation = _with_check('event.host.name != "nobody"')
    computed = operation.nodes[4]
    assert isinstance(computed, Compute)
    assert computed.call.values[0].type.kind == "string"


def test_mistakes_are_told_where_they_stand() -> None:
    with pytest.raises(BadInput, match="at character") as raised:
        _with_check("event.bookings.sum(b, b.nothing) == 0")
    assert "b.nothing" in raised.value.message
