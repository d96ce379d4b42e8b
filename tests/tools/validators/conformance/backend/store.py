"""Rows in memory, with the constraints of the plan's tables."""

import copy
import itertools
import threading
import time
import uuid
from decimal import Decimal
from typing import Any

from tests.tools.validators.conformance.backend.clock import Clock
from tests.tools.validators.conformance.backend.measuring import Measured
from tools.blueprint.plan.operation import Conflict
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import ValueType
from tools.validators.conformance.bodies import holds
from tools.validators.conformance.samples import decimal_text
from tools.validators.live.holding import Holding

Row = dict[str, Any]


class Violated(Exception):
    """A constraint that a write ran into, by name, with the columns it is about."""

    def __init__(self, constraint: str, kind: str, columns: tuple[str, ...]) -> None:
        super().__init__(constraint)
        self.constraint = constraint
        self.kind = kind
        self.columns = columns


class Store:
    """All tables, changed under one lock."""

    def __init__(self, plan: RenderPlan, faults: frozenset[str]) -> None:
        self.plan = plan
        self.faults = faults
        self.clock = Clock(faults)
        self.rows: dict[str, list[Row]] = {table.name.snake: [] for table in plan.tables}
        self.lock = threading.RLock()
        self.reads = 0
        """Statements that a database would have been sent to read rows."""
        self.account = plan.auth.account if plan.auth is not None else ""
        self.measured = Measured(plan.api.prefix, faults)
        self.secrets: list[str] = []
        """Planted faults: passwords as they were sent."""
        self.events: list[Row] = []
        """What others were told."""
        self.questions: list[Row] = []
        """What services outside were asked."""
        self.answers: dict[str, tuple[int, Any]] = {}
        """What they answer in place of the usual, by address."""
        self.holding = Holding()
        self.former: list[Row] = []
        """Accounts as they were before; only planted faults look at them."""
        self._serial = itertools.count(1)
        self._keys = itertools.count(1)

    def table(self, name: str) -> Table:
        return self.plan.table(name)

    def new_key(self) -> str:
        """Sorts by time of creation, as version 7 does."""
        moment = int(time.time() * 1000)
        return str(uuid.UUID(f"{moment:012x}7{next(self._keys) % 4096:03x}8{next(self._serial):015x}"))

    def insert(self, name: str, values: Row) -> Row:
        table = self.table(name)
        row = {column.name.snake: values.get(column.name.snake) for column in table.columns}
        for column in table.columns:
            if column.generated_key == "serial" and row[column.name.snake] is None:
                row[column.name.snake] = next(self._serial)
        self._check(table, row, None)
        self.rows[name].append(row)
        return row

    def update(self, name: str, row: Row, values: Row) -> Row:
        changed = {**row, **values}
        self._check(self.table(name), changed, row)
        row.update(values)
        return row

    def _check(self, table: Table, row: Row, own: Row | None) -> None:
        for rule in table.checks:
            if holds(rule, row) is False and "no row checks" not in self.faults:
                raise Violated(rule.name, "check", rule.columns)
        keys = (("key", table.primary_key, False),) if table.role == "entity" else ()
        for _, columns, live in (*((u.name, u.columns, u.live_only) for u in table.uniques), *keys):
            if any(row[column] is None for column in columns) or "not unique" in self.faults:
                continue
            for other in self.rows[table.name.snake]:
                gone = live and other.get("deleted_at") is not None and "deleted rows stay unique" not in self.faults
                if other is not own and not gone and all(other[column] == row[column] for column in columns):
                    raise Violated("", "unique", columns)

    def delete(self, name: str, row: Row) -> None:
        """Deletes the row and does to others what their references ask for."""
        table = self.table(name)
        key = row[table.primary_key[0]]
        before = copy.deepcopy(self.rows)
        if name == self.account:
            self.former.append(row)
        self.rows[name] = [other for other in self.rows[name] if other is not row]
        if name == self.account and "rows outlive their account" in self.faults:
            return
        for other in self.plan.tables:
            for column in other.columns:
                reference = column.reference
                if reference is None or reference.table != name or reference.column != table.primary_key[0]:
                    continue
                for holder in [item for item in self.rows[other.name.snake] if item[column.name.snake] == key]:
                    if reference.on_delete == "restrict" and "deletes what is in use" not in self.faults:
                        self.rows = before
                        raise Violated(reference.constraint, "reference", ())
                    if reference.on_delete == "set_null" and "no set null" not in self.faults:
                        holder[column.name.snake] = None
                    elif holder in self.rows[other.name.snake]:
                        self.delete(other.name.snake, holder)


def told(conflicts: tuple[Conflict, ...], violated: Violated) -> Conflict | None:
    """The conflict that stands for the violated constraint."""
    for conflict in conflicts:
        same = conflict.constraint == violated.constraint or conflict.fields == violated.columns
        if conflict.kind == violated.kind and same:
            return conflict
    return None


def comparable(kind: ValueType, value: Any) -> Any:
    return Decimal(value) if kind.kind == "decimal" and value is not None else value


def wire(kind: ValueType, value: Any) -> Any:
    """A computed value as it stands in an answer."""
    return decimal_text(Decimal(value), kind) if kind.kind == "decimal" and value is not None else value
