"""The shape of an error body, from the example of a contract."""

from dataclasses import dataclass

FIELD_CODES = (
    "required", "unknown", "type", "min_length", "max_length", "pattern", "minimum", "maximum", "enum", "format",
    "not_null", "reference_not_found", "check", "unique", "needs_lower", "needs_upper", "needs_digit", "needs_symbol",
)  # fmt: skip
"""What can be wrong with one field."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that is always there: true, null, a number."""

    value: object


@dataclass(frozen=True, slots=True)
class Told:
    """A text: constant pieces, and slots (`message`, `code`, `title`, `status`, `field`) at the odd places.

    A slot without any text around it keeps its own type: `status` is a number.
    """

    pieces: tuple[str, ...]

    @property
    def slots(self) -> tuple[str, ...]:
        return self.pieces[1::2]

    @property
    def alone(self) -> str | None:
        """The one slot that is all of it."""
        return self.pieces[1] if len(self.pieces) == 3 and not self.pieces[0] and not self.pieces[2] else None


@dataclass(frozen=True, slots=True)
class Members:
    """An object with these members."""

    members: "tuple[tuple[str, ErrorForm], ...]"


@dataclass(frozen=True, slots=True)
class Each:
    """An array with one item for each field that is wrong."""

    item: "ErrorForm"


@dataclass(frozen=True, slots=True)
class ByField:
    """An object with a member for each field that is wrong: all that is told of it, or the first of it."""

    item: Told
    many: bool


ErrorForm = Constant | Told | Members | Each | ByField


@dataclass(frozen=True, slots=True)
class ErrorFormat:
    """Error bodies of one API; without a `form` they are problem details (RFC 9457)."""

    form: ErrorForm | None
    media_type: str
    general: str
    """Stands for the field where an error is about none."""
    whole: bool
    """The form tells of the error outside of what repeats, so that nothing repeats where no field is wrong."""
    messages: tuple[tuple[str, str], ...] = ()
    """Field code → text in place of the usual one, sorted."""

    def message(self, code: str) -> str | None:
        """The text that the contract wants for what is wrong with a field."""
        return next((text for known, text in self.messages if known == code), None)


PROBLEM = ErrorFormat(None, "application/problem+json", "base", whole=True)
