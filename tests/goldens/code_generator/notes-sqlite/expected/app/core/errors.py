"""The one exception that the API answers with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ErrorCase:
    """A kind of refusal: `code` is stable for programs, `title` is for people."""

    code: str
    status: int
    title: str


@dataclass(frozen=True)
class FieldError:
    """One thing wrong with the input, at a JSON pointer of the body or at a named parameter."""

    code: str
    message: str
    pointer: str | None = None
    parameter: str | None = None


class Problem(Exception):
    """A refusal that the client can act on."""

    def __init__(
        self,
        case: ErrorCase,
        detail: str | None = None,
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(case.title)
        self.case = case
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})

    @property
    def message(self) -> str:
        """What happened, as a sentence for people."""
        return self.detail or f"{self.case.title}."
