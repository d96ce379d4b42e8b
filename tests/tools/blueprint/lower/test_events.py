"""Events: what they say, who emits them, and what is refused."""

from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS, plan_of
from tools.blueprint.document import load
from tools.blueprint.plan.operation import Branch, Emit, OperationPlan, every
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs.registry import stack

ID = {"name": "order_id", "attribute": "Order.id"}


def _plan(step: dict[str, Any], *data: dict[str, Any], **more: Any) -> RenderPlan:
    """Orders, of which paying one does the step, and one event says these data."""
    found = yaml.safe_load((BLUEPRINTS / "orders.yaml").read_text(encoding="utf-8"))
    for operation in found["operations"]:
        operation["steps"] = [item for item in operation["steps"] if "emit" not in item and "if" not in item]
        if operation["name"] == "pay_order":
            operation["steps"].append(step)
            operation["inputs"] += more.get("inputs", [])
    found["events"] = [{"name": "paid", "data": [*data]}, *more.get("events", [])]
    return resolve(load(yaml.safe_dump(found)), stack("fastapi", "sqlite"))


def _emit(**data: str) -> dict[str, Any]:
    return {"emit": "paid", "data": data}


def _operation(plan: RenderPlan, name: str) -> OperationPlan:
    return next(item for item in plan.operations if item.name.snake == name)


def test_an_event_is_the_last_thing_and_one_in_a_branch_stands_there() -> None:
    plan = plan_of("orders")
    assert isinstance(_operation(plan, "pay_order").nodes[-1], Emit)
    branch = _operation(plan, "cancel_order").nodes[-1]
    assert isinstance(branch, Branch)
    assert [node.event for node in branch.then if isinstance(node, Emit)] == ["order_to_refund"]


def test_values_are_nullable_where_their_column_is() -> None:
    shapes = {event.type: event.shape for event in plan_of("orders").events}
    nullable = {field.name.snake: field.nullable for field in shapes["order_to_refund"].fields}
    assert nullable == {"order_id": False, "paid_at": True, "reason": False}
    assert all(field.required for shape in shapes.values() for field in shape.fields)


def test_only_what_emits_has_an_outbox_and_writes() -> None:
    assert "outbox_event" in {table.name.snake for table in plan_of("orders").tables}
    assert "outbox_event" not in {table.name.snake for table in plan_of("library").tables}


def test_an_operation_that_does_nothing_else_writes() -> None:
    read = {"name": "ask", "method": "POST", "path": "/asked", "access": {"public": True}, "response": {"status": 202},
            "inputs": [{"name": "what", "max_length": 9, "required": True}],
            "steps": [{"emit": "asked", "data": {"what": "input.what"}}]}  # fmt: skip
    data = {"blueprint": 1, "name": "asking", "entities": [{"name": "Note"}], "operations": [read],
            "events": [{"name": "asked", "data": [{"name": "what", "max_length": 9}]}]}  # fmt: skip
    (operation,) = resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite")).operations
    assert operation.writes
    assert [type(node) for node in every(operation.nodes)] == [Emit]


@pytest.mark.parametrize(
    ("step", "data", "message"),
    [
        (_emit(order_id="order.id"), [ID, {"name": "note"}], "does not name the values that are declared: `note`"),
        (_emit(order_id="order.id", note="order.note"), [ID], "does not name the values that are declared: `note`"),
        (_emit(order_id="order.id", note="order.note"), [ID, {"name": "note"}], "may be null here"),
        (_emit(order_id="order.status"), [ID], "A uuid is wanted here, this is text"),
        (_emit(order_id="order.nothing"), [ID], "nothing"),
        ({"emit": "unheard", "data": {"order_id": "order.id"}}, [ID], "No operation emits `paid`"),
        (_emit(order_id="order.id"), [{**ID, "attribute": "Order.nothing"}], "There is no `Order.nothing`"),
        (_emit(order_id="order.id", order_1="order.id", order1="order.id"),
         [ID, {"name": "order_1", "type": "uuid"}, {"name": "order_1", "type": "uuid"}], "two values are called"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(step: dict[str, Any], data: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(BadInput) as refused:
        _plan(step, *data)
    assert message in refused.value.message
    assert refused.value.path.startswith(("operations.pay_order", "events.paid"))


def test_an_event_nobody_declared_is_refused() -> None:
    steps = {"if": "true", "then": [_emit(order_id="order.id"), {"emit": "unheard", "data": {"a": "1"}}]}
    with pytest.raises(BadInput, match="There is no event `unheard`"):
        _plan(steps, ID)


@pytest.mark.parametrize(
    ("value", "sure"),
    [
        ("order.note", False),
        ("order.note == null ? 'a' : 'b'", True),
        ("input.word", False),
        ("input.needed", True),
        ("'word'", True),
        ("named", False),
    ],
)
def test_what_may_be_null_is_known(value: str, sure: bool) -> None:
    inputs = [{"name": "word", "max_length": 9}, {"name": "needed", "max_length": 9, "required": True}]
    step = {"if": "true", "then": [{"let": "named", "be": "order.note"}, {"check": "named != 'x'", "else": "not_open"},
                                   _emit(text=value)]}  # fmt: skip
    if sure:
        assert _plan(step, {"name": "text"}, inputs=inputs).events
    else:
        assert _plan(step, {"name": "text", "nullable": True}, inputs=inputs).events
        with pytest.raises(BadInput, match="may be null here"):
            _plan(step, {"name": "text"}, inputs=inputs)
