"""Prints how the caller of a request is found: by the session of its token, or by the login it shows."""

from tools.blueprint.managed import DELETED_AT
from tools.blueprint.plan.render_plan import AuthPlan, RenderPlan
from tools.blueprint.plan.table import Table
from tools.packs.languages.python.annotations import annotation, optional
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import assignment, bracketed, expression


def callers(plan: RenderPlan, auth: AuthPlan) -> dict[str, object]:
    """What the templates of `app/repositories/auth_sessions.py`, or of `auth_accounts.py`, place."""
    account = plan.table(auth.account)
    live = [f"{account.name.type}.{account.column(DELETED_AT).name.attr}.is_(None)"] if account.soft_delete else []
    return _by_session(plan, auth, account, live) if auth.has_sessions else _by_login(account, auth.login, live)


def _by_session(plan: RenderPlan, auth: AuthPlan, account: Table, live: list[str]) -> dict[str, object]:
    """Every request asks for it: the statement is built once, and reads what is said of a viewer and no more."""
    kind, jwt, imports = account.name.type, auth.scheme == "jwt", Imports()
    imports.add("datetime", "datetime")
    imports.add("typing", "Any")
    imports.add("uuid", "UUID")
    imports.add("sqlalchemy", "bindparam", "insert", "select", "update")
    imports.add("app.core.database", "Session")
    imports.add("app.models", kind, "AuthSession", *(["AuthRefreshToken"] if jwt else []))
    column, by, sent = ("id", "session_id", "UUID") if jwt else ("token_hash", "token_hash", "str")
    wanted, values = [f'AuthSession.{column} == bindparam("{by}")', "AuthSession.revoked_at.is_(None)"], [by]
    if jwt or auth.session_days is not None:
        wanted.append('AuthSession.expires_at > bindparam("moment")')
        values.append("moment")
    columns = [account.column(name) for name in auth.viewer_columns]
    shown = ", ".join([*(f"{kind}.{item.name.attr}" for item in columns), "AuthSession.id"])
    key = account.column(account.primary_key[0]).name.attr
    joined = f"select({shown}).join(AuthSession, AuthSession.account_id == {kind}.{key})"
    kinds = [optional(annotation(item.type, imports, plan.enums), item.nullable) for item in columns]
    answer = f"tuple[{', '.join([*kinds, 'UUID'])}]"
    given = ["session: Session", f"{by}: {sent}", "moment: datetime"]
    known = ", ".join(f'"{name}": {name}' for name in values)
    return {
        "session_imports": imports.render(),
        "viewers": "\n".join(
            [
                *assignment("_VIEWERS", joined),
                *assignment("_VIEWER_OF_SESSION", f"_VIEWERS.where({', '.join([*wanted, *live])})"),
            ]
        ),
        "find_viewer": "\n".join(bracketed("async def find_viewer(", given, f") -> {answer} | None:")),
        "found": "\n".join(expression(f"return (await session.execute(_VIEWER_OF_SESSION, {{{known}}})).first()", 1)),
    }


def _by_login(account: Table, login: str, live: list[str]) -> dict[str, object]:
    """Where each request shows its account: how the account is found."""
    imports, kind = Imports(), account.name.type
    imports.add("app.models", kind)
    found = f"select({kind}).where({', '.join([f'{kind}.{account.column(login).name.attr} == login', *live])})"
    return {
        "models": imports.render(),
        "account": kind,
        "with_login": "\n".join(assignment("statement", found, 1)),
    }
