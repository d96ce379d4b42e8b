"""Where the access token travels: what the templates place of it."""

from tools.blueprint.plan.carrier import Carrier
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.languages.python.layout import assignment, bracketed
from tools.packs.languages.python.literals import text

_SENT = ("Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "X-Request-ID")


def carrier_context(plan: RenderPlan) -> dict[str, object]:
    """What templates read of the carrier, and `sent`, the headers that browsers of other origins may send."""
    header = plan.auth.carrier.header if plan.auth is not None else "Authorization"
    names = ", ".join(text(name) for name in sorted({header, *_SENT}))
    context: dict[str, object] = {"sent": "\n".join(assignment("_SENT", f"[{names}]"))}
    context["awaits"] = "await " if plan.auth is not None and plan.auth.scheme != "jwt" else ""
    context["cookie"] = plan.auth.carrier.name if plan.auth is not None and keeps_cookies(plan) else None
    if plan.auth is None:
        return context
    carrier = plan.auth.carrier
    credential = f"request.headers.get({text(carrier.header.lower())})"
    claims = bracketed("claims = read_access_token(", [credential, "request.app.state.settings"], ")", 1)
    cookies = ["cookies: SessionCookies"] if keeps_cookies(plan) else []
    opening = ["session: Session", "settings: Settings", *cookies, "account: Any"]
    ending, opened = ["session: Session", *cookies], "None" if cookies else "TokenPair"
    return {
        **context,
        "session_days": plan.auth.session_days,
        "open_session": "\n".join(bracketed("async def open_session(", opening, f") -> {opened}:")),
        "end_session": "\n".join(bracketed("async def end_session(", [*ending, "session_id: UUID"], ") -> None:")),
        "scheme": carrier.name if carrier.kind == "bearer" else None,
        "token_name": "bearer token" if carrier.usual else f"token behind `{carrier.name}`",
        "challenge": text(carrier.challenge),
        "credential": credential,
        "read_claims": "\n".join(claims),
    }


def keeps_cookies(plan: RenderPlan) -> bool:
    """Whether browsers keep the token, so that requests may come without the will of whoever is signed in."""
    return plan.auth is not None and plan.auth.carrier.kind == "cookie"


def printed_credentials(carrier: Carrier, token: str) -> str:
    """A dictionary of the one header that carries the token; `token` is an expression of it, in single quotes."""
    value = f'f"{carrier.prefix}{{{token}}}"' if carrier.prefix else token.replace("'", '"')
    return f"{{{text(carrier.header)}: {value}}}"
