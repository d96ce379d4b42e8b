"""Who may call an operation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccessPlan:
    """Who may call. With `roles`: only those, unless `owner` (then the conditions of the reads narrow the rows)."""

    public: bool
    """Callers need no account."""
    roles: tuple[str, ...]
    owner: bool
    optional: bool = False
    """Public, and a caller who sends a token is known; a token that is no good is refused."""
