"""How the caller of a request is found: one statement, built once, that reads what a viewer is and no more."""

import ast
from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS, plan_of
from tools.blueprint.document import load
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.packs.persistence.sqlalchemy.callers import callers
from tools.packs.registry import stack


def _printed(plan: RenderPlan) -> dict[str, Any]:
    assert plan.auth is not None
    return callers(plan, plan.auth)


def _with_deleted_accounts(name: str) -> RenderPlan:
    data = yaml.safe_load((BLUEPRINTS / f"{name}.yaml").read_text(encoding="utf-8"))
    account = next(item for item in data["entities"] if item["name"] == data["auth"]["account"])
    account["soft_delete"] = True
    return resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))


@pytest.mark.parametrize(
    ("name", "shown", "wanted"),
    [
        (
            "library",
            ["Member.id", "Member.role", "AuthSession.id"],
            ['AuthSession.id == bindparam("session_id")', "AuthSession.revoked_at.is_(None)",
             'AuthSession.expires_at > bindparam("moment")'],
        ),
        (
            "crm",
            ["User.id", "User.role", "User.organization_id", "AuthSession.id"],
            ['AuthSession.id == bindparam("session_id")', "AuthSession.revoked_at.is_(None)",
             'AuthSession.expires_at > bindparam("moment")'],
        ),
        (
            "diary",
            ["User.id", "AuthSession.id"],
            ['AuthSession.token_hash == bindparam("token_hash")', "AuthSession.revoked_at.is_(None)",
             'AuthSession.expires_at > bindparam("moment")'],
        ),
        # Sessions that last have no end to be asked for.
        (
            "polls",
            ["User.id", "User.role", "AuthSession.id"],
            ['AuthSession.token_hash == bindparam("token_hash")', "AuthSession.revoked_at.is_(None)"],
        ),
    ],
)  # fmt: skip
def test_a_session_tells_its_viewer(name: str, shown: list[str], wanted: list[str]) -> None:
    made = _printed(plan_of(name))
    viewers, of_session = ast.parse(made["viewers"]).body
    assert isinstance(viewers, ast.Assign)
    assert isinstance(of_session, ast.Assign)
    assert isinstance(viewers.value, ast.Call)
    assert isinstance(of_session.value, ast.Call)
    selected = next(node for node in ast.walk(viewers.value) if isinstance(node, ast.Call) and _is_select(node))
    assert [ast.unparse(item) for item in selected.args] == shown
    assert [ast.unparse(item).replace("'", '"') for item in of_session.value.args] == wanted


def _is_select(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "select"


@pytest.mark.parametrize(("name", "model"), [("library", "Member"), ("diary", "User")])
def test_a_deleted_account_has_no_session(name: str, model: str) -> None:
    assert f"{model}.deleted_at.is_(None)" in _printed(_with_deleted_accounts(name))["viewers"]
    assert "deleted_at" not in _printed(plan_of(name))["viewers"]


def test_a_deleted_account_shows_no_login() -> None:
    assert "Account.deleted_at.is_(None)" in _printed(_with_deleted_accounts("stations"))["with_login"]
    assert _printed(plan_of("stations"))["with_login"].strip() == (
        "statement = select(Account).where(Account.login == login)"
    )
