"""What sessions give, and what they keep, by scheme and carrier."""

from typing import Any

import pytest

from tools.api_generator.openapi.document import openapi_document
from tools.blueprint.document import from_data
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
    operations: tuple[dict[str, Any], ...] = (), styles: tuple[str, ...] = ("rest",), **auth: Any
) -> RenderPlan:
    login = {"name": "email", "type": "email", "required": True, "unique": True}
    data = {
        "blueprint": 1,
        "name": "notes",
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
