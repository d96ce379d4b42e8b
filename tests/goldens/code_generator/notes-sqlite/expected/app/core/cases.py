"""Every kind of refusal, by its stable code."""

from app.core.errors import ErrorCase

MALFORMED = ErrorCase("malformed", 400, "The request cannot be read")
INVALID_CREDENTIALS = ErrorCase("invalid_credentials", 401, "Login or password is wrong")
INVALID_REFRESH_TOKEN = ErrorCase("invalid_refresh_token", 401, "The refresh token is not valid")
UNAUTHENTICATED = ErrorCase("unauthenticated", 401, "Authentication is needed")
FORBIDDEN = ErrorCase("forbidden", 403, "This is not allowed")
NOT_FOUND = ErrorCase("not_found", 404, "There is no such thing")
METHOD_NOT_ALLOWED = ErrorCase("method_not_allowed", 405, "The method is not allowed here")
NOT_ACCEPTABLE = ErrorCase("not_acceptable", 406, "No acceptable representation")
CONFLICT = ErrorCase("conflict", 409, "This conflicts with what exists")
IN_USE = ErrorCase("in_use", 409, "Something else still refers to it")
REQUEST_IN_PROGRESS = ErrorCase("request_in_progress", 409, "The same request is still being worked on")
PRECONDITION_FAILED = ErrorCase("precondition_failed", 412, "It was changed meanwhile")
PAYLOAD_TOO_LARGE = ErrorCase("payload_too_large", 413, "The body is too large")
UNSUPPORTED_MEDIA_TYPE = ErrorCase("unsupported_media_type", 415, "The media type is not supported")
IDEMPOTENCY_KEY_REUSED = ErrorCase(
    "idempotency_key_reused", 422, "The idempotency key was used for another request"
)
VALIDATION_FAILED = ErrorCase("validation_failed", 422, "The request is not valid")
PRECONDITION_REQUIRED = ErrorCase("precondition_required", 428, "If-Match is required")
TOO_MANY_REQUESTS = ErrorCase("too_many_requests", 429, "Too many requests")
INTERNAL_ERROR = ErrorCase("internal_error", 500, "Something went wrong")
NOT_READY = ErrorCase("not_ready", 503, "The service is not ready")
