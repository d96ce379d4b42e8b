"""The rows that one case makes, and what expressions over their relationships come to."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product

from tools.blueprint.plan.expr import (
    Argument,
    BoundValue,
    Call,
    ColumnValue,
    Expr,
    InputValue,
    Literal,
    Related,
    ViewerValue,
)
from tools.blueprint.plan.store import ListNest, Parameter
from tools.blueprint.plan.values import ValueType
from tools.validators.conformance.evaluate import FUNCTIONS, Unknown, asks_the_clock, comparable, told_by_the_clock
from tools.validators.conformance.knowledge import Row, is_told

Aliases = Mapping[str, Row]
"""What a row is called in an expression; the row at hand has no name."""

_TELLING = frozenset({"eq", "ne", "is_null", "not_null"})
"""Functions that references tell the result of."""


class World:
    """Rows by table, in wire form, references standing for keys and for what only the server knows."""

    def __init__(self, named: Row | None = None) -> None:
        """`named`: inputs and columns of bound rows, by name (`input.seats`, `showtime.id`)."""
        self._named = named or {}
        self._rows: dict[str, list[Row]] = {}
        self._fresh: list[object] = []

    def add(self, table: str, row: Row, key: object = None) -> None:
        """A row, or a link, which is there once. `key`: of a row to which nothing but rows of this case can refer."""
        rows = self._rows.setdefault(table, [])
        if row not in rows:
            rows.append(row)
        if key is not None:
            self._fresh.append(key)

    def remove(self, table: str, row: Row) -> None:
        """The rows with these values are gone."""
        kept = self._rows.get(table, [])
        self._rows[table] = [other for other in kept if any(other.get(name) != value for name, value in row.items())]

    def value(self, expr: Expr, row: Row, viewer: Row, parameters: tuple[Parameter, ...] = ()) -> object:
        """The value for a row and a caller. Raises Unknown where it rests on what the case did not make."""
        host = {item.name: item.value for item in parameters}
        found = _Evaluation(self._rows, self._fresh, viewer, host, self._named).value(expr, {"": row})
        if not is_told(found):
            raise Unknown
        return found

    def listed(self, nest: ListNest, key: object) -> list[tuple[Row, Row]]:
        """The rows that a field lists for a row with this key, each with its link (or itself), in order of creation.

        Raises Unknown where others than this case could have made some.
        """
        if key not in self._fresh:
            raise Unknown
        if nest.link is None:
            return [(found, found) for found in self._rows.get(nest.table, []) if _known(found, nest.near) == key]
        links = [link for link in self._rows.get(nest.link, []) if _known(link, nest.near) == key]
        keys = {nest.key.name: nest.far or ""}
        pairs = product(self._rows.get(nest.table, []), links)
        return [
            (found, link)
            for found, link in pairs
            if all(_known(found, name) == _known(link, far) for name, far in keys.items())
        ]


class _Evaluation:
    def __init__(
        self, rows: Mapping[str, list[Row]], fresh: list[object], viewer: Row, host: Mapping[str, Expr], named: Row,
    ) -> None:  # fmt: skip
        self._named = named
        self._rows = rows
        self._fresh = fresh
        self._viewer = viewer
        self._host = host

    def value(self, expr: Expr, names: Aliases) -> object:
        match expr:
            case Literal(value=value, type=kind):
                return comparable(value, kind.kind if kind is not None else "")
            case Argument(name=name) if name in self._host:
                return self.value(self._host[name], names)
            case ViewerValue(column=column):
                return _known(self._viewer, column)
            case BoundValue(bind=bind, column=column, type=kind) if kind is not None:
                return _plain(_known(self._named, bind if column is None else f"{bind}.{column}"), kind)
            case InputValue(name=name, type=kind):
                return _plain(_known(self._named, f"input.{name}"), kind)
            case ColumnValue(column=column, type=kind, of=alias):
                return _plain(_known(names[alias], column), kind)
            case Related():
                return self._related(expr, names)
            case Call(function="and" | "or" as joined, args=args):
                parts = [bool(self.value(arg, names)) for arg in args]
                return all(parts) if joined == "and" else any(parts)
            case Call(function="if", args=(condition, then, other)):
                return self.value(then if self.value(condition, names) else other, names)
            case Call(function=order, args=args) if asks_the_clock(plain := self._plain(expr)):
                return told_by_the_clock(order, plain.args, lambda arg: self.value(arg, names))
            case Call(function=function, args=args) if function in FUNCTIONS:
                return self._call(function, [self.value(arg, names) for arg in args])
        raise Unknown

    def _plain(self, expr: Call) -> Call:
        """The call with the host values in it for its arguments."""
        args = (self._host.get(arg.name, arg) if isinstance(arg, Argument) else arg for arg in expr.args)
        return replace(expr, args=tuple(args))

    def _call(self, function: str, values: list[object]) -> object:
        # One reference is equal to itself, two rows never have one key; beside a plain value it tells nothing.
        if not all(map(is_told, values)) and function not in ("is_null", "not_null"):
            raise Unknown
        told = function in ("is_null", "not_null") or all(value is None or isinstance(value, dict) for value in values)
        if any(isinstance(value, dict) for value in values) and not (told and function in _TELLING):
            raise Unknown
        found: object = FUNCTIONS[function](*values)
        return found

    def _related(self, expr: Related, names: Aliases) -> object:
        self._require_whole(expr, names)
        rows = [found for found in self._there(expr, names) if self._holds(expr.on, found)]
        if expr.function == "one" and not rows:
            return self._nobody(expr, names)
        rows = [found for found in rows if expr.where is None or self._holds(expr.where, found)]
        if expr.function in ("exists", "count"):
            return bool(rows) if expr.function == "exists" else len(rows)
        assert expr.value is not None
        values = [self.value(expr.value, found) for found in rows]
        if expr.function == "one":
            return values[0] if values else None
        present = [value for value in values if value is not None]
        if any(isinstance(value, dict) or not is_told(value) for value in present):
            raise Unknown
        if expr.function == "sum":
            return sum((Decimal(str(value)) for value in present), Decimal(0))
        return _extreme(expr.function, present)

    def _holds(self, condition: Expr, names: Aliases) -> bool:
        return bool(self.value(condition, names))

    def _there(self, expr: Related, names: Aliases) -> Iterator[dict[str, Row]]:
        rows = self._rows.get(expr.table, [])
        links: list[Row | None] = [None]
        if expr.link is not None:
            links = [*self._rows.get(expr.link.table, [])]
        for row, link in product(rows, links):
            found = {**names, expr.alias: row}
            if link is not None and expr.link is not None:
                found[expr.link.alias] = link
            yield found

    def _require_whole(self, expr: Related, names: Aliases) -> None:
        """That all related rows are known: those of a row that nobody else refers to."""
        if expr.function == "one":
            return
        for column in _outer(expr):
            if _known(names[column.of], column.column) not in self._fresh:
                raise Unknown

    def _nobody(self, expr: Related, names: Aliases) -> object:
        """A reference that is null leads to nobody; any other to a row that the case did not make."""
        if all(_known(names[column.of], column.column) is None for column in _outer(expr)):
            return None
        raise Unknown


def _outer(expr: Related) -> list[ColumnValue]:
    """Columns of the row at hand that the related rows are known by."""
    inner = {expr.alias, expr.link.alias if expr.link is not None else expr.alias}
    parts = expr.on.args if isinstance(expr.on, Call) and expr.on.function == "and" else (expr.on,)
    sides = [side for part in parts if isinstance(part, Call) for side in part.args]
    return [side for side in sides if isinstance(side, ColumnValue) and side.of not in inner]


def _plain(value: object, kind: ValueType) -> object:
    return value if isinstance(value, dict) or not is_told(value) else comparable(value, kind.kind)


def _known(row: Row, column: str) -> object:
    if column not in row:
        raise Unknown
    return row[column]


def _extreme(function: str, values: list[object]) -> object:
    if not values:
        return None
    numbers = [Decimal(str(value)) if isinstance(value, int | float | Decimal) else value for value in values]
    return min(numbers) if function == "min" else max(numbers)  # type: ignore[type-var]
