"""What the caller is told when a write runs into a constraint."""

from dataclasses import dataclass

from app.core.errors import ErrorCase, FieldError, Problem

_CODES = {"unique": "unique", "reference": "reference_not_found", "check": "check"}
_MESSAGES = {
    "unique": "Another one has this value already.",
    "reference": "What it refers to does not exist.",
    "check": "These values do not go together.",
}


@dataclass(frozen=True)
class Refusal:
    """A constraint, and the answer to a request that violates it."""

    constraint: str
    kind: str
    case: ErrorCase
    pointers: tuple[str, ...] = ()
    message: str | None = None

    def problem(self) -> Problem:
        """Return the refusal."""
        message = self.message or _MESSAGES[self.kind]
        errors = [FieldError(_CODES[self.kind], message, pointer=pointer) for pointer in self.pointers]
        return Problem(self.case, errors=errors)
