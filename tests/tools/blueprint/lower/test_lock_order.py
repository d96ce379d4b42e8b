"""Rows that one operation holds are locked together, where the store has row locks."""

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS, plan_of
from tools.blueprint.document import load
from tools.blueprint.plan.expr import BoundValue, InputValue
from tools.blueprint.plan.operation import Fetch, Lock, OperationPlan
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack


def _operation(name: str, datastore: str = "postgresql") -> OperationPlan:
    return next(item for item in plan_of("wallet", datastore).operations if item.name.snake == name)


def _with_steps(*steps: dict[str, object]) -> OperationPlan:
    data = yaml.safe_load((BLUEPRINTS / "wallet.yaml").read_text(encoding="utf-8"))
    operation = next(item for item in data["operations"] if item["name"] == "transfer")
    operation["steps"][:2] = steps
    plan = resolve(load(yaml.safe_dump(data)), stack("fastapi", "postgresql"))
    return next(item for item in plan.operations if item.name.snake == "transfer")


def _locks(operation: OperationPlan) -> list[Lock]:
    return [node for node in operation.nodes if isinstance(node, Lock)]


def _finds(operation: OperationPlan) -> list[Fetch]:
    return [node for node in operation.nodes if isinstance(node, Fetch)]


def test_both_rows_are_locked_before_the_first_is_found() -> None:
    operation = _operation("transfer")
    (lock,) = _locks(operation)
    assert operation.nodes[0] == lock
    assert [(item.name, item.value) for item in lock.call.parameters] == [
        ("source_id", InputValue("id", lock.call.parameters[0].type)),
        ("target_id", InputValue("target_id", lock.call.parameters[1].type)),
    ]
    assert [node.call.lock for node in _finds(operation)] == [False, False]


@pytest.mark.parametrize("name", ["deposit", "read_wallet_card"])
def test_a_row_alone_needs_no_order(name: str) -> None:
    assert _locks(_operation(name)) == []
    assert [node.call.lock for node in _finds(_operation(name))] == [name == "deposit"]


def test_a_store_without_row_locks_has_nothing_to_order() -> None:
    assert _locks(_operation("transfer", "sqlite")) == []


def test_a_key_that_another_row_tells_is_waited_for() -> None:
    operation = _with_steps(
        {"find": "Transfer", "as": "earlier", "where": "row.id == input.id", "owner": False},
        {"find": "Wallet", "as": "source", "where": "row.id == earlier.target_id"},
        {"find": "Wallet", "as": "target", "where": "row.id == input.target_id", "owner": False},
    )
    assert [type(node) for node in operation.nodes[:3]] == [Fetch, Lock, Fetch]
    value = _locks(operation)[0].call.parameters[0].value
    assert isinstance(value, BoundValue)
    assert (value.bind, value.column) == ("earlier", "target_id")


def test_a_key_that_one_of_the_rows_tells_is_locked_with_its_find() -> None:
    operation = _with_steps(
        {"find": "Wallet", "as": "source", "where": "row.id == input.id"},
        {"find": "Wallet", "as": "target", "where": "row.id == source.currency_id", "owner": False},
        {"check": "input.target_id != source.id", "else": "same_wallet"},
    )
    assert _locks(operation) == []
    assert [node.call.lock for node in _finds(operation)] == [True, True]
