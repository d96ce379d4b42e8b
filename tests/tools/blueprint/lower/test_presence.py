"""The order of checks: what is looked for before what was sent is looked at."""

from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS, plan_of
from tools.blueprint.document import load
from tools.blueprint.plan.operation import Fetch, OperationPlan
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs.registry import stack

USUAL = ["unauthenticated", "forbidden", "validation_failed", "not_found"]
BEFORE_BODIES = ["unauthenticated", "forbidden", "not_found", "validation_failed"]
BEFORE_ROLES = ["unauthenticated", "not_found", "forbidden", "validation_failed"]


def _orders(order: list[str], datastore: str = "postgresql") -> dict[str, OperationPlan]:
    data = yaml.safe_load((BLUEPRINTS / "orders.yaml").read_text(encoding="utf-8"))
    data["api"]["errors"] = {"order": order}
    plan = resolve(load(yaml.safe_dump(data)), stack("fastapi", datastore))
    return {item.name.snake: item for item in plan.operations}


def _early(order: list[str]) -> dict[str, bool]:
    """Operations that look for their row early, and whether before roles are looked at."""
    return {name: item.present.unrestricted for name, item in _orders(order).items() if item.present is not None}


def test_usually_nothing_is_looked_for_early() -> None:
    assert _early(USUAL) == {}
    assert not any(item.present for item in plan_of("library").operations)


def test_rows_come_before_bodies_where_there_is_one() -> None:
    assert _early(BEFORE_BODIES) == {"assign_role": False, "buy_product": False, "cancel_order": False,
                                     "update_product": False}  # fmt: skip


def test_rows_come_before_roles_where_there_are_some() -> None:
    assert {name for name, unrestricted in _early(BEFORE_ROLES).items() if unrestricted} == {
        "assign_role", "delete_product", "forget_order", "ship_order", "update_product",
    }  # fmt: skip


def test_what_is_looked_for_is_found_again_and_locked_only_then() -> None:
    pay = _orders(BEFORE_ROLES)["cancel_order"]
    assert pay.present is not None
    early = [node for node in pay.present.nodes if isinstance(node, Fetch)]
    again = next(node for node in pay.own if isinstance(node, Fetch))
    assert [node.bind for node in early] == [again.bind]
    assert ([node.call.lock for node in early], again.call.lock) == ([False], True)


@pytest.mark.parametrize(
    "order",
    [
        [],
        USUAL[:3],
        [*USUAL, "not_found"],
        ["forbidden", "unauthenticated", "validation_failed", "not_found"],
        ["unauthenticated", "validation_failed", "forbidden", "not_found"],
    ],
)
def test_strangers_are_told_nothing(order: list[Any]) -> None:
    with pytest.raises(BadInput, match="who calls and who may call is looked at before what was sent"):
        _orders(order)
