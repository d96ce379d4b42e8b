"""A tenant and its first account, in one call."""

from typing import Any

import pytest
import yaml

from tests.tools.blueprint.expand.patterns.grounds import (
    entity,
    expanded,
    ground,
    names,
    operation,
    refused,
    route,
    steps,
)
from tools.blueprint.model import Access
from tools.blueprint.plan.operation import WriteSet
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack

SIGN_UP = {"sign_up": "Firm"}
_FIRMS = """
blueprint: 1
name: firms
entities:
  - {name: Firm, attributes: [{name: title, type: string, required: true}, {name: motto, type: string}]}
  - name: User
    tenant: firm
    attributes: [{name: email, type: email, required: true, unique: true}, {name: nick, type: string}]
relationships:
  - {name: firm, from: User, to: Firm, required: true}
resources: [{entity: User, actions: [list, read, create]}]
permissions:
  - {entity: User, actions: [create], allow: [boss]}
roles: [{name: clerk, default: true}, {name: chief}, {name: boss, first: true}]
auth: {scheme: jwt, account: User}
"""


def _firms(**auth: Any) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(_FIRMS)
    data["auth"] |= auth
    return data


def test_a_tenant_and_its_first_account_are_made_together() -> None:
    found = operation(expanded(_firms(), SIGN_UP), "sign_up")
    assert route(found) == "POST /auth/sign-up"
    assert steps(found) == [
        {"hash": "input.password", "as": "digest"},
        {"create": "Firm", "as": "firm", "set": {"title": "input.firm_title"}},
        {"create": "User", "as": "user", "accept": ["email", "nick"],
         "set": {"password_hash": "digest", "role": '"boss"', "firm_id": "firm.id"}},
    ]  # fmt: skip
    assert [item.name for item in found.inputs] == ["firm_title", "email", "nick", "password"]
    assert (found.access, found.response.status, found.intent) == (Access(public=True), 201, "account.register")


def test_neither_is_made_without_the_other() -> None:
    plan = resolve(expanded(_firms(), SIGN_UP), stack("fastapi", "postgresql"))
    nodes = next(item for item in plan.operations if item.name.snake == "sign_up").nodes
    (writes,) = (node.writes for node in nodes if isinstance(node, WriteSet))
    assert [write.call.table for write in writes] == ["firm", "user"]


def test_it_stands_in_the_place_of_registering() -> None:
    found = names(expanded(_firms(), {**SIGN_UP, "name": "found_firm"}))
    assert {"found_firm", "login", "create_user"} <= found
    assert "register" not in found


@pytest.mark.parametrize(("pattern", "role"), [({}, "boss"), ({"role": "chief"}, "chief")])
def test_the_first_account_has_the_role_that_is_said(pattern: dict[str, Any], role: str) -> None:
    data = _firms()
    data["permissions"][0]["allow"] = ["authenticated"]
    plan = resolve(expanded(data, {**SIGN_UP, **pattern}), stack("fastapi", "sqlite"))
    assert plan.auth is not None
    assert (plan.auth.registered_role, plan.auth.default_role) == (role, "clerk")
    plain = resolve(expanded(data), stack("fastapi", "sqlite"))
    assert plain.auth is not None
    assert plain.auth.registered_role == "clerk"


def test_what_does_not_fit_is_refused() -> None:
    refused(ground(), "Accounts do not belong to a Tag", {"sign_up": "Tag"})
    refused(_firms(), "There is no entity Shop", {"sign_up": "Shop"})
    refused(_firms(self_registration=False), "Nobody makes an account by itself", SIGN_UP)
    refused(_firms(), "There is no role `king`", {**SIGN_UP, "role": "king"})
    data = _firms()
    del data["roles"][2]["first"]
    refused(data, "No role is marked `first`", SIGN_UP)
    refused(_firms(), "would stay alone: `chief` makes no others", {**SIGN_UP, "role": "chief"})
    data = _firms()
    data["resources"][0]["actions"] = ["list"]
    refused(data, "would stay alone: `boss` makes no others", SIGN_UP)
    data = _firms()
    entity(data, "User")["tenant"] = None
    refused(data, "Accounts do not belong to a Firm", SIGN_UP)
