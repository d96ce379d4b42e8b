"""What sessions give, and what they keep, by scheme and carrier; and what there is without them."""

from typing import Any

import pytest

from tools.api_generator.openapi.document import openapi_document
from tools.blueprint.document import from_data
from tools.blueprint.plan.operation import EndSessions
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.errors import BadInput, Unsupported
from tools.packs.registry import stack

RENEW = {
    "name": "renew",
    "method": "POST",
    "path": "/renew",
    "access": {"public": True},
    "inputs": [{"name": "token", "required": True}],
    "steps": [{"rotate_token": "input.token", "as": "tokens"}],
    "response": {"value": "tokens"},
}


def planned(
    operations: tuple[dict[str, Any], ...] = (), styles: tuple[str, ...] = ("rest",), title: str = "", **auth: Any
) -> RenderPlan:
    login = {"name": "email", "type": "email", "required": True, "unique": True}
    data = {
        "blueprint": 1,
        "name": "notes",
        "title": title,
        "entities": [{"name": "User", "attributes": [login]}],
        "api": {"styles": list(styles)},
        "auth": {"account": "User", **auth},
        "operations": list(operations),
    }
    return resolve(from_data(data), stack("fastapi", "sqlite"))


def security(plan: RenderPlan) -> dict[str, Any]:
    (scheme,) = openapi_document(plan)["components"]["securitySchemes"].values()
    return {name: value for name, value in scheme.items() if name != "description"}


@pytest.mark.parametrize(
    ("auth", "told", "scheme"),
    [
        (
            {"scheme": "jwt"},
            {"access_token", "refresh_token", "token_type", "expires_in"},
            {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
        ),
        ({"scheme": "session"}, {"access_token", "token_type", "expires_in"}, {"type": "http", "scheme": "bearer"}),
        (
            {"scheme": "session", "session_days": None, "carrier": {"header": "X-API-Key"}},
            {"access_token", "token_type"},
            {"type": "apiKey", "in": "header", "name": "X-API-Key"},
        ),
        (
            {"scheme": "session", "carrier": {"cookie": "sid"}},
            set(),
            {"type": "apiKey", "in": "cookie", "name": "sid"},
        ),
        ({"scheme": "basic"}, set(), {"type": "http", "scheme": "basic"}),
    ],
)
def test_what_logging_in_answers(auth: dict[str, Any], told: set[str], scheme: dict[str, Any]) -> None:
    plan = planned(**auth)
    schemas = openapi_document(plan)["components"]["schemas"]
    assert set(schemas.get("Tokens", {"properties": {}})["properties"]) == told
    assert security(plan) == scheme
    renewed = any(operation.intent == "account.refresh" for operation in plan.operations)
    assert (
        renewed == any(table.name.snake == "auth_refresh_token" for table in plan.tables) == ("refresh_token" in told)
    )


def test_a_token_that_lasts_is_kept_as_a_hash_and_has_no_end() -> None:
    sessions = planned(scheme="session", session_days=None).table("auth_session")
    assert sessions.column("token_hash").sensitive
    assert sessions.column("expires_at").nullable
    assert not planned(scheme="session").table("auth_session").column("expires_at").nullable


def test_what_a_cookie_might_change_may_be_forbidden() -> None:
    plan = planned(scheme="session", carrier={"cookie": "sid"})
    refused = {item.name.snake for item in plan.operations if any(error.code == "forbidden" for error in item.errors)}
    assert refused == {"logout"}


def test_nothing_renews_the_token_of_a_session() -> None:
    assert planned((RENEW,), scheme="jwt")
    with pytest.raises(BadInput, match="Nothing renews"):
        planned((RENEW,), scheme="session")


def test_graphql_has_signed_tokens_alone() -> None:
    with pytest.raises(Unsupported, match="GraphQL"):
        planned(styles=("rest", "graphql"), scheme="session")


def test_without_sessions_nobody_logs_in_or_out_and_nothing_is_kept() -> None:
    plan = planned(scheme="basic")
    assert {item.intent for item in plan.operations} == {"account.register", "account.me"}
    assert {table.name.snake for table in plan.tables} == {"user", "rate_limit_counter"}
    assert plan.auth is not None
    assert not plan.auth.told
    (me,) = (item for item in plan.operations if item.intent == "account.me")
    assert {error.code for error in me.errors} >= {"unauthenticated", "too_many_requests"}


@pytest.mark.parametrize(
    ("title", "realm"),
    [
        ("Weather", "Weather"),
        ('The "best" of\\it', "The best ofit"),
        ("Wetter für alle", "Wetter fr alle"),
        ("天気", "API"),
    ],
)
def test_the_realm_is_the_title_as_far_as_a_header_can_hold_it(title: str, realm: str) -> None:
    auth = planned(title=title, scheme="basic").auth
    assert auth is not None
    assert auth.carrier.challenge == f'Basic realm="{realm}", charset="UTF-8"'


REVOKE = {"name": "leave", "method": "POST", "path": "/leave", "steps": [{"revoke_token": "session"}],
          "response": {"status": 204}}  # fmt: skip
ISSUE = {
    "name": "enter", "method": "POST", "path": "/enter", "access": {"public": True}, "group": "User",
    "inputs": [{"name": "email", "attribute": "User.email", "required": True}, {"name": "word", "required": True}],
    "steps": [{"verify": "input.word", "account": "User", "by": {"email": "input.email"}, "as": "user"},
              {"issue_token": "user", "as": "tokens"}],
    "response": {"value": "tokens"},
}  # fmt: skip
VERIFY = {**ISSUE, "steps": ISSUE["steps"][:1], "response": {"value": "user", "view": "User"}}


END = {
    **VERIFY, "name": "end", "path": "/end", "steps": [*VERIFY["steps"], {"end_sessions": "user"}],
    "response": {"status": 204},
}  # fmt: skip


@pytest.mark.parametrize("operation", [RENEW, REVOKE, ISSUE, END])
def test_steps_of_sessions_need_sessions(operation: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as caught:
        planned((operation,), scheme="basic")
    assert caught.value.code == "no-sessions"
    assert caught.value.path


@pytest.mark.parametrize("scheme", ["jwt", "session"])
def test_all_sessions_of_an_account_end(scheme: str) -> None:
    plan = planned((END,), scheme=scheme)
    assert plan.ends_sessions
    assert not planned(scheme=scheme).ends_sessions
    (ended,) = (node for item in plan.operations for node in item.nodes if isinstance(node, EndSessions))
    assert ended.account == "user"


def test_what_is_no_account_has_no_sessions() -> None:
    found = {"find": "User", "as": "user", "where": "row.id == viewer.id"}
    token = {"issue_token": "user", "as": "tokens"}
    operation = {**END, "access": {}, "inputs": [], "steps": [found, token, {"end_sessions": "tokens"}]}
    with pytest.raises(BadInput, match="No step before has found `tokens`"):
        planned((operation,), scheme="jwt")


def test_a_password_may_be_verified_without_sessions() -> None:
    assert planned((VERIFY,), scheme="basic")


def test_graphql_has_basic_credentials_too() -> None:
    assert planned(styles=("rest", "graphql"), scheme="basic").api.graphql
