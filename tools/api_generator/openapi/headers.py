"""Header parameters and response headers, as components."""

from typing import Any

from tools.blueprint.plan.render_plan import RenderPlan

_COUNT = {"type": "integer", "minimum": 0}
_TRUE = {"type": "string", "const": "true"}
_ALWAYS = frozenset({"ETag", "Location", "WWW-Authenticate"})
"""Sent with every answer that lists them. A 409 lists `Retry-After`, and carries it only when waiting helps."""

RATE_LIMIT = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


def header(name: str) -> dict[str, str]:
    """A reference to a response header."""
    return {"$ref": f"#/components/headers/{name}"}


def parameter(name: str) -> dict[str, str]:
    """A reference to a header parameter."""
    return {"$ref": f"#/components/parameters/{name}"}


def response_headers(plan: RenderPlan) -> dict[str, Any]:
    """Every response header that the contract speaks of."""
    challenge = plan.auth.carrier.challenge if plan.auth is not None else None
    described = (
        _header("Deprecation", "Since when the operation is deprecated (RFC 9745).", {"type": "string"}),
        _header("ETag", "Version of the row, for `If-Match` and `If-None-Match`.", {"type": "string"}, '"1"'),
        _header("Idempotency-Replayed", "`true` on the answer to an earlier request with the same key.", _TRUE),
        _header("Link", "The next page (RFC 8288), on all pages but the last one.", {"type": "string"}),
        _header("Location", "Path of the new row.", {"type": "string", "format": "uri-reference"}),
        _header("RateLimit-Limit", "Requests in a window.", _COUNT, plan.api.rate_requests),
        _header("RateLimit-Remaining", "Requests left in this window.", _COUNT),
        _header("RateLimit-Reset", "Seconds until the next window.", _COUNT, plan.api.rate_window_seconds),
        _header("Retry-After", "Seconds after which trying again makes sense.", _COUNT, 1),
        _header("Sunset", "When the operation will be gone (RFC 8594).", {"type": "string"}),
        _header("WWW-Authenticate", "How to authenticate.", {"type": "string"}, challenge),
    )
    return dict(described)


def header_parameters() -> dict[str, Any]:
    """Every header parameter that an operation may have."""
    return {
        "Idempotency-Key": {
            "name": "Idempotency-Key",
            "in": "header",
            "description": "Unique for what is asked: a repeated request with the same key gets the first answer.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
            "example": "8e03978e-40d5-43e8-bc93-6894a57f9324",
        },
        "If-Match": {
            "name": "If-Match",
            "in": "header",
            "required": True,
            "description": "ETag of the row as it was read: the change is refused (412) when it has changed since.",
            "schema": {"type": "string"},
            "example": '"1"',
        },
        "If-None-Match": {
            "name": "If-None-Match",
            "in": "header",
            "description": "ETag that is known: answered with 304 when it is still right.",
            "schema": {"type": "string"},
            "example": '"7"',
        },
    }


def _header(name: str, description: str, schema: dict[str, Any], example: object = None) -> tuple[str, dict[str, Any]]:
    found: dict[str, Any] = {"description": description, "schema": schema}
    if name in _ALWAYS:
        found["required"] = True
    return name, found if example is None else {**found, "example": example}
