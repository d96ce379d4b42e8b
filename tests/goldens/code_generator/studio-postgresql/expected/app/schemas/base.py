"""What all bodies, queries and answers have in common."""

from collections.abc import Collection
from typing import Any

from pydantic import BaseModel, ConfigDict

ABSENT: Any = None
"""Stands for a member that may be left out; only its absence is ever looked at, never this value."""


class Body(BaseModel):
    """A request body: nothing is coerced, unknown members are refused."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        validate_by_alias=True,
        validate_by_name=False,
        hide_input_in_errors=True,
        protected_namespaces=(),
    )

    def values(self, names: Collection[str] | None = None) -> dict[str, Any]:
        """Return these members (or all), with their defaults where they were not sent."""
        wanted = type(self).model_fields if names is None else names
        return {name: getattr(self, name) for name in wanted}

    def sent(self, names: Collection[str] | None = None) -> dict[str, Any]:
        """Return those of these members (or of all) that were sent."""
        return {name: value for name, value in self.values(names).items() if name in self.model_fields_set}


class Query(BaseModel):
    """The query of an operation; unknown parameters are refused."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, protected_namespaces=())

    def chosen(self, others: Collection[str]) -> dict[str, Any]:
        """Return the parameters that were sent, without these others."""
        return {name: getattr(self, name) for name in self.model_fields_set if name not in others}


class View(BaseModel):
    """A response body, read from a row."""

    model_config = ConfigDict(from_attributes=True, protected_namespaces=())
