"""The errors that callers see: a stable code, what happened, and what to do next."""

from collections.abc import Iterable


class AgentError(Exception):
    """Base of every error that may reach a caller.

    ``code`` is kebab-case and stable; ``message`` says what happened; ``hint`` says what to do next.
    """

    code = "agent-error"

    def __init__(self, message: str, *, hint: str = "", code: str | None = None) -> None:
        super().__init__(message)
        self.code = code or type(self).code
        self.message = message
        self.hint = hint

    def to_dict(self) -> dict[str, object]:
        """Plain data for the wire: ``code``, ``message``, ``hint`` and what a subclass carries."""
        return {"code": self.code, "message": self.message, "hint": self.hint}

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class BadInput(AgentError):
    """The input cannot be used as it stands; ``path`` points into it (``entities[0].name``)."""

    code = "bad-input"

    def __init__(self, message: str, *, hint: str, code: str | None = None, path: str = "") -> None:
        super().__init__(message, hint=hint, code=code)
        self.path = path

    def to_dict(self) -> dict[str, object]:
        return {**super().to_dict(), "path": self.path}


class Unsupported(AgentError):
    """Something asked for is not built; ``supported`` lists what is, in sorted order."""

    code = "unsupported"

    def __init__(
        self, what: str, wanted: str, supported: Iterable[str], *, hint: str = "", code: str | None = None
    ) -> None:
        self.what = what
        self.wanted = wanted
        self.supported = tuple(sorted(supported))
        known = ", ".join(self.supported) or "none"
        super().__init__(f"{what} {wanted!r} is not supported.", hint=hint or f"Supported: {known}.", code=code)

    def to_dict(self) -> dict[str, object]:
        return {
            **super().to_dict(),
            "what": self.what,
            "wanted": self.wanted,
            "supported": list(self.supported),
        }


class Contradiction(AgentError):
    """Two requirements cannot both hold; ``sides`` names both, in the order they were stated."""

    code = "contradiction"

    def __init__(self, first: str, second: str, *, hint: str = "", code: str | None = None) -> None:
        self.sides = (first, second)
        super().__init__(
            f"These cannot both hold: {first}; {second}.",
            hint=hint or "Drop or change one of the two.",
            code=code,
        )

    def to_dict(self) -> dict[str, object]:
        return {**super().to_dict(), "sides": list(self.sides)}


class CheckFailed(AgentError):
    """A check on a result did not pass; ``findings`` says where and why."""

    code = "check-failed"

    def __init__(self, message: str, *, hint: str = "", code: str | None = None, findings: Iterable[str] = ()) -> None:
        super().__init__(message, hint=hint, code=code)
        self.findings = tuple(findings)

    def to_dict(self) -> dict[str, object]:
        return {**super().to_dict(), "findings": list(self.findings)}


class Cancelled(AgentError):
    """The caller asked for the work to stop."""

    code = "cancelled"

    def __init__(self, message: str = "The work was cancelled.", *, hint: str = "") -> None:
        super().__init__(message, hint=hint)


class DeadlineExceeded(AgentError):
    """The work did not end within ``limit_seconds``."""

    code = "deadline-exceeded"

    def __init__(self, what: str, limit_seconds: float, *, hint: str = "") -> None:
        self.limit_seconds = limit_seconds
        super().__init__(f"{what} did not end within {limit_seconds:g} s.", hint=hint)

    def to_dict(self) -> dict[str, object]:
        return {**super().to_dict(), "limit_seconds": self.limit_seconds}
