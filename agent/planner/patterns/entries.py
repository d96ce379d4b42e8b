"""Patterns in the form of the Blueprint."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from agent.planner.sketch import PERSON, Sketch
from tools.blueprint.model import Role
from tools.blueprint.model.patterns import Pattern
from tools.blueprint.names import snake

_PATTERNS: TypeAdapter[tuple[Pattern, ...]] = TypeAdapter(tuple[Pattern, ...])


def patterns_of(sketch: Sketch, roles: Sequence[Role]) -> tuple[Pattern, ...]:
    """All patterns of a settled sketch. Raises ValidationError for one that is none."""
    made = []
    for pattern in sketch.patterns:
        for entry in pattern.made:
            allow, only = entry.pop("allow", ()), entry.pop("only", False)
            access = _access(allow, only, pattern.entity, sketch, roles)
            made.append(entry | ({"access": access} if access is not None else {}))
    return _PATTERNS.validate_python(made)


def settle_allow(allow: tuple[str, ...], sketch: Sketch) -> tuple[str, ...]:
    """People that are not the accounts have a role; the accounts may what they own, or what all of them may."""
    found = []
    for word in allow:
        name = word.removeprefix(PERSON)
        if word != name and sketch.auth.account is not None and name == snake(sketch.auth.account):
            name = "account"
        elif word != name and name not in sketch.roles:
            sketch.roles.append(name)
        found.append(name)
    return tuple(found)


def _access(
    allow: tuple[str, ...], only: bool, entity: str, sketch: Sketch, roles: Sequence[Role]
) -> dict[str, Any] | None:
    """Whom the request names; None where it names nobody, or nobody has an account."""
    if not allow or sketch.auth.account is None:
        return None
    if "public" in allow:
        return {"public": True}
    owned = sketch.entities[entity].owner is not None
    named = {("owner" if owned else "authenticated") if word == "account" else word for word in allow}
    if "authenticated" in named or ("owner" in named and not owned):
        return {}
    if not only:
        named.add("admin")
    if "admin" in named:
        named |= {role.name for role in roles if role.first}
    return {"roles": [role.name for role in roles if role.name in named], "owner": "owner" in named}
