"""Patterns in the form of the Blueprint."""

from collections.abc import Sequence

from pydantic import TypeAdapter

from agent.planner.patterns.access import access_of
from agent.planner.sketch import Sketch
from tools.blueprint.model import Role
from tools.blueprint.model.patterns import Pattern

_PATTERNS: TypeAdapter[tuple[Pattern, ...]] = TypeAdapter(tuple[Pattern, ...])


def patterns_of(sketch: Sketch, roles: Sequence[Role]) -> tuple[Pattern, ...]:
    """All patterns of a settled sketch. Raises ValidationError for one that is none."""
    made = []
    for pattern in sketch.patterns:
        for entry in pattern.made:
            plain = {key: value for key, value in entry.items() if key not in {"allow", "only"}}
            access = access_of(entry.get("allow", ()), entry.get("only", False), pattern.entity, sketch, roles)
            made.append(plain | ({"access": access} if access is not None else {}))
    return _PATTERNS.validate_python(made)
