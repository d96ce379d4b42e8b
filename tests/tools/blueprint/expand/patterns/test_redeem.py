"""Codes that are good once."""

from typing import Any

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
from tools.blueprint.plan.operation import Fetch, WriteSet
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack

REDEEM = {"redeem": "Voucher.code", "name": "redeem", "stamp": "used_at"}
FULL = {**REDEEM, "by": "guest", "expires": "expires_at"}


def _vouchers(**code: Any) -> dict[str, Any]:
    data = ground()
    data["entities"].append(
        {"name": "Voucher", "owner": "host", "attributes": [
            {"name": "code", "type": "uuid", "required": True, "unique": True, "managed": True, **code},
            {"name": "used_at", "type": "datetime", "managed": True},
            {"name": "expires_at", "type": "datetime"}]}
    )  # fmt: skip
    data["relationships"] += [
        {"name": "host", "from": "Voucher", "to": "User", "required": True, "on_delete": "cascade"},
        {"name": "guest", "from": "Voucher", "to": "User", "managed": True},
    ]
    data["resources"].append({"entity": "Voucher", "actions": ["list", "read", "create"]})
    return data


def test_a_code_is_good_once_and_not_for_ever() -> None:
    found = operation(expanded(_vouchers(), FULL), "redeem_voucher")
    assert route(found) == "POST /vouchers/redeem"
    assert steps(found) == [
        {"find": "Voucher", "as": "voucher", "where": "row.code == input.code"},
        {"check": "voucher.used_at == null", "else": "redeemed"},
        {"check": "voucher.expires_at == null || now() < voucher.expires_at", "else": "expired"},
        {"update": "voucher", "set": {"used_at": "now()", "guest_id": "viewer.id"}},
    ]
    assert [(error.name, error.status) for error in found.errors] == [("redeemed", 409), ("expired", 409)]
    assert found.access == Access()


def test_a_code_without_an_end_is_good_until_it_is_used() -> None:
    found = operation(expanded(_vouchers(), REDEEM), "redeem_voucher")
    assert [error.name for error in found.errors] == ["redeemed"]
    assert steps(found)[-1] == {"update": "voucher", "set": {"used_at": "now()"}}


def test_the_row_is_locked_and_guesses_are_few() -> None:
    plan = resolve(expanded(_vouchers(), FULL), stack("fastapi", "postgresql"))
    found = next(item for item in plan.operations if item.name.snake == "redeem_voucher")
    assert isinstance(found.nodes[0], Fetch)
    assert found.nodes[0].call.lock
    assert found.sensitive_rate


def test_the_backend_makes_a_uuid_that_nobody_can_guess() -> None:
    plan = resolve(expanded(_vouchers(), REDEEM), stack("fastapi", "sqlite"))
    found = next(item for item in plan.operations if item.name.snake == "create_voucher")
    (write,) = next(node for node in found.nodes if isinstance(node, WriteSet)).writes
    made = {item.column: item.value.function for item in write.call.assignments if hasattr(item.value, "function")}
    assert made["code"] == "random_uuid"


def test_a_client_may_choose_the_code() -> None:
    data = _vouchers(type="string", max_length=20, managed=False, immutable=True)
    expanded(data, FULL)
    attribute(data, "Voucher.code")["immutable"] = False
    refused(data, "could be changed past the pattern", FULL)


def test_a_code_that_nobody_could_use_is_refused() -> None:
    refused(_vouchers(unique=False), "does not name one Voucher", FULL)
    refused(_vouchers(sensitive=True), "Nobody would be shown `code`", FULL)
    made = _vouchers(type="string", max_length=20, default="x")
    refused(made, "Nobody would give a new Voucher its `code`", FULL)


def test_codes_that_everybody_could_read_are_refused() -> None:
    data = _vouchers()
    data["permissions"].append({"entity": "Voucher", "actions": ["list"], "allow": ["authenticated"]})
    refused(data, "Whoever may list Voucher could read the codes", FULL)
    data = _vouchers()
    del entity(data, "Voucher")["owner"]
    refused(data, "Whoever may list Voucher could read the codes", FULL)


def test_what_does_not_fit_is_refused() -> None:
    refused(_vouchers(), "no attribute `nothing`", {**FULL, "redeem": "Voucher.nothing"})
    refused(_vouchers(), "no attribute `code` of type datetime", {**FULL, "stamp": "code"})
    refused(_vouchers(), "no attribute `code` of type datetime", {**FULL, "expires": "code"})
    refused(_vouchers(), "Voucher.host is never null", {**FULL, "by": "host"})
    refused(_vouchers(), "good for the owners of their rows alone", {**FULL, "access": {"owner": True}})
    refused(_vouchers(), "needs to know its caller", {**FULL, "access": {"public": True}})
    data = _vouchers()
    attribute(data, "Voucher.used_at")["managed"] = False
    refused(data, "Voucher.used_at could be changed past the pattern", FULL)
    data = _vouchers()
    relationship(data, "Voucher.guest")["managed"] = False
    refused(data, "Voucher.guest could be changed past the pattern", FULL)
