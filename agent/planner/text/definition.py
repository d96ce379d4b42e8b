"""A list of attributes, as it stands in a text."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Definition:
    """A list of attributes of one entity, as it stands in the text."""

    words: tuple[str, ...]
    items: list[str]
    clause: int
    colon: bool = False
    prose: bool = False
    """After `has` or `with`: the items may well be other entities."""
    passing: bool = False
    """Behind what somebody does with such a thing: taken as it stands."""
    clauses: set[int] = field(default_factory=set)

    def owns(self, clause: int) -> bool:
        return clause in self.clauses
