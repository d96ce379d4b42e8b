"""Values that an operation names and never uses: a slip of whoever wrote it, and of no use to whoever calls it."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass

from tools.blueprint.plan.expr import BoundValue, Expr
from tools.blueprint.plan.operation import Assign, FileAnswer, ForEach, Node, every
from tools.errors import BadInput


def check_used(nodes: Sequence[Node], answer: Sequence[FileAnswer | Expr | None], path: str) -> None:
    """Raises BadInput for a value that a `let` or `each` names and neither a later step nor the answer asks for."""
    used = {value.bind for item in (*nodes, *answer) for value in _values(item)}
    for node in every(nodes):
        for bind in _named(node):
            if bind not in used:
                raise BadInput(f"No step uses `{bind}`.", hint="Take it out, or use what it names.", path=path)


def _named(node: Node) -> tuple[str, ...]:
    match node:
        case Assign(bind=bind):
            return (bind,)
        case ForEach(bind=bind, place=place):
            return (bind,) if place is None else (bind, place)
    return ()


def _values(item: object) -> Iterator[BoundValue]:
    if isinstance(item, BoundValue):
        yield item
    elif isinstance(item, tuple):
        for part in item:
            yield from _values(part)
    elif is_dataclass(item):
        for part in fields(item):
            yield from _values(getattr(item, part.name))
