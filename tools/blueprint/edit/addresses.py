"""How parts are called, and what is said where there is none of the name."""

from collections.abc import Iterable
from difflib import get_close_matches

from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Blueprint
from tools.blueprint.model.patterns import Bulk, History, Pattern, kind_of
from tools.blueprint.text import line
from tools.errors import BadInput

MOST_NAMED = 20
"""Names that a hint lists."""


def pattern_name(pattern: Pattern) -> str:
    """`transition Order.status ship`, `history Page`: the kind, what it is about, and its name where it has one."""
    kind = kind_of(pattern) or ""
    return " ".join(part for part in (kind, getattr(pattern, kind), _named(pattern)) if part)


def _named(pattern: Pattern) -> str | None:
    """What tells patterns of a kind apart that are about the same."""
    match pattern:
        case History():
            return None
        case Bulk():
            return pattern.create or pattern.update or pattern.delete
    return pattern.name


def found_pattern(blueprint: Blueprint, name: str) -> Pattern | None:
    """The pattern of that name; the name of the operation may be left out where one alone fits."""
    exact = [item for item in blueprint.patterns if pattern_name(item) == name]
    alike = [item for item in blueprint.patterns if pattern_name(item).startswith(f"{name} ")]
    found = exact or (alike if len(alike) == 1 and len(name.split()) == 2 else [])
    return found[0] if found else None


def names_of(blueprint: Blueprint, kind: PartKind) -> list[str]:
    """The addresses of all parts of a kind that are there; of settings, see `settings`."""
    match kind:
        case PartKind.ENTITY:
            return [item.name for item in blueprint.entities]
        case PartKind.ATTRIBUTE:
            own = [f"{entity.name}.{item.name}" for entity in blueprint.entities for item in entity.attributes]
            linked = [
                f"{item.source}.{item.name}.{one.name}" for item in blueprint.relationships for one in item.attributes
            ]
            return own + linked
        case PartKind.RELATIONSHIP:
            return [f"{item.source}.{item.name}" for item in blueprint.relationships]
        case PartKind.OPERATION:
            return [item.name for item in blueprint.operations]
        case PartKind.VIEW:
            return [item.name for item in blueprint.views]
        case PartKind.EVENT:
            return [item.name for item in blueprint.events]
        case PartKind.PORT:
            return [item.name for item in blueprint.ports]
        case PartKind.ROLE:
            return [item.name for item in blueprint.roles]
        case PartKind.RESOURCE:
            return [item.entity for item in blueprint.resources]
        case PartKind.PATTERN:
            return [pattern_name(item) for item in blueprint.patterns]
        case PartKind.PERMISSION:
            found = [f"{item.entity}.{action.value}" for item in blueprint.permissions for action in item.actions]
            return list(dict.fromkeys(found))
        case PartKind.SETTING:
            return []


def existing(blueprint: Blueprint, kind: PartKind, name: str) -> str:
    """The full address of a part that is there. Raises BadInput with those that are."""
    pattern = found_pattern(blueprint, name) if kind is PartKind.PATTERN else None
    known = names_of(blueprint, kind)
    if pattern is not None:
        return pattern_name(pattern)
    if name not in known:
        raise unknown(kind, name, known)
    return name


def unknown(kind: PartKind, name: str, known: Iterable[str]) -> BadInput:
    """The error for a part that is not there; those that are called alike come first."""
    names = list(dict.fromkeys(known))
    near = get_close_matches(name, names, n=5, cutoff=0.5)
    listed = [*near, *(item for item in names if item not in near)]
    more = f" and {len(listed) - MOST_NAMED} more" if len(listed) > MOST_NAMED else ""
    there = f"There is: {', '.join(listed[:MOST_NAMED])}{more}." if listed else f"There is no {kind.value} at all."
    return BadInput(f"There is no {kind.value} `{line(name)}`.", hint=there, code="unknown-part", path="name")


def taken(kind: PartKind, name: str, path: str = "to") -> BadInput:
    """The error for a name that another part has."""
    return BadInput(
        f"`{name}` is taken: another {kind.value}, or what stands beside it, is called so.",
        hint="Take another name, or rename that one first.",
        code="name-taken",
        path=path,
    )
