"""Which changes of a type keep the values, and which values then no longer fit."""

from collections.abc import Iterator
from math import inf

from tools.blueprint.plan.values import ValueType

_TEXTS = frozenset({"string", "text", "email", "url"})
_EXACT = frozenset({"int32", "int64", "decimal"})
_LONGEST: dict[str, float] = {"bool": 5, "uuid": 36, "date": 10, "datetime": 24, "float": 24}
_ANY_LENGTH = frozenset({"json", "array"})


def keeps(old: ValueType, new: ValueType) -> bool:
    """Whether values of the one type become values of the other without guessing, as far as they fit."""
    if old.kind == new.kind:
        return old.items is None or new.items is None or old.items.kind == new.items.kind
    if new.kind in _TEXTS and old.kind != "binary":
        return old.kind in _TEXTS | _ANY_LENGTH | {"enum"} or _longest(old) <= (new.max_length or 0)
    if new.kind == "enum":
        return old.kind in _TEXTS
    if old.kind in _EXACT:
        return new.kind in _EXACT
    return (old.kind, new.kind) in (("date", "datetime"), ("array", "json"))


def narrowed(old: ValueType, new: ValueType) -> Iterator[str]:
    """What the new type asks of values that the old one let pass: `have at most 20 characters`."""
    if new.max_length is not None and (old.max_length or _longest(old)) > new.max_length:
        yield f"have at most {new.max_length} {_units(new)}"
    if new.min_length is not None and new.min_length > (old.min_length or 0):
        yield f"have at least {new.min_length} {_units(new)}"
    if new.kind == "enum" and (old.kind != "enum" or not set(old.values) <= set(new.values)):
        yield f"be one of {', '.join(map(repr, new.values))}"
    if new.minimum is not None and (old.minimum is None or new.minimum > old.minimum):
        yield f"be at least {format(new.minimum, 'f')}"
    if new.maximum is not None and (old.maximum is None or new.maximum < old.maximum):
        yield f"be at most {format(new.maximum, 'f')}"
    if old.kind == "decimal" and new.kind in _EXACT and (new.scale or 0) < (old.scale or 0):
        yield f"have at most {new.scale or 0} digits after the point"
    if new.max_items is not None and (old.max_items is None or new.max_items < old.max_items):
        yield f"have at most {new.max_items} items"


def _longest(type: ValueType) -> float:
    """Most characters of a value as text."""
    if type.kind == "enum":
        return max(map(len, type.values))
    if type.precision is not None:
        return type.precision + len("-0.")
    if type.minimum is not None and type.maximum is not None and type.kind in _EXACT:
        return max(len(format(bound, ".0f")) for bound in (type.minimum, type.maximum))
    return type.max_length or _LONGEST.get(type.kind, inf)


def _units(type: ValueType) -> str:
    return "bytes" if type.kind == "binary" else "characters"
