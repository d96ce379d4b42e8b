"""What a pattern adds to a Blueprint."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tools.blueprint.model.event import Event
from tools.blueprint.model.operation import Operation, ViewField


@dataclass(frozen=True, slots=True)
class Expansion:
    """Operations, and by entity what its standard view shows beside the columns."""

    operations: tuple[Operation, ...]
    fields: Mapping[str, tuple[ViewField, ...]] = field(default_factory=dict)
    links: frozenset[str] = frozenset()
    """`Entity.relationship`: many-to-many links that these operations set, and no standard one."""
    instead: frozenset[str] = frozenset()
    """Names of standard operations whose place these take."""
    events: tuple[Event, ...] = ()
    """What the operations tell of."""
