"""Accounts, as the rest of the program sees them: the caller, and what a session gives."""

from tools.blueprint.names import camel
from tools.blueprint.plan.render_plan import AuthPlan, RenderPlan
from tools.blueprint.plan.table import Column, Table
from tools.packs.frameworks.express.fields import FieldPrinter
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, bracketed, docstring, exploded, module, returned
from tools.packs.languages.typescript.literals import key, record, text

VIEWER = "src/security/viewer.ts"
_MODELS = "src/models/index.ts"
_TOKENS = {
    "access_token": ("accessToken", "string"),
    "refresh_token": ("refreshToken", "string"),
    "token_type": ("tokenType", "string"),
    "expires_in": ("expiresIn", "number"),
}
"""What is told of a session, in this order: its name in the program, and its type."""


def viewer_module(plan: RenderPlan) -> str:
    """`src/security/viewer.ts`: the caller, as operations see them."""
    assert plan.auth is not None
    account = plan.table(plan.auth.account)
    imports = Imports(VIEWER)
    imports.type(_MODELS, account.name.type)
    columns = [account.column(name) for name in plan.auth.viewer_columns]
    session = ["sessionId"] if plan.auth.has_sessions else []
    printer = FieldPrinter(imports, plan.enums)
    fields = [
        f"readonly {column.name.attr}: {printer.host_type(column.type, nullable=column.nullable)}" for column in columns
    ]
    fields += [f"readonly {name}: string" for name in session]
    values = [(column.name.attr, f"account.{column.name.attr}") for column in columns]
    values += [(name, name) for name in session]
    items = [f"account: {account.name.type}", *(f"{name}: string" for name in session)]
    viewer = [
        docstring("A signed-in account."),
        "export interface Viewer {",
        *(f"{INDENT}{field};" for field in fields),
        "}",
    ]
    of = [
        docstring(f"Return the viewer of an account{' in one of its sessions' if session else ''}."),
        *bracketed("export function viewerOf(", items, "): Viewer {"),
        *returned(record(values)),
        "}",
    ]
    return module("The caller, as operations see them.", imports.render(), "\n".join(viewer), "\n".join(of))


def token_context(plan: RenderPlan) -> dict[str, object]:
    """What the templates of accounts and their sessions place; nothing without accounts."""
    if plan.auth is None:
        return {}
    account = plan.table(plan.auth.account)
    column = account.column(account.primary_key[0])
    name = column.name.attr
    told = [item for item in _TOKENS if item in (*plan.auth.told, "token_type")]
    wires = {item: camel(item) if plan.api.casing == "camel" else item for item in told}
    types = [f"{INDENT}readonly {key(wires[item])}: {_TOKENS[item][1]};" for item in told]
    values = [f"{key(wires[item])}: pair.{_TOKENS[item][0]}" for item in told]
    return {
        "key": name,
        "account": account.name.type,
        "key_type": _key_type(account, column),
        "key_text": _as_text("account", column),
        "found_text": _as_text("found.accountId", column),
        "other_account": _other_account(column),
        "role": account.column(plan.auth.role).name.attr if plan.auth.role is not None else None,
        "told_of_tokens": _told(plan.auth),
        "token_types": "\n".join(types),
        "token_values": exploded("return {", values, "};", 1),
        **_opening(plan.auth, _key_type(account, column)),
    }


def _opening(auth: AuthPlan, kind: str) -> dict[str, object]:
    """The heads of the functions that open and end a session with one opaque token."""
    cookies = ["cookies: SessionCookies"] if auth.carrier.kind == "cookie" else []
    settings = "settings" if auth.session_days is not None else "_settings"
    items = ["session: Session", f"{settings}: Settings", *cookies, f"account: {kind}"]
    opened = "void" if cookies else "TokenPair"
    ending = ["session: Session", *cookies, "sessionId: string"]
    return {
        "open_session": "\n".join(bracketed("export async function openSession(", items, f"): Promise<{opened}> {{")),
        "end_session": "\n".join(bracketed("export async function endSession(", ending, "): Promise<void> {")),
    }


def _told(auth: AuthPlan) -> str:
    return "A fresh access token and the next refresh token." if auth.scheme == "jwt" else "A fresh session token."


def _key_type(account: Table, column: Column) -> str:
    return f"{account.name.type}[{text(column.name.attr)}]"


def _other_account(column: Column) -> str:
    """Whether the session is none of the account that the token is for."""
    key, told = _as_text(f"account.{column.name.attr}", column), "claims.account"
    return f"account === null || {key} !== {told}" if "(" in key else f"{key.replace('.', '?.', 1)} !== {told}"


def _as_text(value: str, column: Column) -> str:
    """A key as a text, which it may be already."""
    return f"String({value})" if column.type.kind in ("int32", "int64") else value
