"""Ports: what the backend asks of services outside."""

from pydantic import Field

from tools.blueprint.model.base import Name, Part, Text
from tools.blueprint.model.event import Datum


class PortCall(Part):
    """One thing that a port can be asked."""

    name: Name
    """What `call` names behind the port: `payments.charge`."""
    description: Text = ""
    """For whoever writes the other side."""
    sends: tuple[Datum, ...] = Field(min_length=1, max_length=50)
    """What it is told."""
    answers: tuple[Datum, ...] = Field(default=(), max_length=50)
    """What it says in return."""


class Port(Part):
    """A service outside: generated code knows what it can be asked, a file of your own how it is reached."""

    name: Name
    """`payments`"""
    description: Text = ""
    calls: tuple[PortCall, ...] = Field(min_length=1, max_length=100)
