"""What one row loses another one gains."""

from decimal import Decimal
from typing import Any

import pytest

from tests.tools.blueprint.expand.patterns.grounds import (
    attribute,
    entity,
    expanded,
    ground,
    operation,
    refused,
    relationship,
    route,
    steps,
)
from tools.blueprint.model import Access
from tools.blueprint.plan.expr import InputValue
from tools.blueprint.plan.operation import Lock, WriteSet
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack

SEND = {"transfer": "Wallet.balance", "name": "send"}
KEPT = {**SEND, "entries": "Entry"}
MONEY = {"type": "decimal", "precision": 10, "scale": 2, "required": True}


def _wallets(**balance: Any) -> dict[str, Any]:
    data = ground()
    data["entities"] += [
        {"name": "Wallet", "owner": "holder", "attributes": [
            {"name": "balance", **MONEY, "default": "0.00", "managed": True, **balance}]},
        {"name": "Entry", "owner": "keeper", "attributes": [
            {"name": "amount", **MONEY}, {"name": "note", "type": "string", "max_length": 80}]},
    ]  # fmt: skip
    data["relationships"] += [
        {"name": "holder", "from": "Wallet", "to": "User", "required": True},
        {"name": "keeper", "from": "Entry", "to": "User", "required": True},
        {"name": "wallet", "from": "Entry", "to": "Wallet", "required": True},
    ]
    data["resources"].append({"entity": "Entry", "actions": ["list"]})
    return data


def test_an_amount_goes_from_ones_own_row_to_anybodys() -> None:
    found = operation(expanded(_wallets(), SEND), "send_wallet")
    assert route(found) == "POST /wallets/{id}/send"
    assert steps(found) == [
        {"find": "Wallet", "as": "wallet", "where": "row.id == input.id"},
        {"find": "Wallet", "as": "other_wallet", "where": "row.id == input.to_id", "owner": False, "else": "no_target"},
        {"check": "wallet.id != other_wallet.id", "else": "same_row"},
        {"check": "wallet.balance >= input.amount", "else": "not_enough"},
        {"check": "other_wallet.balance <= 99999999.99 - input.amount", "else": "too_much"},
        {"update": "wallet", "set": {"balance": "row.balance - input.amount"}},
        {"update": "other_wallet", "set": {"balance": "row.balance + input.amount"}},
    ]
    assert found.access == Access(owner=True)
    assert {error.name: error.status for error in found.errors} == {
        "no_target": 404, "same_row": 409, "not_enough": 409, "too_much": 409,
    }  # fmt: skip


def test_both_rows_are_locked_and_both_change_or_neither() -> None:
    plan = resolve(expanded(_wallets(), KEPT), stack("fastapi", "postgresql"))
    nodes = next(item for item in plan.operations if item.name.snake == "send_wallet").nodes
    (locked,) = [node.call for node in nodes if isinstance(node, Lock)]
    assert [item.value.name for item in locked.parameters if isinstance(item.value, InputValue)] == ["id", "to_id"]
    (writes,) = [node for node in nodes if isinstance(node, WriteSet)]
    assert [write.call.table for write in writes.writes] == ["wallet", "wallet", "entry", "entry"]


@pytest.mark.parametrize(
    ("balance", "least", "most"),
    [
        ({}, "0.01", "99999999.99"),
        ({"maximum": 500}, "0.01", "500"),
        ({"scale": 0, "default": "0"}, "1", "9999999999"),
        ({"type": "int32", "precision": None, "scale": None, "default": 0}, "1", "2147483647"),
    ],
)
def test_more_than_nothing_is_moved(balance: dict[str, Any], least: str, most: str) -> None:
    """A negative amount would take from the other one."""
    amount = operation(expanded(_wallets(**balance), SEND), "send_wallet").inputs[2]
    assert (amount.minimum, amount.maximum, amount.required) == (Decimal(least), Decimal(most), True)


def test_both_sides_are_kept_for_their_owners() -> None:
    found = operation(expanded(_wallets(), KEPT), "send_wallet")
    assert steps(found)[-2:] == [
        {"create": "Entry", "as": "entry_of_wallet", "accept": ["note"],
         "set": {"wallet_id": "wallet.id", "amount": "-input.amount", "keeper_id": "wallet.holder_id"}},
        {"create": "Entry", "as": "entry_of_other_wallet", "accept": ["note"],
         "set": {"wallet_id": "other_wallet.id", "amount": "input.amount", "keeper_id": "other_wallet.holder_id"}},
    ]  # fmt: skip
    assert [item.name for item in found.inputs] == ["id", "to_id", "amount", "note"]
    assert (found.response.status, found.response.value, found.response.view) == (201, "entry_of_wallet", "Entry")


def test_what_does_not_fit_is_refused() -> None:
    refused(_wallets(), "no attribute `title` of type int32, int64, decimal", {**SEND, "transfer": "Article.title"})
    refused(_wallets(managed=False), "could be changed past the pattern", SEND)
    refused(_wallets(), "needs to know its caller", {**SEND, "access": {"public": True}})
    data = _wallets()
    del entity(data, "Wallet")["owner"]
    refused(data, "Wallet has no owner who may", SEND)
    refused({**data, "resources": []}, "Entry has a `keeper`, and Wallet says nothing of it", {**KEPT, "access": {}})
    data = _wallets()
    entity(data, "Wallet")["optimistic_lock"] = True
    refused(data, "send the version of the Wallet", SEND)


def test_entries_that_do_not_fit_are_refused() -> None:
    for change, said in (({"scale": 3}, "has other digits"), ({"minimum": 0}, "is never below zero")):
        data = _wallets()
        attribute(data, "Entry.amount").update(change)
        refused(data, said, KEPT)
    for action in ("create", "update", "delete"):
        data = _wallets()
        data["resources"][-1]["actions"] = ["list", action]
        refused(data, f"Entry has an operation `{action}`, past the pattern", KEPT)
    data = _wallets()
    relationship(data, "Entry.wallet")["to"] = "Tag"
    refused(data, "Entry does not refer to Wallet", KEPT)
