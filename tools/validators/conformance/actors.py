"""Accounts that call."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """An account that calls; its name is also that of the variable with its data."""

    name: str
    role: str | None
