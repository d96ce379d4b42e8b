"""What the planner sees of the knowledge base."""

from collections.abc import Mapping
from typing import Protocol

from pydantic import JsonValue


class DefaultPort(Protocol):
    """A value for something that the request leaves open."""

    @property
    def value(self) -> JsonValue: ...

    @property
    def rule(self) -> str: ...


class MatchPort(Protocol):
    """What the name of an attribute suggests: keyword arguments of an attribute beside its name."""

    @property
    def facets(self) -> Mapping[str, JsonValue]: ...

    @property
    def rule(self) -> str: ...


class RulebookPort(Protocol):
    """Defaults and the lexicon of attribute names; `knowledge.Rulebook` is one."""

    def default(self, path: str) -> DefaultPort | None:
        """The default for a path such as `api.pagination`; None where no document sets one."""
        ...

    def attribute(self, name: str) -> MatchPort | None:
        """What a snake_case name suggests; None where the lexicon does not know it."""
        ...
