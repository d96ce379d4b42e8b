"""Who may do what a pattern adds, from the people that the request names."""

from collections.abc import Sequence
from typing import Any

from agent.planner.sketch import PERSON, PatternSketch, Sketch
from agent.planner.text.patterns.wish import Who
from agent.planner.text.words import ROLE_WORDS
from tools.blueprint.model import Role
from tools.blueprint.names import singular, snake, words


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


def named_roles(pattern: PatternSketch, sketch: Sketch) -> tuple[tuple[str, ...], bool]:
    """Roles that a toggle or the like is for, and whether it is for them alone; none: for every account."""
    who: list[Who] = pattern.facets.get("who", [])
    nouns = {(singular(words(item.text)[-1]), item.only) for item in who if words(item.text)}
    account = snake(sketch.auth.account or "")
    named = sorted(noun for noun, only in nouns if (noun in ROLE_WORDS or only) and noun not in {account, "user"})
    for noun in named:
        if noun not in sketch.roles:
            sketch.roles.append(noun)
    return tuple(named), any(only for _, only in nouns)


def access_of(
    allow: Sequence[str], only: bool, entity: str, sketch: Sketch, roles: Sequence[Role]
) -> dict[str, Any] | None:
    """Whom the request names; None where it names nobody, or nobody has an account."""
    if not allow or sketch.auth.account is None:
        return None
    if "public" in allow:
        return {"public": True}
    has_owner = sketch.entities[entity].owner is not None or entity == sketch.auth.account
    named = {("owner" if has_owner else "authenticated") if word == "account" else word for word in allow}
    if "authenticated" in named or ("owner" in named and not has_owner):
        return {}
    if not only:
        named.add("admin")
    if "admin" in named:
        named |= {role.name for role in roles if role.first}
    return {"roles": [role.name for role in roles if role.name in named], "owner": "owner" in named}
