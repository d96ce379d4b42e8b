"""All parts of a piece of a plan, down to the leaves of its expressions."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from tools.blueprint.plan.values import ValueType

PartT = TypeVar("PartT")


@cache
def part_names(kind: type[object]) -> tuple[str, ...]:
    """The names of the parts of a dataclass; none of another type."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def parts_of(item: Any, kind: type[PartT]) -> Iterator[PartT]:
    """The parts of one kind, the item itself among them; of types of values, nothing inside."""
    if isinstance(item, kind):
        yield item
    if isinstance(item, tuple):
        for part in item:
            yield from parts_of(part, kind)
    elif not isinstance(item, ValueType | type):
        for name in part_names(item.__class__):
            yield from parts_of(getattr(item, name), kind)
