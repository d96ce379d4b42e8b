"""Who calls: the guards, the carrier of the token, and what the program knows of an account."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tools.blueprint.document import load
from tools.blueprint.plan.access import AccessPlan
from tools.blueprint.plan.carrier import Carrier
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.packs import registry
from tools.packs.frameworks.express.access import token_context, viewer_module
from tools.packs.frameworks.express.carriers import carrier_context, printed_credentials
from tools.packs.frameworks.express.guards import dependencies_module, guard_calls, guard_name

BLUEPRINTS = Path(__file__).parents[4] / "blueprints"


@cache
def planned(name: str) -> RenderPlan:
    return resolve(load((BLUEPRINTS / f"{name}.yaml").read_bytes()), registry.stack("express", "postgresql"))


def _operation(plan: RenderPlan, name: str) -> OperationPlan:
    return next(item for item in plan.operations if item.name.snake == name)


def test_callers_are_counted_then_known_then_judged() -> None:
    plan = planned("blog")
    assert guard_calls(planned("orders"), _operation(planned("orders"), "ship_order")) == [
        "rateLimit", "signedIn", "onlyAdmin",
    ]  # fmt: skip
    assert guard_calls(planned("orders"), _operation(planned("orders"), "pay_order")) == ["rateLimit", "signedIn"]
    assert guard_calls(plan, _operation(plan, "login")) == ["authRateLimit"]
    optional = next(item for item in plan.operations if item.access.optional)
    assert guard_calls(plan, optional) == ["rateLimit", "maybeSignedIn"]


def test_two_sets_of_roles_never_share_a_guard() -> None:
    plan = planned("orders")
    assert plan.auth is not None
    operations = [item for item in plan.operations if item.access.roles and not item.access.owner]
    sets = [("a1",), ("a_1",), ("a", "b"), ("a_or_b",)]
    plan = replace(plan, auth=replace(plan.auth, roles=(*plan.auth.roles, "a", "a1", "a_1", "a_or_b", "b")))
    changed = {
        item.name: replace(item, access=AccessPlan(public=False, roles=roles, owner=False))
        for item, roles in zip(operations, sets, strict=False)
    }
    groups = tuple(
        replace(group, operations=tuple(changed.get(item.name, item) for item in group.operations))
        for group in plan.groups
    )
    plan = replace(plan, groups=groups)
    used = {guard_name(plan, item): item.access.roles for item in changed.values()}
    assert len(used) == len(sets)
    module = dependencies_module(plan)
    for name, roles in used.items():
        assert f"export const {name} = roles({', '.join(map(repr, roles))});" in module


def test_routes_find_what_they_need_in_one_place() -> None:
    module = dependencies_module(planned("orders"))
    assert "export { authRateLimit, rateLimit } from '../core/rate-limit.ts';" in module
    assert "export { signedIn } from '../security/guards.ts';" in module
    assert "export { maybeSignedIn, signedIn }" in dependencies_module(planned("blog"))


@pytest.mark.parametrize(
    ("carrier", "printed"),
    [
        (Carrier("bearer", "Bearer"), "{ Authorization: `Bearer ${token}` }"),
        (Carrier("header", "X-API-Key"), "{ 'X-API-Key': token }"),
        (Carrier("cookie", "session"), "{ Cookie: `session=${token}` }"),
    ],
)
def test_the_token_travels_as_the_contract_says(carrier: Carrier, printed: str) -> None:
    assert printed_credentials(carrier, "token") == printed


def test_what_a_realm_says_is_text() -> None:
    plan = planned("stations")
    assert plan.auth is not None
    plan = replace(plan, auth=replace(plan.auth, carrier=Carrier("basic", "Basic", "it's `${1}` \\")))
    constant = carrier_context(plan)["challenge_constant"]
    assert constant == (r"""export const CHALLENGE = 'Basic realm="it\'s `${1}` \\", charset="UTF-8"';""")


def test_browsers_are_told_which_headers_they_may_send() -> None:
    assert "'Authorization'" in str(carrier_context(planned("orders"))["sent"])
    assert "'X-API-Key'" in str(carrier_context(planned("polls"))["sent"])


def test_a_viewer_without_sessions_has_none() -> None:
    assert "sessionId" not in viewer_module(planned("stations"))
    assert "readonly sessionId: string;" in viewer_module(planned("orders"))


def test_tokens_are_told_in_the_casing_of_the_api() -> None:
    plan = planned("orders")
    assert "expires_in: pair.expiresIn" in str(token_context(plan)["token_values"])
    camel = replace(plan, api=replace(plan.api, casing="camel"))
    assert "expiresIn: pair.expiresIn" in str(token_context(camel)["token_values"])


def test_keys_that_are_numbers_are_compared_as_texts() -> None:
    plan = planned("orders")
    assert token_context(plan)["other_account"] == "account?.id !== claims.account"
    assert plan.auth is not None
    account = plan.table(plan.auth.account)
    columns = tuple(
        replace(item, type=replace(item.type, kind="int64")) if item.name.snake == "id" else item
        for item in account.columns
    )
    tables = tuple(replace(item, columns=columns) if item is account else item for item in plan.tables)
    context = token_context(replace(plan, tables=tables))
    assert context["other_account"] == "account === null || String(account.id) !== claims.account"
    assert context["key_text"] == "String(account)"
