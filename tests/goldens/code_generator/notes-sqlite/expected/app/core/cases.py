"""Every kind of refusal, by its stable code."""

from app.core.errors import ErrorCase

MALFORMED = ErrorCase("malformed", 400, "The request cannot be read")
NOT_FOUND = ErrorCase("not_found", 404, "There is no such thing")
METHOD_NOT_ALLOWED = ErrorCase("method_not_allowed", 405, "The method is not allowed here")
NOT_ACCEPTABLE = ErrorCase("not_acceptable", 406, "No acceptable representation")
PAYLOAD_TOO_LARGE = ErrorCase("payload_too_large", 413, "The body is too large")
UNSUPPORTED_MEDIA_TYPE = ErrorCase("unsupported_media_type", 415, "The media type is not supported")
VALIDATION_FAILED = ErrorCase("validation_failed", 422, "The request is not valid")
INTERNAL_ERROR = ErrorCase("internal_error", 500, "Something went wrong")
NOT_READY = ErrorCase("not_ready", 503, "The service is not ready")
