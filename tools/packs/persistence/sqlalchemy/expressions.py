"""Prints store expressions as SQLAlchemy expressions over the row of a table."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tools.blueprint.plan.expr import Argument, Call, ColumnValue, Expr, Literal, Related
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import Condition
from tools.blueprint.plan.table import Table
from tools.errors import Unsupported
from tools.packs.languages.python.annotations import parameter
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.literals import text
from tools.packs.languages.python.typed import typed
from tools.packs.persistence.sqlalchemy.aliases import Aliases

_ORDERS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_ARITHMETIC = {"add": "+", "sub": "-", "mul": "*"}
_OPERATORS = {**_ORDERS, **_ARITHMETIC}
_OF_STORES = frozenset({"contains", "starts_with", "ends_with", "lower", "div", "mod"})
"""What each store spells in its own way: `app.core.functions` has them."""
_UNSURE = frozenset({*_ORDERS, "contains", "starts_with", "ends_with", "in", "if"})
"""Conditions that a store leaves unknown where a value is null."""
_EXACT = frozenset({*_OPERATORS, "eq", "ne", "in", "div", "mod"})


class StoreExpressions:
    """Prints expressions over one table."""

    def __init__(self, plan: RenderPlan, table: Table, imports: Imports, *, bound: bool = False) -> None:
        """`bound`: arguments are known only when the statement is executed."""
        self._plan = plan
        self._imports = imports
        self._bound = bound
        self.aliases = Aliases(plan, table, imports)

    def condition(self, condition: Condition) -> str:
        """One argument of `where`."""
        return self.predicate(condition.predicate)

    def predicate(self, expr: Expr) -> str:
        """A predicate at the top of `where`, where unknown counts as false."""
        match expr:
            case Literal(value=bool(value)):
                return f"{self._imports.name('sqlalchemy', 'true' if value else 'false')}()"
            case Call(function="and" | "or" as joined, args=args):
                return self._sql(f"{joined}_", map(self.predicate, args))
            case Call(function="eq", args=args) if self._one_side_present(args):
                self._require_exact("eq", args)
                left, right = self._beside(args)
                return f"{left} == {right}"
            case ColumnValue() if self.aliases.nullable(expr):
                return self._sure(expr)
        return self.print(expr)

    def print(self, expr: Expr) -> str:
        """Any store expression; a null makes some conditions unknown."""
        match expr:
            case Literal(value, kind):
                return typed(value, kind, self._imports)
            case ColumnValue():
                return self.aliases.column(expr)
            case Related():
                return self._related(expr)
            case Argument(name):
                return self._sql("bindparam", [text(parameter(name))]) if self._bound else parameter(name)
            case Call(function, args):
                return self._call(function, args)
        raise TypeError(f"{type(expr).__name__} is no store expression")

    def _sure(self, expr: Expr) -> str:
        """A condition that is true or false and never unknown."""
        match expr:
            case Literal(value=bool()) | Argument():
                return self.predicate(expr)
            case Call(function="and" | "or" as joined, args=args):
                return self._sql(f"{joined}_", map(self._sure, args))
            case ColumnValue() | Related() if self._nullable(expr):
                return f"{self.print(expr)}.is_(True)"
            case Call(function=function, args=args) if function in _UNSURE and any(map(self._nullable, args)):
                return self._sql("func.coalesce", [self.print(expr), f"{self._imports.name('sqlalchemy', 'false')}()"])
        return self.print(expr)

    def _sql(self, function: str, args: "Sequence[str] | map[str]") -> str:
        self._imports.add("sqlalchemy", function.partition(".")[0])
        return f"{function}({', '.join(args)})"

    def _nullable(self, expr: Expr) -> bool:
        match expr:
            case ColumnValue():
                return self.aliases.nullable(expr)
            case Related(function=function):
                return function not in ("exists", "count", "sum")
            case Literal(value):
                return value is None or (isinstance(value, tuple) and None in value)
            case Call(function, args):
                if function in ("div", "mod", "if"):
                    return True
                return function not in ("and", "or", "not", "eq", "ne", "is_null", "not_null") and any(
                    map(self._nullable, args)
                )
        return True

    def _call(self, function: str, args: tuple[Expr, ...]) -> str:
        times = self._times(function, args)
        if times is not None:
            return times
        self._require_exact(function, args)
        if function in ("and", "or"):
            return self._sql(f"{function}_", map(self._sure, args))
        if function in _OF_STORES:
            name = self._imports.name("app.core.functions", f"sql_{function}")
            return f"{name}({', '.join(map(self._value, args))})"
        match function:
            case "not":
                return self._sql("not_", [self._sure(args[0])])
            case "eq" | "ne":
                left, right = self._beside(args)
                same = "is_not_distinct_from" if function == "eq" else "is_distinct_from"
                return f"{self._called(_folded(args[0]), left)}.{same}({right})"
            case "is_null" | "not_null":
                return f"{self._wrapped(args[0])}.{'is_' if function == 'is_null' else 'is_not'}(None)"
            case "in":
                return self._membership(*args)
            case "neg":
                return f"-{self._wrapped(args[0])}"
            case "size":
                return self._sql("func.length", [self.print(args[0])])
            case "now" | "today":
                self._imports.add("app.core", "clock")
                return "clock.now()" if function == "now" else "clock.now().date()"
            case "new_uuid":
                return f"{self._imports.name('app.core.ids', 'new_id')}()"
            case "random_uuid":
                return f"{self._imports.name('uuid', 'uuid4')}()"
            case "if":
                then, other = (self._value(arg) for arg in args[1:])
                return self._sql("case", [f"({self._sure(args[0])}, {then})", f"else_={other}"])
        if function in _OPERATORS:
            left, right = self._beside(args)
            return f"{left} {_OPERATORS[function]} {right}"
        raise ValueError(f"{function} is no function of the store")

    def shown(self, expr: Expr) -> str:
        """A value among the columns of a `select`."""
        return self._value(expr)

    def _related(self, expr: Related) -> str:
        """The name of a subquery over the related rows, which stands before the statement."""
        names = self.aliases.enter(expr)
        key = self.aliases.key(expr)
        conditions = [self.predicate(part) for part in _conjuncts(expr.on)]
        if expr.where is not None:
            conditions += [self.predicate(part) for part in _conjuncts(expr.where)]
        what = key
        if expr.function == "count":
            what = self._sql("func.count", [key])
        elif expr.function == "sum" and expr.value is not None:
            what = f"{self._imports.name('app.core.functions', 'sql_sum')}({self._value(expr.value)})"
        elif expr.value is not None:
            what = self._value(expr.value)
            what = self._sql(f"func.{expr.function}", [what]) if expr.function in ("min", "max") else what
        made = self._imports.name("app.repositories.related", "any_of" if expr.function == "exists" else "value_of")
        given = [f"[{', '.join(names)}]", *conditions]
        given = given if expr.function == "exists" else [what, *given]
        return self.aliases.query(expr, f"{made}({', '.join(given)})")

    def _membership(self, operand: Expr, values: Expr) -> str:
        """Null is in a list that holds null, and in no other one."""
        if not isinstance(values, Literal) or not isinstance(values.value, tuple) or None not in values.value:
            return f"{self._wrapped(operand)}.in_({self.print(values)})"
        there = Literal(tuple(value for value in values.value if value is not None), values.type)
        absent = f"{self._wrapped(operand)}.is_(None)"
        return (
            self._sql("or_", [absent, f"{self._wrapped(operand)}.in_({self.print(there)})"]) if there.value else absent
        )

    def _value(self, expr: Expr) -> str:
        """An operand or result: conditions among them are never unknown, and constants become parameters."""
        if isinstance(expr, Literal):
            return self._sql("literal", [self.print(expr)]) if expr.value is not None else self._null()
        return self._sure(expr) if _is_test(expr) else self._summed(expr) or self.print(expr)

    def _null(self) -> str:
        return f"{self._imports.name('sqlalchemy', 'null')}()"

    def _beside(self, args: Sequence[Expr]) -> tuple[str, str]:
        """Two operands of an operator; a whole constant beside a decimal is one too."""
        args = [_folded(arg) for arg in args]
        left, right = (self._operand(_decimal(arg, other)) for arg, other in zip(args, reversed(args), strict=True))
        if all(isinstance(arg, Literal) for arg in args):
            left = self._sql("literal", [left])
        return left, right

    def _operand(self, expr: Expr) -> str:
        if _is_test(expr):
            # A function around it: not every store groups conditions that are compared.
            return self._sql("func.coalesce", [self._sure(expr), f"{self._imports.name('sqlalchemy', 'false')}()"])
        if summed := self._summed(expr):
            return summed
        text = self.print(expr)
        compound = isinstance(expr, Call) and expr.function in (*_OPERATORS, "neg")
        return f"({text})" if compound else text

    def _wrapped(self, expr: Expr) -> str:
        """What a method is called on: operators get parentheses, and constants become binds."""
        return self._called(expr, self._operand(expr))

    def _called(self, expr: Expr, text: str) -> str:
        return self._sql("literal", [text]) if isinstance(expr, Literal) and not text.startswith("literal(") else text

    def _one_side_present(self, args: tuple[Expr, ...]) -> bool:
        """Whether plain equality will do: a side that is never null cannot equal a null."""
        for arg in args:
            if isinstance(arg, ColumnValue) and not self.aliases.nullable(arg):
                return True
            if isinstance(arg, Literal) and arg.value is not None:
                return True
        return False

    def _times(self, function: str, args: tuple[Expr, ...]) -> str | None:
        """So many of a decimal that is kept as a whole number: one of the same unit; None for all else."""
        if "decimal" in self._plan.capabilities or function != "mul":
            return None
        pair = sorted(args, key=lambda arg: not _is_decimal(arg))
        if not isinstance(pair[0], ColumnValue) or not _is_decimal(pair[0]) or not _is_whole(pair[1]):
            return None
        price = self.print(pair[0])
        return self._sql("type_coerce", [f"{price} * {self._operand(pair[1])}", f"{price}.type"])

    def _summed(self, expr: Expr) -> str | None:
        """A sum of decimals that are kept as whole numbers, as one of the same unit: the library takes it for none."""
        if "decimal" in self._plan.capabilities or not _is_decimal(expr):
            return None
        if not isinstance(expr, Call) or expr.function not in ("add", "sub"):
            return None
        unit = next((leaf for leaf in _leaves(expr) if isinstance(leaf, ColumnValue | Related)), None)
        return self._sql("type_coerce", [self.print(expr), f"{self.print(unit)}.type"]) if unit is not None else None

    def _require_exact(self, function: str, args: tuple[Expr, ...]) -> None:
        """Decimals that a store keeps as whole numbers go together only where they count the same unit."""
        if "decimal" in self._plan.capabilities or function not in _EXACT:
            return
        kinds = {arg.type.kind for arg in args if arg.type is not None}
        if "decimal" not in kinds and not any(_items_are_decimal(arg) for arg in args):
            return
        folded = [_folded(arg) for arg in args]
        scales = {_scale(arg) for arg in folded if not isinstance(arg, Literal)}
        constants = [value for arg in folded if isinstance(arg, Literal) for value in _constants(arg.value)]
        finest = max((-int(value.as_tuple().exponent) for value in constants), default=0)
        scale = scales.pop() if len(scales) == 1 else None
        if function in ("mul", "div", "mod") or scale is None or finest > scale:
            raise Unsupported(
                "Computing with decimals of different scales in a condition of this datastore,",
                function,
                ("decimals of one scale", "constants of at most that scale"),
                hint="Compare decimals of one scale, or find the row first and check it in a step of its own.",
                code="condition-unsupported",
            )


def _conjuncts(expr: Expr) -> tuple[Expr, ...]:
    return expr.args if isinstance(expr, Call) and expr.function == "and" else (expr,)


def _is_test(expr: Expr) -> bool:
    """Whether it is true or false whatever is null; a choice between values is null where the chosen one is."""
    if isinstance(expr, Related):
        return expr.function == "exists"
    return isinstance(expr, Call) and expr.type.kind == "bool" and expr.function != "if"


def _decimal(expr: Expr, beside: Expr) -> Expr:
    whole = isinstance(expr, Literal) and isinstance(expr.value, int) and not isinstance(expr.value, bool)
    if whole and beside.type is not None and beside.type.kind == "decimal":
        return Literal(Decimal(expr.value), beside.type)  # type: ignore[union-attr, arg-type]
    return expr


def _is_decimal(expr: Expr) -> bool:
    return expr.type is not None and expr.type.kind == "decimal"


def _leaves(expr: Expr) -> Iterator[Expr]:
    """The values that are added and subtracted."""
    if isinstance(expr, Call):
        for arg in expr.args:
            yield from _leaves(arg)
    else:
        yield expr


def _is_whole(expr: Expr) -> bool:
    return expr.type is not None and expr.type.kind in ("int32", "int64")


def _items_are_decimal(expr: Expr) -> bool:
    return expr.type is not None and expr.type.items is not None and expr.type.items.kind == "decimal"


def _constants(value: object) -> list[Decimal]:
    values = value if isinstance(value, tuple) else (value,)
    return [Decimal(item) for item in values if isinstance(item, Decimal | int) and not isinstance(item, bool)]


def _folded(expr: Expr) -> Expr:
    """A negated constant is a constant."""
    match expr:
        case Call(function="neg", args=(Literal(value=int() | Decimal() | float() as value, type=kind),)):
            return Literal(-value, kind)
    return expr


def _scale(expr: Expr) -> int | None:
    """Digits after the point that the store keeps of a value; None where it keeps no value, or not of one scale."""
    match expr:
        case ColumnValue() | Argument() | Related():
            return (expr.type.scale or 0) if expr.type is not None and expr.type.kind == "decimal" else 0
        case Call(function="neg" | "add" | "sub", args=args):
            scales = {_scale(arg) for arg in map(_folded, args) if not isinstance(arg, Literal)}
            return scales.pop() if len(scales) == 1 else None
    return 0 if expr.type is not None and expr.type.kind != "decimal" and not isinstance(expr, Literal) else None
