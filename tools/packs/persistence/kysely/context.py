"""What the templates are told of a plan."""

import tomllib
from pathlib import Path

from tools.blueprint.plan.render_plan import AuthPlan, RenderPlan
from tools.packs import registry
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT
from tools.packs.languages.typescript.literals import text
from tools.packs.persistence.kysely.model_names import MODELS, build_name, selection_name, values_name
from tools.packs.persistence.kysely.models import live_column

_DATABASE = "src/core/database.ts"
_CLOCK = "src/core/clock.ts"
_CURSOR = """\
  readonly cursor: string | null;
  /** What tells this list from others, beside filters and order. */
  readonly of: readonly unknown[];"""
_OFFSET = "  readonly offset: number;"
_EXPIRING = {
    "auth_session": ("expires_at", "<=", "moment"),
    "idempotency_record": ("expires_at", "<=", "moment"),
    "rate_limit_counter": ("window_start", "<", "oldest"),
}
_LONGEST = (
    "/** How long the longest window of a rate limit lasts, in milliseconds. */\nconst LONGEST_WINDOW = 86_400_000;"
)
_OLDEST = f"{INDENT}const oldest = secondsOf(later(moment, -LONGEST_WINDOW));"
_CATALOGUES: dict[str, str] = tomllib.loads(Path(__file__).with_name("catalogues.toml").read_text(encoding="utf-8"))


def template_context(plan: RenderPlan) -> dict[str, object]:
    """Values of all templates."""
    context: dict[str, object] = {
        "name": plan.name.snake,
        "position": _CURSOR if plan.api.pagination == "cursor" else _OFFSET,
        "catalogue": _CATALOGUES[registry.datastore(plan.stack.datastore).dialect],
        "asks_after": any(plan.asked_after(operation) is not None for operation in plan.operations),
        "ends_sessions": plan.ends_sessions,
        "takes_back": plan.auth is not None and not plan.auth.has_sessions,
        "tables": "\n".join(f"{INDENT}{text(table.physical)}," for table in reversed(plan.tables)),
        **_expired(plan),
    }
    return {**context, **_accounts(plan, plan.auth)} if plan.auth is not None else context


def _expired(plan: RenderPlan) -> dict[str, object]:
    imports = Imports("src/repositories/expired.ts")
    imports.type(_DATABASE, "Session")
    lines: list[str] = []
    constants = ""
    for table in plan.tables:
        if table.name.snake not in _EXPIRING:
            continue
        column, operator, bound = _EXPIRING[table.name.snake]
        if table.name.snake == "auth_session" and _lasts(plan.auth):
            column = "revoked_at"
        if bound == "oldest":
            imports.add(_CLOCK, "later", "secondsOf")
            lines.insert(0, _OLDEST)
            constants = f"{_LONGEST}\n\n"
        condition = f".where({text(column)}, {text(operator)}, {bound})"
        lines.append(f"{INDENT}await session.deleteFrom({text(table.physical)}){condition}.execute();")
    return {"imports": imports.render(), "constants": constants, "statements": "\n".join(lines)}


def _lasts(auth: AuthPlan | None) -> bool:
    """Whether sessions end only when they are revoked."""
    return auth is not None and auth.scheme == "session" and auth.session_days is None


def _accounts(plan: RenderPlan, auth: AuthPlan) -> dict[str, object]:
    account = plan.table(auth.account)
    imports = Imports("src/repositories/auth-sessions.ts")
    imports.type(MODELS, account.name.type)
    imports.add(MODELS, selection_name(account), build_name(account))
    if auth.has_sessions:
        session = plan.table("auth_session")
        imports.type(MODELS, session.name.type)
        imports.add(MODELS, values_name(session))
    if auth.scheme == "jwt":
        token = plan.table("auth_refresh_token")
        imports.type(MODELS, token.name.type)
        imports.add(MODELS, values_name(token), selection_name(session), build_name(session))
    return {
        "models": imports.render(),
        "account": account.name.type,
        "accounts": account.physical,
        "key": account.column(account.primary_key[0]).physical,
        "login": account.column(auth.login).physical,
        "selection": selection_name(account),
        "build": build_name(account),
        "live": live_column(account),
        "lasting": _lasts(auth),
    }
