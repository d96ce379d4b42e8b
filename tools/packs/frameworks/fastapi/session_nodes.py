"""Prints the nodes that open, renew and end sessions."""

from collections.abc import Mapping

from tools.blueprint.plan.operation import EndSessions, IssueSession, Node, RevokeSession, RotateSession
from tools.blueprint.plan.shapes import ErrorCase
from tools.packs.frameworks.fastapi.carriers import keeps_cookies
from tools.packs.frameworks.fastapi.host import HostExpressions, bound
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, bracketed
from tools.packs.needs import asked_binds


def session_lines(
    node: Node, host: HostExpressions, imports: Imports, cases: Mapping[ErrorCase, str], level: int
) -> list[str]:
    """The statement of the node; `cases`: the constant of each error."""
    plan, operation = host.plan, host.operation
    imports.add("app.security", "sessions")
    match node:
        case IssueSession(bind, account):
            table = plan.table(host.binds[account])
            key = table.column(table.primary_key[0]).name.attr
            cookies = ["cookies"] if keeps_cookies(plan) else []
            items = ["session", "settings", *cookies, f"{bound(operation, account)}.{key}"]
            target = f"{bound(operation, bind)} = " if bind in asked_binds(operation) else ""
            return bracketed(f"{target}await sessions.open_session(", items, ")", level)
        case RotateSession(bind, token, error):
            imports.add("app.core", "cases")
            items = ["session", "settings", host.print(token), f"cases.{cases[error]}"]
            return bracketed(f"{bound(operation, bind)} = await sessions.renew_session(", items, ")", level)
        case EndSessions(account):
            table = plan.table(host.binds[account])
            key = table.column(table.primary_key[0]).name.attr
            return [f"{INDENT * level}await sessions.end_sessions(session, {bound(operation, account)}.{key})"]
        case RevokeSession():
            told = "session, cookies" if keeps_cookies(plan) else "session"
            return [f"{INDENT * level}await sessions.end_session({told}, viewer.session_id)"]
    raise TypeError(f"no statement for {type(node).__name__}")
