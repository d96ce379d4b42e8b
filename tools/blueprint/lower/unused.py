"""Values that an operation names and never uses: a slip of whoever wrote it, and of no use to whoever calls it."""

from collections.abc import Sequence

from tools.blueprint.plan.expr import BoundValue, Expr
from tools.blueprint.plan.operation import Assign, FileAnswer, ForEach, Node, every
from tools.blueprint.plan.parts import parts_of
from tools.errors import BadInput


def check_used(nodes: Sequence[Node], answer: Sequence[FileAnswer | Expr | None], path: str) -> None:
    """Raises BadInput for a value that a `let` or `each` names and neither a later step nor the answer asks for."""
    used = {value.bind for value in parts_of((*nodes, *answer), BoundValue)}
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
