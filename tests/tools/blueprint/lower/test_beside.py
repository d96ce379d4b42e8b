"""Members that stand beside the row of an answer."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.api_generator.openapi.document import openapi_document
from tools.blueprint.document import from_data
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.tokens import token_members
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs.registry import stack

PRESS = Path(__file__).parents[3] / "blueprints" / "press.yaml"


def planned(**response: Any) -> RenderPlan:
    """Press, with another response of its login."""
    data = yaml.safe_load(PRESS.read_text(encoding="utf-8"))
    login = next(item for item in data["operations"] if item["name"] == "login")
    login["response"] = {**login["response"], **response}

    return resolve(from_data(data), stack("fastapi", "sqlite"))


def test_the_answer_has_a_view_of_its_own() -> None:
    plan = planned()
    login, me = (next(item for item in plan.operations if item.name.snake == name) for name in ("login", "read_me"))
    assert login.response.view is not None
    assert me.response.view is not None
    assert [field.wire for field in login.response.view.fields][-1] == "token"
    assert "token" not in [field.wire for field in me.response.view.fields]
    assert token_members(plan, login) == {"access_token": ("user", "token")}
    schema = openapi_document(plan)["components"]["schemas"][login.response.view.name]
    assert schema["properties"]["token"]["type"] == "string"
    assert "token" in schema["required"]


def test_any_bound_value_may_stand_there() -> None:
    plan = planned(
        beside={"signed_in_as": "input.email", "seconds": "tokens.expires_in", "token": "tokens.access_token"}
    )
    login = next(item for item in plan.operations if item.name.snake == "login")
    assert [item.field.wire for item in login.response.beside] == ["signedInAs", "seconds", "token"]


@pytest.mark.parametrize(
    ("response", "said"),
    [
        ({"beside": {"email": "tokens.access_token"}}, "email"),
        ({"beside": {"token": "tokens.secret"}}, "not known here"),
        ({"beside": {"hash": "user.password_hash"}}, "sensitive"),
        ({"value": None, "view": None, "wrapper": None}, "one row"),
    ],
)
def test_mistakes_are_named(response: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        planned(**response)
