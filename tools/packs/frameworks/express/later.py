"""Which rows are asked for again after a write: those need a variable that outlives it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tools.blueprint.plan.expr import BoundValue
from tools.blueprint.plan.operation import (
    Branch,
    Compute,
    EndSessions,
    ForEach,
    IssueSession,
    MatchVersion,
    Node,
    OperationPlan,
    ShowRows,
    WriteSet,
    WriteStep,
)
from tools.blueprint.plan.parts import parts_of
from tools.blueprint.plan.store import UpdateRow


class Later:
    """Walks an operation once; writes are told apart by their place in the order in which they are printed."""

    def __init__(self, operation: OperationPlan) -> None:
        self._uses: dict[str, list[int]] = defaultdict(list)
        self._loops: list[tuple[int, int]] = []
        self._arms: list[tuple[int, int, int]] = []
        """Of each branch: where it begins, where its other arm does, and where it ends."""
        self._binds: dict[str, int] = {}
        self._places: list[int] = []
        self._now = 0
        self._walk(operation.nodes)
        answer = operation.response
        asked = {item.bind for item in parts_of((answer.file, answer.beside), BoundValue)} | {answer.bind}
        self._now += 1
        for bind in asked - {None}:
            self._uses[str(bind)].append(self._now)

    def asked(self, bind: str, write: int) -> bool:
        """Whether the row is asked for after the write of this number, or before it the next time around."""
        place = self._places[write]
        around = [start for start, end in self._loops if start < place <= end and self._binds.get(bind, 0) < start]
        first = min(around, default=place)
        if around and any(first < use <= place for use in self._uses[bind]):
            return True
        # After one arm of a branch comes what follows both.
        return any(use > place and not self._in_other_arm(use, place) for use in self._uses[bind])

    def _in_other_arm(self, use: int, place: int) -> bool:
        return any(start < place <= middle < use <= end for start, middle, end in self._arms)

    def _walk(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            self._now += 1
            match node:
                case WriteSet(writes):
                    for write in writes:
                        self._write(write)
                case ForEach(bind=bind, items=items, nodes=inner):
                    self._use(items)
                    start = self._now
                    self._binds.setdefault(bind, start + 1)
                    self._now += 1
                    self._walk(inner)
                    self._loops.append((start, self._now))
                case Branch(condition, then, otherwise):
                    self._use(condition)
                    start = self._now
                    self._walk(then)
                    middle = self._now
                    self._walk(otherwise)
                    self._arms.append((start, middle, self._now))
                case _:
                    self._use(node)
                    self._binds.setdefault(getattr(node, "bind", ""), self._now)

    def _write(self, write: WriteStep) -> None:
        self._now += 1
        self._use(write)
        # The answer of a write is asked for after it.
        self._now += 1
        self._places.append(self._now)
        if write.bind is not None:
            self._binds.setdefault(write.bind, self._now)

    def _use(self, part: object) -> None:
        for name in _names(part):
            self._uses[name].append(self._now)


def _names(part: object) -> Iterator[str]:
    yield from (item.bind for item in parts_of(part, BoundValue))
    match part:
        case MatchVersion(bind=bind) | ShowRows(bind=bind):
            yield bind
        case Compute(of=bind) | IssueSession(account=bind) | EndSessions(account=bind):
            yield bind


def changed_inside(nodes: Sequence[Node], made: frozenset[str] = frozenset()) -> Iterator[tuple[str | None, bool]]:
    """Of each write in the nodes, in order: the bound row that it changes, and whether it is one from before.

    `made`: rows that are bound inside, too.
    """
    for node in nodes:
        match node:
            case WriteSet(writes):
                for write in writes:
                    changes = isinstance(write.call, UpdateRow) and write.lost is not None
                    yield (write.bind if changes else None), write.bind not in made
                    if write.bind is not None and not changes:
                        made |= {write.bind}
            case ForEach(bind=bind, nodes=inner):
                yield from changed_inside(inner, made | {bind})
            case Branch(then=then, otherwise=otherwise):
                yield from changed_inside(then, made)
                yield from changed_inside(otherwise, made)
            case _:
                made |= {getattr(node, "bind", "")}
