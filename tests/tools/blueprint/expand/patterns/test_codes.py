"""Codes that are told to the owner of an account: to set a password anew, to confirm an address."""

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
from tools.blueprint.model import Access, Blueprint
from tools.blueprint.plan.operation import EndSessions, Fetch
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack

RESET = {"reset": "Ticket.digest", "name": "reset_password"}
CONFIRM = {"confirm": "Ticket.digest", "name": "verify_email", "mark": "verified_email", "minutes": 60}


def _tickets(**digest: Any) -> dict[str, Any]:
    data = ground()
    entity(data, "User")["attributes"].append({"name": "verified_email", "type": "email", "managed": True})
    data["entities"].append(
        {"name": "Ticket", "attributes": [
            {"name": "digest", "type": "string", "max_length": 64, "required": True, "unique": True, "managed": True,
             "sensitive": True, **digest},
            {"name": "email", "type": "email", "managed": True, "required": True},
            {"name": "expires_at", "type": "datetime", "required": True, "managed": True}]}
    )  # fmt: skip
    data["relationships"].append(
        {"name": "user", "from": "Ticket", "to": "User", "required": True, "cardinality": "one_to_one",
         "on_delete": "cascade"}
    )  # fmt: skip
    return data


def _resets(**digest: Any) -> dict[str, Any]:
    data = _tickets(**digest)
    entity(data, "Ticket")["attributes"].pop(1)
    return data


def _told(blueprint: Blueprint) -> list[str]:
    return [datum.name for event in blueprint.events for datum in event.data]


def test_a_forgotten_password_is_set_with_a_code_that_only_the_event_tells() -> None:
    found = expanded(_resets(), RESET)
    asked, used = operation(found, "reset_password"), operation(found, "confirm_reset_password")
    assert route(asked) == "POST /auth/reset-password"
    assert (asked.access, asked.response.status, asked.response.value) == (Access(public=True), 202, None)
    (around,) = steps(asked)
    assert (around["each"], around["where"], around["most"]) == ("User", "row.email == input.email", 1)
    assert [next(iter(step)) for step in around["steps"]] == ["let", "let", "upsert", "emit"]
    assert around["steps"][2]["change"] == {"digest": "digest(code)", "expires_at": "until"}
    assert route(used) == "POST /auth/reset-password/confirm"
    assert [next(iter(step)) for step in steps(used)] == [
        "find", "check", "find", "hash", "update", "delete", "end_sessions",
    ]  # fmt: skip
    assert [(error.name, error.status) for error in used.errors] == [("no_such_code", 404), ("expired", 410)]
    assert found.events[0].name == "reset_password_requested"
    assert _told(found) == ["account", "email", "code", "expires_at"]


def test_an_address_is_confirmed_while_it_is_the_one_that_the_code_went_to() -> None:
    found = expanded(_tickets(), {**CONFIRM, "flag": "verified"})
    asked, used = operation(found, "verify_email"), operation(found, "confirm_verify_email")
    assert (asked.access, used.access) == (Access(), Access(public=True))
    assert "minutes_from_now(60)" in [step.get("be") for step in steps(asked)]
    assert {"check": "user.email == sent_code.email", "else": "address_changed"} in steps(used)
    assert {"update": "user", "set": {"verified_email": "sent_code.email"}} in steps(used)
    shown = next(view for view in found.views if view.name == "User").fields
    assert {item.name: item.value for item in shown}["verified"] == "row.verified_email == row.email"


def test_codes_are_looked_for_by_their_digest_locked_and_seldom_guessed() -> None:
    plan = resolve(expanded(_resets(), RESET), stack("fastapi", "postgresql"))
    used = next(item for item in plan.operations if item.name.snake == "confirm_reset_password")
    fetch = used.nodes[0]
    assert isinstance(fetch, Fetch)
    assert fetch.call.lock
    assert used.sensitive_rate
    assert any(isinstance(node, EndSessions) for node in used.nodes)


def test_without_sessions_none_ends() -> None:
    data = _resets()
    data["auth"]["scheme"] = "basic"
    used = operation(expanded(data, RESET), "confirm_reset_password")
    assert [next(iter(step)) for step in steps(used)][-1] == "delete"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"managed": False}, "could be changed past the pattern"),
        ({"unique": False}, "does not keep one digest for each Ticket"),
        ({"max_length": 63}, "A digest has 64 characters"),
    ],
)
def test_what_keeps_no_digest_is_refused(changed: dict[str, Any], said: str) -> None:
    refused(_resets(**changed), said, RESET)


def test_what_does_not_fit_is_refused() -> None:
    refused(_resets(), "no attribute `nothing`", {**RESET, "reset": "Ticket.nothing"})
    refused(_resets(), "no attribute `until`", {**RESET, "expires": "until"})
    data = _resets()
    relationship(data, "Ticket.user")["cardinality"] = "many_to_one"
    refused(data, "more than one Ticket", RESET)
    data = _resets()
    data["resources"].append({"entity": "Ticket", "actions": ["list"]})
    refused(data, "is what the backend keeps for itself", RESET)
    data = _resets()
    entity(data, "User")["optimistic_lock"] = True
    refused(data, "would have to send the version", RESET)
    refused(_resets(), "no attribute `email`", CONFIRM)
    refused(_tickets(), "no attribute `nothing`", {**CONFIRM, "mark": "nothing"})
    data = _tickets()
    attribute(data, "User.verified_email")["managed"] = False
    refused(data, "could be changed past the pattern", CONFIRM)
    data = _tickets()
    attribute(data, "Ticket.email")["max_length"] = 20
    refused(data, "does not keep what `email` may be", CONFIRM)
