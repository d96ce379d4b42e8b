"""Rows that differ in what must be unique together, so that no two that were made for other reasons clash."""

from collections.abc import Iterator, Mapping
from itertools import islice, product

from tools.blueprint.plan.expr import Argument, Literal, ViewerValue
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import InsertRow, UpsertRow
from tools.blueprint.plan.table import Column, Table
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.bodies import Values, holds
from tools.validators.conformance.catalog import Catalog
from tools.validators.conformance.samples import default_value, sample
from tools.validators.conformance.suite import Suite, Unavailable

CHOICES = 12
"""Values of one column that are tried."""
MOST_TRIES = 400
UNTOLD = object()
"""What nobody can tell beforehand differs from row to row."""


class Apart:
    """Keeps the body of one call apart from all rows that the plan makes before."""

    def __init__(self, suite: Suite, operation: OperationPlan, actor: Actor | None) -> None:
        self._suite = suite
        self._catalog: Catalog = suite.catalog
        self._operation = operation
        self._actor = actor
        self._table: Table = self._catalog.table(self._catalog.written(operation))
        write = self._catalog.insert(operation)
        self._insert = write.call if write is not None and isinstance(write.call, InsertRow | UpsertRow) else None
        self._fields: Mapping[str, Field] = {
            item.name.snake: item for item in self._catalog.accepted(operation).values()
        }

    def keep(self, sent: dict[str, object], values: Values, given: frozenset[str]) -> tuple[dict[str, object], Values]:
        """The body and the row's values, others than those `given` (wire names) changed where they clash.

        Raises Unavailable where every other value is taken.
        """
        for tried in self._variants(sent, values, given):
            keys = self._keys(tried)
            if all(key not in self._suite.taken for key in keys):
                self._suite.taken.update(keys)
                changed = {self._fields[name].wire: value for name, value in tried.items() if name in self._fields}
                return {wire: changed.get(wire, value) for wire, value in sent.items()}, tried
        raise Unavailable(f"{self._table.name.snake} has too few values for so many rows")

    def _variants(self, sent: dict[str, object], values: Values, given: frozenset[str]) -> Iterator[Values]:
        yield values
        together = dict.fromkeys(name for unique in self._table.uniques for name in unique.columns)
        free = [
            name
            for name in together
            if name in self._fields and self._fields[name].wire in sent and self._fields[name].wire not in given
        ]
        choices = [list(self._choices(self._fields[name], values[name])) for name in free]
        for chosen in islice(product(*choices), MOST_TRIES):
            tried = {**values, **dict(zip(free, chosen, strict=True))}
            if all(holds(rule, tried) is not False for rule in self._table.checks):
                yield tried

    def _choices(self, item: Field, value: object) -> Iterator[object]:
        """The value, others of its type, and null where that is one: two rows without a value never clash."""
        yield value
        if self._catalog.reference_table(self._table.name.snake, item) is None:
            start = self._suite.number(CHOICES)
            seen = {repr(value)}
            for number in range(start, start + CHOICES):
                other = sample(item.type, number)
                if repr(other) not in seen:
                    seen.add(repr(other))
                    yield other
        if item.nullable:
            yield None

    def _keys(self, values: Values) -> list[str]:
        """What the row holds of each constraint, as far as that can clash."""
        found = []
        for unique in self._table.uniques:
            held = [self._held(self._table.column(name), values) for name in unique.columns]
            if not any(value is None or value is UNTOLD for value in held):
                found.append(repr((self._table.name.snake, unique.columns, held)))
        return found

    def _held(self, column: Column, values: Values) -> object:
        name = column.name.snake
        if name in values:
            return values[name]
        if self._insert is None:
            # A change leaves its row with whom it belongs to.
            owned = name in self._catalog.created_scope(self._table.name.snake)
            return self._actor if owned and self._actor is not None else UNTOLD
        arguments = {parameter.name: parameter.value for parameter in self._insert.parameters}
        for item in self._insert.assignments:
            if item.column != name:
                continue
            value = arguments.get(item.value.name) if isinstance(item.value, Argument) else item.value
            if isinstance(value, ViewerValue):
                return self._actor
            return value.value if isinstance(value, Literal) else UNTOLD
        if column.default is not None and not column.default.now:
            return default_value(column.default, column.type)
        return None if column.nullable else UNTOLD
