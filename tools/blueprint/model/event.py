"""Events: what the backend tells others of, once it has happened."""

from pydantic import Field

from tools.blueprint.model.attribute import Constrained
from tools.blueprint.model.base import LongName, Name, Part, Text


class Datum(Constrained):
    """One value that is told or asked outside."""

    name: LongName
    """What steps call it."""
    attribute: str | None = None
    """`Entity.attribute` or `Entity.relationship`: the type is taken from there, and whether it may be null."""
    nullable: bool = False
    """Whether it may be null."""
    description: Text = ""
    """For the documentation of the API."""


class Event(Part):
    """One kind of event that `emit` tells of."""

    name: Name
    """Its type on the wire, and what `emit` calls it: `order_paid`."""
    description: Text = ""
    """For whoever is told."""
    data: tuple[Datum, ...] = Field(min_length=1, max_length=50)
    """What each one says."""
