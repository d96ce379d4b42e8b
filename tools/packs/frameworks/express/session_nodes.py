"""Prints the nodes that open, renew and end sessions."""

from tools.blueprint.plan.operation import EndSessions, IssueSession, Node, RevokeSession, RotateSession
from tools.packs.frameworks.express.carriers import keeps_cookies
from tools.packs.frameworks.express.host import bound
from tools.packs.frameworks.express.statements import StatementPrinter
from tools.packs.languages.typescript.literals import member


def session_lines(printer: StatementPrinter, node: Node) -> list[str]:
    """The statement of the node."""
    host, operation = printer.host, printer.operation
    printer.imports.module("src/security/sessions.ts", "sessions")
    host.used.add("session")
    cookies = ["cookies"] if keeps_cookies(printer.plan) else []
    match node:
        case IssueSession(bind, account):
            host.used.update(["settings", *cookies])
            items = ["session", "settings", *cookies, _key(printer, account)]
            return _bound(printer, bind, f"await sessions.openSession({', '.join(items)})")
        case RotateSession(bind, token, error):
            host.used.add("settings")
            items = ["session", "settings", host.print(token), printer.case(error)]
            return printer.bind(bound(operation, bind), f"await sessions.renewSession({', '.join(items)})")
        case EndSessions(account):
            return printer.statement(f"await sessions.endSessions(session, {_key(printer, account)})")
        case RevokeSession():
            host.used.update(["viewer", *cookies])
            items = ["session", *cookies, "viewer.sessionId"]
            return printer.statement(f"await sessions.endSession({', '.join(items)})")
    raise TypeError(f"no statement for {type(node).__name__}")


def _bound(printer: StatementPrinter, bind: str, value: str) -> list[str]:
    if bind in printer.asked:
        return printer.bind(bound(printer.operation, bind), value)
    return printer.statement(value)


def _key(printer: StatementPrinter, account: str) -> str:
    """The key of the bound account."""
    table = printer.plan.table(printer.host.binds[account])
    return f"{printer.host.variable(account)}{member(table.column(table.primary_key[0]).name.attr)}"
