"""Store expressions as SQL conditions: true or false for every row, never unknown."""

from collections.abc import Callable
from decimal import Decimal

from tools.blueprint.plan.expr import Call, ColumnValue, Expr, Literal
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import ValueType
from tools.database_designer.sql.arithmetic import calculated
from tools.database_designer.sql.identifiers import quoted
from tools.database_designer.sql.numbers import Number, at_scale, column_number, compared, constant
from tools.errors import Unsupported
from tools.packs.datastores.dialect import SqlDialect

_OPERATORS = {"eq": "=", "ne": "<>", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_EXACT = frozenset({"int32", "int64", "decimal"})
_ARITHMETIC = frozenset({"add", "sub", "mul", "div", "mod", "neg"})
_TEXT_TESTS = frozenset({"contains", "starts_with", "ends_with"})


def condition(expr: Expr, table: Table, dialect: SqlDialect) -> str:
    """The SQL of a boolean store expression over one row.

    Equality is null-safe and any other comparison with null is false, as `plan.expr` states.
    Raises Unsupported for what depends on more than the row and its constants.
    """
    return _Printer(table, dialect).condition(expr)


class _Printer:
    def __init__(self, table: Table, dialect: SqlDialect) -> None:
        self._table = table
        self._dialect = dialect

    def condition(self, expr: Expr) -> str:
        match expr:
            case Literal(value=bool(value)):
                return "TRUE" if value else "FALSE"
            case ColumnValue():
                column = self._column(expr)
                return f"{column} IS TRUE" if self._nullable(expr) else column
            case Call(function="and" | "or" as joined, args=args):
                return f" {joined.upper()} ".join(self._operand(arg) for arg in args)
            case Call(function="not", args=(operand,)):
                return f"NOT ({self.condition(operand)})"
            case Call(function="is_null" | "not_null" as test, args=(operand,)):
                return f"{self._any(operand)} IS {'NULL' if test == 'is_null' else 'NOT NULL'}"
            case Call(function=function, args=(left, right)) if function in _OPERATORS:
                return self._comparison(function, left, right)
            case Call(function="in", args=(left, right)):
                return self._membership(left, right)
            case Call(function=function, args=(left, right)) if function in _TEXT_TESTS:
                texts = (self._plain(left), self._plain(right))
                return self._sure(self._dialect.text_function(function, texts), left, right)
            case Call(function="if", args=args):
                return self._choice(args, self.condition)
        raise self._unsupported(expr)

    def _operand(self, expr: Expr) -> str:
        shown = self.condition(expr)
        return f"({shown})" if isinstance(expr, Call) and expr.function in ("and", "or") else shown

    def _comparison(self, function: str, left: Expr, right: Expr) -> str:
        one, other = self._any(left), self._any(right)
        if self._dialect.scaled_decimals and self._exact(left) and self._exact(right):
            sides = compared(function, self._number(left), self._number(right))
            if isinstance(sides, bool):
                # Only a null differs: it equals nothing here and stands in no order.
                return "TRUE" if sides else "FALSE"
            one, other = sides[0].sql, sides[1].sql
        nullable = self._nullable(left) or self._nullable(right)
        if nullable and function == "eq":
            return self._dialect.null_safe_equal(one, other)
        if nullable and function == "ne":
            return f"NOT ({self._dialect.null_safe_equal(one, other)})"
        return self._sure(f"{one} {_OPERATORS[function]} {other}", left, right)

    def _membership(self, left: Expr, right: Expr) -> str:
        if not isinstance(right, Literal) or not isinstance(right.value, tuple):
            raise self._unsupported(right)
        # A list of CEL constants carries the type of its items.
        kind = right.type.items if right.type is not None else None
        items = [Literal(value, kind) for value in right.value if value is not None]
        tests = [self._comparison("eq", left, item) for item in items]
        if None in right.value:
            tests.append(f"{self._any(left)} IS NULL")
        return "(" + (" OR ".join(tests) or "FALSE") + ")"

    def _sure(self, test: str, *operands: Expr) -> str:
        """The test, with unknown taken as false where a null can reach it."""
        return f"({test}) IS TRUE" if any(map(self._nullable, operands)) else test

    def _any(self, expr: Expr) -> str:
        """The value of any expression."""
        if self._exact(expr):
            return self._number(expr).sql
        if isinstance(expr, Call) and expr.type.kind == "bool" and expr.function != "if":
            return f"({self.condition(expr)})"
        return self._plain(expr)

    def _plain(self, expr: Expr) -> str:
        """A value that is no exact number."""
        match expr:
            case ColumnValue():
                return self._column(expr)
            case Literal(value=None):
                return "NULL"
            case Literal(value=value, type=ValueType() as kind):
                return self._dialect.value(value, kind)
            case Call(function="lower", args=(operand,)):
                return self._dialect.text_function("lower", (self._plain(operand),))
            case Call(function="if", args=args):
                return f"({self._choice(args, self._any)})"
            case Call(function=function, args=args) if function in _ARITHMETIC:
                return calculated(function, [self._float(arg) for arg in args], self._dialect, "float").sql
        raise self._unsupported(expr)

    def _number(self, expr: Expr) -> Number:
        """An exact number: whole or decimal."""
        match expr:
            case ColumnValue():
                return column_number(self._column(expr), self._type(expr), self._nullable(expr))
            case Literal(value=int() | Decimal() as value):
                return constant(Decimal(value))
            case Call(function="size", args=(operand,)):
                return Number(self._size(operand), 0, 8, self._nullable(operand))
            case Call(function="if", args=args):
                return self._numeric_choice(args)
            case Call(function=function, args=args) if function in _ARITHMETIC:
                kind = expr.type.kind if expr.type is not None else "decimal"
                return calculated(function, [self._number(arg) for arg in args], self._dialect, kind)
        raise self._unsupported(expr)

    def _numeric_choice(self, args: tuple[Expr, ...]) -> Number:
        branches = [self._number(arg) for arg in args[1:]]
        scale = max(branch.scale for branch in branches)
        if self._dialect.scaled_decimals:
            branches = [at_scale(branch, scale) for branch in branches]
        then, other = branches
        sql = f"CASE WHEN {self.condition(args[0])} THEN {then.sql} ELSE {other.sql} END"
        return Number(f"({sql})", scale, max(then.digits, other.digits), then.nullable or other.nullable)

    def _float(self, expr: Expr) -> Number:
        return Number(self._plain(expr), 0, 0, self._nullable(expr))

    def _size(self, operand: Expr) -> str:
        if operand.type is not None and operand.type.kind == "array":
            return self._dialect.array_size(self._plain(operand))
        return self._dialect.text_function("size", (self._plain(operand),))

    def _choice(self, args: tuple[Expr, ...], shown: Callable[[Expr], str]) -> str:
        return f"CASE WHEN {self.condition(args[0])} THEN {shown(args[1])} ELSE {shown(args[2])} END"

    def _exact(self, expr: Expr) -> bool:
        return expr.type is not None and expr.type.kind in _EXACT

    def _nullable(self, expr: Expr) -> bool:
        match expr:
            case ColumnValue(column=name):
                return self._table.column(name).nullable
            case Literal(value=value):
                return value is None
            case Call(function="div" | "mod"):
                return True
            case Call(function="if", args=(_, *branches)):
                return any(map(self._nullable, branches))
            case Call(type=type, args=args):
                return type.kind != "bool" and any(map(self._nullable, args))
        return True

    def _type(self, expr: ColumnValue) -> ValueType:
        return self._table.column(expr.column).type

    def _column(self, expr: ColumnValue) -> str:
        return quoted(self._table.column(expr.column).physical, self._dialect)

    def _unsupported(self, expr: Expr) -> Unsupported:
        shown = expr.function if isinstance(expr, Call) else type(expr).__name__
        return Unsupported(
            "In a check of the schema,",
            shown,
            sorted([*_OPERATORS, *_ARITHMETIC, *_TEXT_TESTS, "and", "if", "in", "lower", "not", "or", "size"]),
            hint="A check is over the row's own columns and constants: no clock, no caller, no other rows.",
            code="check-unsupported",
        )
