"""What patterns keep: places without gaps, one row for each name, and rows that come back."""

from collections.abc import Mapping, Sequence

from tools.blueprint.plan.operation import OperationPlan, WriteSet, every
from tools.blueprint.plan.store import UpdateReferring
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.checks import reading
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.deleting import delete
from tools.validators.conformance.document import Matcher, expect, problem, ref
from tools.validators.conformance.narrowing import columns_sent
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.suite import Unavailable

PLACES = "places-without-gaps"
ONCE = "one-row-for-one-name"
BACK = "deleted-rows-come-back"

_STAMPS = frozenset({"updated_at", "updated_by", "version"})
_BEYOND = 1_000_000


def add(out: Collector) -> None:
    for operation in out.plan.operations:
        if operation.intent == "pattern.ordered":
            out.add(PLACES, operation, "", _places, operation)
        if operation.intent == "pattern.ensure":
            out.add(ONCE, operation, "", _once, operation)
        if operation.intent == "pattern.trash" and operation.response.form == "object":
            out.add(BACK, operation, "", _back, operation)


class _Order:
    """Rows in an order, and the moves of one caller."""

    def __init__(self, script: Script, operation: OperationPlan) -> None:
        writes = [write for node in every(operation.nodes) if isinstance(node, WriteSet) for write in node.writes]
        shift = next(write.call for write in writes if isinstance(write.call, UpdateReferring))
        creator = script.catalog.creator(shift.table)
        if creator is None:
            raise Unavailable(f"no operation makes a row of {shift.table}")
        self.script, self.operation, self.table = script, operation, shift.table
        self.held = columns_sent(script.catalog, creator).get(shift.near)
        # Rows that are their maker's alone: those of an account that has no others.
        self.actor = script.caller(operation) if self.held is not None else script.new_account()
        self.column = next(item.column for item in shift.assignments if item.column not in _STAMPS)
        reference = script.catalog.table(shift.table).column(shift.near).reference
        assert reference is not None
        self.parent = reference.table

    def rows(self, count: int) -> tuple[list[Row], dict[str, object]]:
        """Fresh rows that alone belong to something, and how others come to belong to it."""
        given: dict[str, object] = {}
        if self.held is not None:
            given = {self.held.wire: self.script.row(self.parent, self.actor, optional=False).reference}
        return [self.script.row(self.table, self.actor, given) for _ in range(count)], given

    def move(self, row: Row, to: int, becomes: int, more: Mapping[str, object] | None = None) -> None:
        (field, (_, column, _)), *_ = target_columns(self.operation).items()
        body = {self._wire(self.operation): to, **(more or {})}
        wanted = expect(self.operation.response.status, body=self._at(self.operation, becomes))
        path = {field: self.script.address(row, column)}
        self.script.call(self.operation, self.actor, path=path, json=body, expect=wanted)

    def stand(self, rows: Sequence[Row]) -> None:
        """The rows stand in this order."""
        reader = reading.reader(self.script, self.table)
        lister = self.script.catalog.operation("crud.list", self.table)
        for place, row in enumerate(rows):
            if reader is not None:
                step = reading.read(self.script, row, self.actor, self._at(reader, place))
                self.script.steps += [step] if step is not None else []
            elif lister is not None:
                save = f"list{self.script.suite.number()}"
                limit = self.script.suite.plan.api.max_limit
                self.script.steps.append(reading.pages(self.script, lister, self.actor, [], limit, save))
                key = self.script.catalog.key_wire(lister, self.table)
                match = self._at(lister, place)
                match["object"] |= {key: {"is": row.reference}}
                about = f"place of a row of {self.table}"
                self.script.steps.append({"do": "holds", "list": save, "about": about, "matcher": {"has": match}})

    def _at(self, operation: OperationPlan, place: int) -> Matcher:
        return {"object": {self._wire(operation): {"is": place}}, "open": True}

    def _wire(self, operation: OperationPlan) -> str:
        wire = self.script.catalog.wire_of(operation, self.column)
        if wire is None:
            raise Unavailable(f"{self.table}.{self.column} is not shown")
        return wire


def _places(script: Script, operation: OperationPlan) -> None:
    """New rows go to the end; a move shifts those between the places, and a deletion those behind."""
    order = _Order(script, operation)
    (first, second, third), given = order.rows(3)
    order.stand([first, second, third])
    order.move(first, 2, 2)
    order.stand([second, third, first])
    order.move(first, 0, 0)
    order.stand([first, second, third])
    order.move(second, _BEYOND, 2)
    order.stand([first, third, second])
    body = operation.body.fields if operation.body is not None else ()
    if order.held is not None and any(item.wire == order.held.wire for item in body):
        (other,), elsewhere = order.rows(1)
        order.move(first, 0, 0, elsewhere)
        order.stand([third, second])
        order.stand([first, other])
        order.move(first, 0, 0, given)
        order.stand([other])
        order.stand([first, third, second])
    deleter = script.catalog.operation("crud.delete", order.table)
    if deleter is not None and script.suite.may(order.actor, deleter):
        delete(script, first)
        order.stand([third, second])
        order.stand([third, second, script.row(order.table, order.actor, given)])


def _once(script: Script, operation: OperationPlan) -> None:
    """Who asks again is answered with the row that is there."""
    actor = script.caller(operation)
    sent, _ = script.body(operation, actor)
    wire = script.catalog.key_wire(operation, operation.group)
    status = operation.response.status
    script.call(operation, actor, json=sent, expect=expect(status), save={"first": "body"})
    same = {"object": {wire: {"is": ref(f"first/{wire}")}}, "open": True}
    script.call(operation, actor, json=sent, expect=expect(status, body=same))


def _back(script: Script, operation: OperationPlan) -> None:
    """A restored row is there again, and cannot be restored twice."""
    actor = script.caller(operation)
    rows = script.targets(operation, actor)
    (row,) = rows.values()
    script.steps += _absent(script, row, actor)
    script.call(operation, actor, path=script.path(rows), expect=expect(operation.response.status))
    step = reading.read(script, row, actor)
    script.steps += [step] if step is not None else []
    script.steps += reading.listed(script, row, actor, there=True)
    script.call(operation, actor, path=script.path(rows), expect=problem(404, "not_found"))


def _absent(script: Script, row: Row, actor: Actor | None) -> list[dict[str, object]]:
    step = reading.read_absent(script, row, actor)
    return [step] if step is not None else []
