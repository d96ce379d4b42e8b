"""The standard errors, by code."""

from tools.blueprint.plan.shapes import ErrorCase

_CASES = (
    ErrorCase("malformed", 400, "The request cannot be read"),
    ErrorCase("unauthenticated", 401, "Authentication is needed"),
    ErrorCase("invalid_credentials", 401, "Login or password is wrong"),
    ErrorCase("invalid_refresh_token", 401, "The refresh token is not valid"),
    ErrorCase("forbidden", 403, "This is not allowed"),
    ErrorCase("not_found", 404, "There is no such thing"),
    ErrorCase("method_not_allowed", 405, "The method is not allowed here"),
    ErrorCase("not_acceptable", 406, "No acceptable representation"),
    ErrorCase("conflict", 409, "This conflicts with what exists"),
    ErrorCase("in_use", 409, "Something else still refers to it"),
    ErrorCase("request_in_progress", 409, "The same request is still being worked on"),
    ErrorCase("precondition_failed", 412, "It was changed meanwhile"),
    ErrorCase("payload_too_large", 413, "The body is too large"),
    ErrorCase("unsupported_media_type", 415, "The media type is not supported"),
    ErrorCase("validation_failed", 422, "The request is not valid"),
    ErrorCase("idempotency_key_reused", 422, "The idempotency key was used for another request"),
    ErrorCase("precondition_required", 428, "If-Match is required"),
    ErrorCase("too_many_requests", 429, "Too many requests"),
    ErrorCase("internal_error", 500, "Something went wrong"),
    ErrorCase("bad_gateway", 502, "A service that is needed for this does not answer"),
    ErrorCase("not_ready", 503, "The service is not ready"),
)

STANDARD: dict[str, ErrorCase] = {case.code: case for case in _CASES}


def standard(code: str) -> ErrorCase:
    """The standard error of a code."""
    return STANDARD[code]
