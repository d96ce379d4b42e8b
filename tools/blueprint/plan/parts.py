"""All parts of a piece of a plan, down to the leaves of its expressions."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from tools.blueprint.plan.values import ValueType

PartT = TypeVar("PartT")


def parts_of(item: Any, kind: type[PartT]) -> Iterator[PartT]:
    """The parts of one kind, the item itself among them; of types of values, nothing inside."""
    if isinstance(item, kind):
        yield item
    if isinstance(item, tuple):
        for part in item:
            yield from parts_of(part, kind)
    elif is_dataclass(item) and not isinstance(item, ValueType | type):
        for part in fields(item):
            yield from parts_of(getattr(item, part.name), kind)
