"""Values of a type: plausible ones, those on its bounds, and those that must be refused. All in wire form."""

from tools.blueprint.samples.edges import valid_edges
from tools.blueprint.samples.example import example
from tools.blueprint.samples.refused import invalid

__all__ = ["example", "invalid", "valid_edges"]
