"""Whose rows a step sees: its caller's own, unless it says otherwise."""

from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS
from tools.blueprint.document import load
from tools.blueprint.managed import DELETED_AT
from tools.blueprint.plan.expr import Call, ColumnValue
from tools.blueprint.plan.operation import Fetch, FetchAggregate, FetchPage
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs.registry import stack
from tools.validators.conformance.scoping import scoping_of

STEPS: dict[str, dict[str, Any]] = {
    "find": {"find": "Order", "as": "found", "where": "row.id == input.id"},
    "list": {"list": "Order", "as": "found"},
    "aggregate": {"aggregate": "Order", "as": "found", "measures": {"orders": "count()"}},
}


def _call(step: dict[str, Any], **order: Any) -> Any:
    data = yaml.safe_load((BLUEPRINTS / "orders.yaml").read_text(encoding="utf-8"))
    next(item for item in data["entities"] if item["name"] == "Order").update(order)
    operation = {
        "name": "look", "group": "Order", "method": "GET", "path": "/orders/{id}/look", "access": {"owner": True},
        "inputs": [{"name": "id", "in": "path", "attribute": "Order.id", "required": True}],
        "steps": [{**STEPS["find"], "as": "first"}, step],
        "response": {"value": "found", **({} if "aggregate" in step else {"view": "Order"})},
    }  # fmt: skip
    data["operations"].append(operation)
    plan = resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    nodes = next(item for item in plan.operations if item.name.snake == "look").nodes
    return [node.call for node in nodes if isinstance(node, Fetch | FetchPage | FetchAggregate)][1]


@pytest.mark.parametrize("kind", STEPS)
def test_a_step_sees_its_callers_own_rows(kind: str) -> None:
    assert scoping_of(_call(STEPS[kind]), None).owner == "user_id"


@pytest.mark.parametrize("kind", STEPS)
def test_a_step_may_see_those_of_other_owners(kind: str) -> None:
    assert scoping_of(_call({**STEPS[kind], "owner": False}), None).owner is None


@pytest.mark.parametrize("kind", STEPS)
def test_deleted_rows_stay_out_all_the_same(kind: str) -> None:
    predicates = [item.predicate for item in _call({**STEPS[kind], "owner": False}, soft_delete=True).conditions]
    marks = [item for item in predicates if isinstance(item, Call) and item.function == "is_null"]
    assert [item.args[0].column for item in marks if isinstance(item.args[0], ColumnValue)] == [DELETED_AT]


def test_owners_are_those_of_the_operations_own_entity() -> None:
    data = yaml.safe_load((BLUEPRINTS / "wallet.yaml").read_text(encoding="utf-8"))
    operation = next(item for item in data["operations"] if item.get("access", {}).get("owner"))
    operation.pop("group")
    with pytest.raises(BadInput, match="is for owners, and it has none") as raised:
        resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    assert raised.value.path == f"operations.{operation['name']}.access"
