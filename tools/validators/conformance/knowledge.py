"""What is known of the rows, inputs and caller of an operation, and what its expressions come to."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from tools.blueprint.plan.expr import Argument, BoundValue, Call, ColumnValue, Expr, InputValue, Literal, ViewerValue
from tools.blueprint.plan.store import Assignment, Parameter
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import ValueType
from tools.validators.conformance.document import ref
from tools.validators.conformance.evaluate import Soon, Unknown, evaluate
from tools.validators.conformance.samples import decimal_text, default_value

Row = dict[str, object]
"""Column → value in wire form, or a reference to one; a column that is not there is not known."""
UNTOLD = object()
"""A value that cannot be told beforehand."""
SOME = object()
"""A value that is there, and cannot be told: the moment of a call."""


class Known:
    """Values by name: `order.status` of a bound row, `input.note`, `viewer.role`."""

    def __init__(self, values: Mapping[str, object] | None = None) -> None:
        self.values = dict(values or {})

    def bind(self, name: str, row: Mapping[str, object]) -> "Known":
        """The same, with a row under a name."""
        kept = {key: value for key, value in self.values.items() if not key.startswith(f"{name}.")}
        return Known({**kept, **{f"{name}.{column}": value for column, value in row.items()}})

    def row(self, name: str) -> Row:
        """What is known of a bound row."""
        return {key.partition(".")[2]: value for key, value in self.values.items() if key.startswith(f"{name}.")}

    def tellable(self, name: str) -> Row:
        """What an answer that shows a bound row must hold."""
        return {column: value for column, value in self.row(name).items() if is_told(value)}

    def value(self, expr: Expr, parameters: Iterable[Parameter] = (), bind: str = "row") -> object:
        """The value, or a reference to it; columns are those of the bound row. Raises Unknown."""
        plain = _flat(expr, {item.name: item.value for item in parameters}, bind)
        if isinstance(plain, ColumnValue) and isinstance(reference := self._get(plain.column), dict):
            return reference
        found: object = evaluate(plain, _Strict(self.values))
        return found

    def holds(self, condition: Expr) -> bool | None:
        """Whether the condition holds; None where that cannot be told."""
        try:
            return bool(evaluate(self._settled(_flat(condition, {}, "row")), _Strict(self.values)))
        except Unknown:
            return None

    def _settled(self, expr: Expr) -> Expr:
        """References compared: one is equal to itself alone, is not null, and two rows never have one key."""
        match expr:
            case Call(function="eq" | "ne" as sign, args=(ColumnValue(column=one), ColumnValue(column=other))):
                left, right = self.values.get(one), self.values.get(other)
                if isinstance(left, dict) and isinstance(right, dict):
                    return Literal((left == right) == (sign == "eq"), expr.type)
                if one in self.values and other in self.values and None in (left, right):
                    return Literal((left is right) == (sign == "eq"), expr.type)
            case Call(function="is_null" | "not_null" as asked, args=(ColumnValue(column=one),)):
                if isinstance(self.values.get(one), dict) or self.values.get(one) is SOME:
                    return Literal(asked == "not_null", expr.type)
            case Call(function="eq" | "ne" as sign, args=(ColumnValue(column=one), Literal(value=None))):
                if isinstance(self.values.get(one), dict) or self.values.get(one) is SOME:
                    return Literal(sign == "ne", expr.type)
            case Call(args=args):
                return replace(expr, args=tuple(map(self._settled, args)))
        return expr

    def _get(self, name: str) -> object:
        return _Strict(self.values).get(name)


class _Strict(dict[str, object]):
    """A column that is not there is not null: nobody knows it."""

    def get(self, key: str, default: object = None) -> object:
        if key not in self or self[key] is SOME:
            raise Unknown
        return self[key]


def inserted(table: Table, sent: Mapping[str, object], assigned: Mapping[str, object], key: str | None) -> Row:
    """A fresh row: what was sent, what the write gave it, and defaults; `key` is the reference to its key."""
    row: Row = {**sent}
    for column in table.columns:
        if column.default is not None and not column.default.now:
            row.setdefault(column.name.snake, default_value(column.default, column.type))
        elif column.default is None and column.nullable:
            row.setdefault(column.name.snake, None)
    return told({**row, **assigned, table.primary_key[0]: UNTOLD if key is None else ref(key)})


def given(
    table: Table, assignments: Iterable[Assignment], parameters: Iterable[Parameter], known: Known, bind: str = "row"
) -> Row:
    """What a write sets by itself; UNTOLD stands for what cannot be told."""
    values = tuple(parameters)
    found: Row = {}
    for item in assignments:
        if isinstance(item.value, Call) and item.value.function in ("now", "today"):
            found[item.column] = SOME
            continue
        try:
            found[item.column] = wire_value(known.value(item.value, values, bind), table.column(item.column).type)
        except Unknown:
            found[item.column] = UNTOLD
    return found


def told(row: Mapping[str, object]) -> Row:
    """The row without what cannot be told."""
    return {name: value for name, value in row.items() if value is not UNTOLD}


def is_told(value: object) -> bool:
    """Whether it is known what the value is, and not only that it is there."""
    return value is not SOME and not isinstance(value, Soon)


def _flat(expr: Expr, arguments: Mapping[str, Expr], bind: str) -> Expr:
    """The expression over one row that holds everything known."""
    match expr:
        case Argument(name=name) if name in arguments:
            return _flat(arguments[name], arguments, bind)
        case ColumnValue(column=column, type=type_):
            return ColumnValue(f"{bind}.{column}", type_)
        case BoundValue(bind=row, column=column, type=type_) if type_ is not None:
            return ColumnValue(row if column is None else f"{row}.{column}", type_)
        case InputValue(name=name, type=type_):
            return ColumnValue(f"input.{name}", type_)
        case ViewerValue(column=column, type=type_):
            return ColumnValue(f"viewer.{column}", type_)
        case Call(args=args):
            return replace(expr, args=tuple(_flat(arg, arguments, bind) for arg in args))
    return expr


def wire_value(value: object, kind: ValueType) -> object:
    """A computed value as it stands in an answer."""
    if kind.kind == "decimal" and isinstance(value, Decimal | int) and not isinstance(value, bool):
        return decimal_text(Decimal(value), kind)
    if kind.kind in ("int32", "int64") and isinstance(value, Decimal):
        return int(value)
    return value
