"""Where the access token travels: what the templates place of it."""

from tools.blueprint.plan.carrier import Carrier
from tools.blueprint.plan.operation import VerifySecret, every
from tools.blueprint.plan.render_plan import AuthPlan, RenderPlan
from tools.packs.languages.typescript.layout import assignment
from tools.packs.languages.typescript.literals import key, template, text

_SENT = ("Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "X-Request-ID")


def carrier_context(plan: RenderPlan) -> dict[str, object]:
    """What templates read of the carrier, and `sent`, the headers that browsers of other origins may send."""
    header = plan.auth.carrier.header if plan.auth is not None else "Authorization"
    names = ", ".join(text(name) for name in sorted({header, *_SENT}))
    context: dict[str, object] = {
        "sent": "\n".join(assignment("SENT", f"[{names}]")),
        "cookie": plan.auth.carrier.name if plan.auth is not None and keeps_cookies(plan) else None,
    }
    if plan.auth is None:
        return context
    carrier = plan.auth.carrier
    strangers = any(operation.access.optional for operation in plan.operations)
    return {
        **context,
        "session_days": plan.auth.session_days,
        "ends_sessions": plan.ends_sessions,
        "cookie_text": text(carrier.name),
        "scheme": carrier.name if carrier.kind == "bearer" else None,
        "scheme_text": text(carrier.name.lower()),
        "token_name": "bearer token" if carrier.usual else f"token behind `{carrier.name}`",
        "by_itself": sent_by_browsers(plan),
        "credential": f"firstHeader(request, {text(carrier.header.lower())})",
        "reads_headers": sent_by_browsers(plan) or (strangers and not keeps_cookies(plan)),
        "challenge": text(carrier.challenge) if plan.auth.has_sessions else "CHALLENGE",
        **_shown(plan, plan.auth),
    }


def _shown(plan: RenderPlan, auth: AuthPlan) -> dict[str, object]:
    """What callers are told and asked for, with and without sessions."""
    if auth.has_sessions:
        return {
            "challenged": False,
            "verifies": True,
            "told_of_callers": "Return the caller; the session must still be open and the account exist.",
            "how_to_sign_in": "Log in and send the session token.",
            "told_of_strangers": "no token; a token that is no good",
        }
    checks = (isinstance(node, VerifySecret) for item in plan.operations for node in every(item.nodes))
    constant = assignment("CHALLENGE", text(auth.carrier.challenge), keyword="export const ")
    return {
        "challenged": True,
        "challenge_constant": "\n".join(constant),
        "verifies": any(checks),
        "told_of_callers": "Return the caller; login and password must be those of an account.",
        "how_to_sign_in": "Send login and password with the request.",
        "told_of_strangers": "no password; one that is no good",
    }


def keeps_cookies(plan: RenderPlan) -> bool:
    """Whether browsers keep the token, so that requests may come without the will of whoever is signed in."""
    return plan.auth is not None and plan.auth.carrier.kind == "cookie"


def sent_by_browsers(plan: RenderPlan) -> bool:
    """Whether browsers send what they know of whoever is signed in along with requests of other sites."""
    return plan.auth is not None and plan.auth.carrier.by_itself


def printed_credentials(carrier: Carrier, token: str) -> str:
    """An object of the one header that carries the token; `token` is an expression of it."""
    value = f"`{template(carrier.prefix)}${{{token}}}`" if carrier.prefix else token
    return f"{{ {key(carrier.header)}: {value} }}"
