"""What the JSON Schema cannot say: whether the parts of a Blueprint fit together."""

from tools.blueprint.check.access import check_access
from tools.blueprint.check.entities import check_entities
from tools.blueprint.check.operations import check_operations
from tools.blueprint.check.relationships import check_relationships
from tools.blueprint.model import Blueprint

__all__ = ["check"]


def check(blueprint: Blueprint) -> None:
    """Raises BadInput (with the path) or Contradiction (with both sides) at the first thing that does not fit."""
    check_entities(blueprint)
    check_relationships(blueprint)
    check_access(blueprint)
    check_operations(blueprint)
