"""Settles rows that are made where they are not there: the attribute that names them is unique."""

from agent.planner.notes import Notes
from agent.planner.sketch import AttributeSketch, OnceSketch, Own, PatternSketch, Sketch

_NAMES = ("name", "label", "title", "slug", "code", "email", "number")
_NAMING = frozenset({"string", "email", "uuid", "int32", "int64"})


def complete_ensure(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made` with the one entry; nothing for accounts, which are made with a password."""
    entity = sketch.entities[pattern.entity]
    if entity.name == sketch.auth.account:
        notes.leave(f"{pattern.said} ({entity.name} is an account, and is made with its password)")
        return
    name = _name(pattern, entity.attributes)
    if name is None:
        name = pattern.facets["by"] or "name"
        entity.attributes[name] = AttributeSketch(name, {"type": "string", "max_length": 80}, typed=True)
    found = entity.attributes[name]
    found.optional = False
    found.facets["required"] = True
    if entity.own is Own.PRIVATE and sketch.auth.account is not None:
        found.facets.pop("unique", None)
        sketch.once.append(OnceSketch(entity.name, (name, ""), pattern.said))
    elif not any(name in group for group in entity.uniques):
        found.facets["unique"] = True
    pattern.made.append({"ensure": f"{entity.name}.{name}", "name": pattern.name})
    notes.assume(f"A {entity.name} is known by its `{name}`, and made where there is none; else it stays as it is.")


def _name(pattern: PatternSketch, attributes: dict[str, AttributeSketch]) -> str | None:
    names = (pattern.facets["by"], *_NAMES)
    return next((name for name in names if name in attributes and _names(attributes[name])), None)


def _names(attribute: AttributeSketch) -> bool:
    return attribute.facets.get("type", "string") in _NAMING and not attribute.facets.get("managed")
