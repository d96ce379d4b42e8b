"""Rows that the steps of a case make."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tools.validators.conformance.actors import Actor
from tools.validators.conformance.document import ref


@dataclass(frozen=True, slots=True)
class Row:
    """A row that a step makes: the variable with its answer, its key, what was sent, and its values by column."""

    bind: str
    table: str
    key: str
    actor: Actor | None
    sent: Mapping[str, object] = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)
    address: str = ""
    """Reference to what a path names the row by, where that is not its key."""
    told: bool = False
    """Whether the values are all that is known of the row: an operation of its own made it."""
    beside: tuple[tuple[str, Mapping[str, object]], ...] = ()
    """Tables and values of the rows that the operation made it of."""

    @property
    def shared(self) -> bool:
        """Whether it is the account of a caller of several cases, which may have changed since it was made."""
        return self.bind.startswith("@")

    @property
    def path(self) -> str:
        """Reference to what paths name the row by."""
        return self.address or self.key

    @property
    def reference(self) -> dict[str, str]:
        return ref(self.key)
