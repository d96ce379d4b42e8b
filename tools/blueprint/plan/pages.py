"""What the answer of a list holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageMembers:
    """Names on the wire of what a page holds; what is None is not told."""

    rows: str
    next_cursor: str | None = None
    """Pages by cursor: where the next one begins; null on the last."""
    total: str | None = None
    """Pages by offset: how many rows there are on all of them."""
    limit: str | None = None
    offset: str | None = None
    shape: str | None = None
    """Class name of a page that one operation has for itself, unique in the plan; None: that of its view."""
