"""Translates what pydantic finds into the field errors of the API."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from app.core import cases
from app.core.errors import FieldError, Problem
from app.core.messages import message_of

Key = TypeVar("Key")

_CODES = {
    "missing": "required",
    "extra_forbidden": "unknown",
    "enum": "enum",
    "literal_error": "enum",
    "string_too_short": "min_length",
    "too_short": "min_length",
    "bytes_too_short": "min_length",
    "string_too_long": "max_length",
    "too_long": "max_length",
    "bytes_too_long": "max_length",
    "string_pattern_mismatch": "pattern",
    "greater_than_equal": "minimum",
    "less_than_equal": "maximum",
    "finite_number": "maximum",
    "type": "type",
    "min_length": "min_length",
    "max_length": "max_length",
    "minimum": "minimum",
    "maximum": "maximum",
}


def invalid(errors: Sequence[FieldError]) -> Problem:
    """The request is well formed but its values are not acceptable."""
    return Problem(cases.VALIDATION_FAILED, errors=errors)


def field_errors(findings: Sequence[Any]) -> list[FieldError]:
    """Translate findings whose place starts with `body`, `query` or `path`; values are never repeated."""
    found = []
    for finding in findings:
        source, *steps = finding["loc"] or ("body",)
        code = _code(finding)
        message = "Must not be null." if code == "not_null" else message_of(finding)
        if source == "body":
            found.append(FieldError(code, message, pointer=_pointer(steps)))
        else:
            found.append(FieldError(code, message, parameter=str(steps[0]) if steps else source))
    return found


def _code(finding: Any) -> str:
    kind = finding["type"]
    if kind not in ("missing", "extra_forbidden") and finding.get("input", ...) is None:
        return "not_null"
    return _CODES.get(kind, "type" if kind.endswith("_type") else "format")


def _pointer(steps: Sequence[int | str]) -> str:
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def unless_kept(sent: Key | None, kept: Key | None) -> Key | None:
    """Return a reference that needs a check: a row may keep one whose target is gone since."""
    return None if sent == kept else sent


def require_references(missing: Sequence[str], pointers: Mapping[str, str]) -> None:
    """Refuse (422) members that point at nothing."""
    if missing:
        message = "What it refers to does not exist."
        raise invalid(
            [FieldError("reference_not_found", message, pointer=pointers[name]) for name in missing]
        )
