"""Calls that link a row with others, and that undo it."""

from collections.abc import Iterator

from tools.blueprint.plan.expr import BoundValue, ViewerValue
from tools.blueprint.plan.operation import Fetch, OperationPlan, WriteStep
from tools.blueprint.plan.store import FindRow, InsertRow, PutLink, RemoveLink
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.knowledge import Known, given, inserted
from tools.validators.conformance.knowledge import Row as Values
from tools.validators.conformance.moves import guards_of
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import scoping_of, target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.suite import Unavailable
from tools.validators.conformance.world import World

OTHERS = 2
"""Rows that a row is linked with, one after the other: the last account among them is the caller's own."""


class Linking:
    """Has one caller link one row, by every operation that can; the world knows of it."""

    def __init__(self, script: Script, actor: Actor, row: Row, world: World) -> None:
        self._script = script
        self._actor = actor
        self._row = row
        self._world = world
        self._others: dict[str, list[Row]] = {}
        auth = script.suite.plan.auth
        self._account = auth.account if auth is not None else None

    def calls(self, table: str) -> Iterator[None]:
        """Links over a link table, then takes them away; after each call something else may be seen."""
        for kind in (PutLink, RemoveLink):
            for operation in self._script.suite.plan.operations:
                for write in self._script.catalog.writes(operation):
                    if isinstance(write.call, kind) and write.call.table == table:
                        for rows in self._choices(operation):
                            if self._call(operation, write, rows):
                                yield

    def _choices(self, operation: OperationPlan) -> Iterator[dict[str, Row]]:
        """The rows that the operation finds, by bind; those beside the row at hand are other ones each time."""
        seen = []
        for place in range(OTHERS):
            rows = self._named(operation, place)
            if rows is not None and rows not in seen:
                seen.append(rows)
                yield rows

    def _call(self, operation: OperationPlan, write: WriteStep, rows: dict[str, Row]) -> bool:
        call = write.call
        assert isinstance(call, PutLink | RemoveLink)
        if not self._script.suite.may(self._actor, operation) or not self._passes(operation, rows):
            return False
        ends: Values = {}
        for column, parameter in zip((call.near, call.far), call.parameters, strict=False):
            if not isinstance(parameter.value, BoundValue) or parameter.value.bind not in rows:
                return False
            ends[column] = rows[parameter.value.bind].reference
        path = {
            name: self._script.address(rows[bind], column) for name, (bind, column) in _path_binds(operation).items()
        }
        more = {"json": self._script.body(operation, self._actor)[0]} if operation.body is not None else {}
        self._script.call(operation, self._actor, path=path, expect={"status": [operation.response.status]}, **more)
        if isinstance(call, PutLink):
            self._world.add(call.table, ends)
        else:
            self._world.remove(call.table, ends)
        return True

    def _passes(self, operation: OperationPlan, rows: dict[str, Row]) -> bool:
        """Whether every guard surely holds."""
        known = Known(caller_values(self._script, self._actor, "viewer."))
        for bind, row in rows.items():
            known = known.bind(bind, {self._script.catalog.key_column(row.table): row.reference})
        return all(known.holds(guard.condition) is True for guard in guards_of(operation))

    def _named(self, operation: OperationPlan, place: int) -> dict[str, Row] | None:
        """The row at hand, the caller's own account where it is found by itself, and another row beside."""
        found: dict[str, Row] = {}
        by_path = {bind for bind, _ in _path_binds(operation).values()}
        if not by_path or len(by_path) != len(operation.path_fields):
            return None
        placed = False
        for node in operation.nodes:
            if not isinstance(node, Fetch):
                continue
            row = self._own(node.call) if node.bind not in by_path else None
            if row is None and node.bind in by_path:
                at_hand = not placed and node.call.table == self._row.table
                placed = placed or at_hand
                row = self._row if at_hand else self._other(node.call.table, place)
            if row is None or (node.bind in by_path and not self._within_reach(node.call, row)):
                return None
            found[node.bind] = row
        return found

    def _own(self, call: FindRow) -> Row | None:
        own = call.table == self._account and any(isinstance(item.value, ViewerValue) for item in call.parameters)
        return self._script.own_row(call.table, self._actor) if own else None

    def _other(self, table: str, place: int) -> Row | None:
        if table not in self._others:
            try:
                self._others[table] = self._made(table)
            except Unavailable:
                self._others[table] = []
        return self._others[table][place] if self._others[table] else None

    def _made(self, table: str) -> list[Row]:
        own = table == self._account
        rows = [self._script.row(table, self._actor, optional=False) for _ in range(OTHERS - own)]
        for row in rows:
            self._world.add(table, fresh_values(self._script, row), row.reference)
            for name, values in row.beside:
                if name != self._account:
                    self._world.add(name, dict(values))
        return [*rows, self._script.own_row(table, self._actor)] if own else rows

    def _within_reach(self, call: FindRow, row: Row) -> bool:
        """Whether the row exists for the caller."""
        return row.actor == self._actor or not scoping_of(call, self._script.catalog.tenant_column).any


def _path_binds(operation: OperationPlan) -> dict[str, tuple[str, str]]:
    """Path field → the bind of the row that it names, and the column that names it."""
    binds = {node.call: node.bind for node in operation.nodes if isinstance(node, Fetch)}
    return {name: (binds[call], column) for name, (_, column, call) in target_columns(operation).items()}


def fresh_values(script: Script, row: Row) -> Values:
    """What is known of a row right after it was made."""
    creator = script.catalog.creator(row.table)
    write = script.catalog.insert(creator) if creator is not None else None
    if write is None or not isinstance(write.call, InsertRow):
        return {script.catalog.key_column(row.table): row.reference}
    known = Known(caller_values(script, row.actor, "viewer."))
    values = given(script.catalog.table(row.table), write.call.assignments, write.call.parameters, known)
    return inserted(script.catalog.table(row.table), row.values, values, row.key)


def caller_values(script: Script, actor: Actor | None, prefix: str = "") -> Values:
    """What expressions may ask of a caller."""
    auth = script.suite.plan.auth
    if actor is None or auth is None:
        return {}
    found: Values = {
        f"{prefix}{script.catalog.key_column(auth.account)}": script.own_row(auth.account, actor).reference
    }
    if auth.role is not None and actor.role is not None:
        found[f"{prefix}{auth.role}"] = actor.role
    return found
