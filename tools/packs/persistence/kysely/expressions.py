"""Prints store expressions with Kysely's expression builder, which is called `eb` where they stand."""

import re
from collections.abc import Sequence

from tools.blueprint.plan.expr import Argument, Call, ColumnValue, Expr, Literal, Related
from tools.blueprint.plan.nullness import may_be_null
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import Condition, Parameter
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import ValueType
from tools.packs.languages.typescript.annotations import parameter
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.typed import typed
from tools.packs.persistence.kysely.aliases import Aliases
from tools.packs.persistence.kysely.codecs import Codecs
from tools.packs.persistence.kysely.exactness import folded, is_decimal, require_exact, unit
from tools.packs.persistence.kysely.operands import (
    ARITHMETIC,
    BOOL,
    COMPOUND,
    HOST,
    OF_STORES,
    ORDERS,
    TURNED,
    UNSURE,
    WIDTHS,
    Binary,
    builds,
    fits,
    is_bool,
    is_given,
    is_number,
    is_test,
)


class StoreExpressions:
    """Prints expressions over one table."""

    def __init__(self, plan: RenderPlan, table: Table, imports: Imports, parameters: Sequence[Parameter] = ()) -> None:
        self._imports = imports
        self._present = {item.name for item in parameters if not item.nullable}
        self.aliases = Aliases(plan, table)
        self.codecs = Codecs(plan, imports)

    def filters(self, condition: Condition) -> list[str]:
        """The calls that narrow a statement to rows that meet a condition."""
        return self._filters(condition.predicate)

    def _filters(self, expr: Expr) -> list[str]:
        match expr:
            case Literal(value=True):
                return []
            case Call(function="and", args=args):
                return [call for arg in args for call in self._filters(arg)]
        binary = self._simple(expr)
        if binary is None or not binary.operator:
            return [f".where({self.callback(self.predicate(expr))})"]
        place = re.fullmatch(r"eb\.ref\(('[^']*')\)", binary.right)
        if binary.left.startswith("'") and place is not None:
            return [f".whereRef({binary.left}, '{binary.operator}', {place[1]})"]
        if binary.builds:
            return [f".where((eb) => {binary.printed})"]
        return [f".where({binary.left}, '{binary.operator}', {binary.right})"]

    @staticmethod
    def callback(printed: str) -> str:
        """An expression as an argument: a function where it needs the builder."""
        return f"(eb) => {printed}" if builds(printed) else printed

    def predicate(self, expr: Expr) -> str:
        """A condition where unknown counts as false."""
        match expr:
            case Literal(value=bool(value)):
                return f"{self._sql('SqlBool')}`{'true' if value else 'false'}`"
            case Call(function="and" | "or" as joined, args=args):
                return f"eb.{joined}([{', '.join(map(self.predicate, args))}])"
        binary = self._simple(expr)
        return binary.printed if binary is not None else self._sure(expr)

    def _simple(self, expr: Expr) -> Binary | None:
        """A comparison that may stay unknown; None for all else."""
        match expr:
            case Call(function="eq", args=args) if any(map(self._never_null, args)):
                return self._compared("eq", args, "=")
            case Call(function="ne", args=args) if all(map(self._never_null, args)):
                return self._compared("ne", args, "!=")
            case Call(function="eq" | "ne" as function, args=args):
                return self._compared(function, args)
            case Call(function=function, args=args) if function in ORDERS:
                return self._compared(function, args)
            case Call(function="is_null" | "not_null" as function, args=args):
                return Binary(self._left(args[0]), "is" if function == "is_null" else "is not", "null")
            case Call(function="in", args=(operand, Literal(value=tuple(values)) as items)) if None not in values:
                return self._among(operand, items)
            case ColumnValue() | Related() if is_bool(expr) and not is_test(expr):
                return Binary(self._left(expr), "=", self.codecs.constant(Literal(True, BOOL)))
        return None

    def print(self, expr: Expr) -> str:
        """Any store expression; a null makes some conditions unknown."""
        match expr:
            case Literal():
                return self._given(expr, expr.type)
            case Argument(type=kind):
                return self._given(expr, kind)
            case ColumnValue():
                return f"eb.ref({self.aliases.place(expr)})"
            case Related():
                return self._related(expr)
            case Call(function, args):
                return self._call(expr, function, args)
        raise TypeError(f"{type(expr).__name__} is no store expression")

    def host(self, expr: Expr, kind: ValueType | None) -> str | None:
        """A value that is known before the store is asked; None where it is not."""
        match expr:
            case Argument(name):
                return parameter(name)
            case Literal():
                return self._literal(expr, kind)
            case Call(function=function) if function in HOST:
                return f"{self._imports.name(*HOST[function])}()"
        return None

    def assigned(self, expr: Expr) -> str:
        """A value that a column gets."""
        return self._value(expr)

    def shown(self, expr: Expr, name: str, *, present: bool = False) -> str:
        """A value among those that are selected, under a name; one that is `present` is never taken for null."""
        if isinstance(expr, ColumnValue) and not (present and self.aliases.nullable(expr)):
            place = self.aliases.place(expr)
            return place if place.endswith(f".{name}'") else f"{place[:-1]} as {name}'"
        printed = self._value(expr)
        if isinstance(expr, Related) and expr.function != "exists":
            printed += ".$asScalar()" if present else ""
            present = present and isinstance(expr.value, Call)
        unsure = isinstance(expr, ColumnValue | Call | Related) and not is_test(expr)
        return f"{printed}{'.$notNull()' if present and unsure else ''}.as('{name}')"

    def _sure(self, expr: Expr) -> str:
        """A condition that is true or false and never unknown."""
        true = self.codecs.constant(Literal(True, BOOL))
        match expr:
            case Literal(value=bool()):
                return self.predicate(expr)
            case Argument():
                return f"{self._sql('SqlBool')}`${{{self.print(expr)}}}`"
            case Call(function="and" | "or" as joined, args=args):
                return f"eb.{joined}([{', '.join(map(self._sure, args))}])"
            case ColumnValue() | Related() if not is_test(expr):
                same = "is not distinct from" if self._nullable(expr) else "="
                return f"eb({self._left(expr)}, '{same}', {true})"
            case Call(function="if"):
                return f"eb({self.print(expr)}, 'is not distinct from', {true})"
            case Call(function=function, args=args) if function in UNSURE and any(map(self._nullable, args)):
                return f"eb.fn.coalesce({self.print(expr)}, eb.lit(false))"
        return self.print(expr)

    def _call(self, expr: Call, function: str, args: tuple[Expr, ...]) -> str:
        if function in ("and", "or"):
            return f"eb.{function}([{', '.join(map(self._sure, args))}])"
        if function in HOST:
            return self._given(expr, expr.type)
        if function in ARITHMETIC:
            return self._computed(expr)
        if not self.codecs.native:
            require_exact(function, args)
        if function in OF_STORES:
            name = self._imports.name("src/core/functions.ts", OF_STORES[function])
            return f"{name}({', '.join(map(self._value, args))})"
        if function in TURNED:
            never = all(map(self._never_null, args))
            plain = {"eq": "=", "ne": "!="}.get(function) if never else None
            return self._compared(function, args, plain).printed
        match function:
            case "not":
                return f"eb.not({self._sure(args[0])})"
            case "is_null" | "not_null":
                return f"eb({self._left(args[0])}, '{'is' if function == 'is_null' else 'is not'}', null)"
            case "in":
                return self._membership(*args)
            case "neg":
                return f"eb.neg({self._left(args[0])})"
            case "size":
                kind = self.codecs.stored_type(ValueType("int64"))
                return f"eb.fn<{kind}>('length', [{self._left(args[0])}])"
            case "if":
                of = unit(expr) if is_decimal(expr) else expr.type
                then, other = (self._value(arg, of) for arg in args[1:])
                return f"eb.case().when({self._sure(args[0])}).then({then}).else({other}).end()"
        raise ValueError(f"{function} is no function of the store")

    def _compared(self, function: str, args: Sequence[Expr], operator: str | None = None) -> Binary:
        """A comparison; what the store knows stands on the left side."""
        if not self.codecs.native:
            require_exact(function, tuple(args))
        left, right = map(folded, args)
        if is_given(left) and not is_given(right):
            left, right, function = right, left, TURNED[function]
        same = {"eq": "is not distinct from", "ne": "is distinct from"}
        return self._binary(left, operator or ORDERS.get(function) or same[function], right, "SqlBool")

    def _computed(self, expr: Call) -> str:
        if not self.codecs.native:
            require_exact(expr.function, expr.args)
        left, right = map(folded, expr.args)
        stored = self.codecs.stored_type(expr.type)
        return self._binary(left, ARITHMETIC[expr.function], right, stored).printed

    def _binary(self, left: Expr, operator: str, right: Expr, kind: str) -> Binary:
        alike = operator != "*"
        if is_given(right) and not is_given(left) and self._takes(left, right):
            return Binary(self._left(left), operator, self._stored(right, left if alike else right))
        first = self._operand(left, right if alike else left) if is_given(left) else self._left(left)
        second = self._operand(right, left if alike else right)
        if left.type is None or right.type is None or self._shape(left) == self._shape(right):
            return Binary(first, operator, second)
        first = f"sql.ref({first})" if first.startswith("'") else first
        second = re.sub(r"^eb\.ref\(", "sql.ref(", second)
        return Binary(f"{self._sql(kind)}`${{{first}}} {operator} ${{{second}}}`", "", "")

    def _shape(self, expr: Expr) -> str:
        if is_bool(expr) and is_test(expr):
            return "test"
        kind = expr.type
        assert kind is not None
        # As an operand that tells its type an enum is a text.
        return "text" if is_given(expr) and kind.kind == "enum" else self.codecs.shape(kind)

    def _takes(self, left: Expr, right: Expr) -> bool:
        """Whether a given value beside an expression needs no word about its type."""
        if isinstance(right, Literal):
            return left.type is None or fits(right, left.type)
        if left.type is None or right.type is None:
            return False
        widths = [WIDTHS.get(kind.kind, 9) for kind in (left.type, right.type)]
        if max(widths) < 9:
            return widths[0] >= widths[1] or not self.codecs.native
        return self.codecs.shape(left.type) == self.codecs.shape(right.type)

    def _stored(self, expr: Expr, beside: Expr) -> str:
        """A given value as the store keeps it, beside another one."""
        if isinstance(expr, Literal):
            return self.codecs.constant(expr, unit(beside) or expr.type)
        host = self.host(expr, expr.type)
        assert host is not None
        return self.codecs.store(host, expr.type) if expr.type is not None else host

    def _given(self, expr: Expr, kind: ValueType | None) -> str:
        """A given value as an operand that tells its type."""
        if isinstance(expr, Literal) and expr.value is None:
            return f"{self._sql('null')}`null`"
        kind = kind if isinstance(expr, Literal) else expr.type
        host = self.host(expr, kind)
        assert host is not None
        return self.codecs.operand(host, kind) if kind is not None else f"eb.val({host})"

    def _literal(self, expr: Literal, kind: ValueType | None) -> str:
        exact = kind is not None and kind.kind == "decimal" and expr.value is not None
        return typed(str(expr.value) if exact else expr.value, kind, self._imports)

    def _left(self, expr: Expr) -> str:
        """An operand where a column is named in quotes."""
        return self.aliases.place(expr) if isinstance(expr, ColumnValue) else self._operand(expr, expr)

    def _operand(self, expr: Expr, beside: Expr) -> str:
        """An operand, in brackets where it has operators of its own."""
        if is_given(expr):
            return self._given(expr, unit(beside) if is_decimal(beside) and is_number(expr) else expr.type)
        printed = self._sure(expr) if is_test(expr) else self.print(expr)
        if isinstance(expr, Call) and expr.function in COMPOUND and not printed.startswith("eb.fn"):
            return f"eb.parens({printed[3:]}" if printed.startswith("eb(") else f"eb.parens({printed})"
        return printed

    def _value(self, expr: Expr, kind: ValueType | None = None) -> str:
        """An argument or result: conditions among them are never unknown, and given values tell their type."""
        if is_given(expr):
            return self._given(expr, kind or expr.type)
        return self._sure(expr) if is_test(expr) else self.print(expr)

    def _among(self, operand: Expr, items: Literal) -> Binary | None:
        values = items.value
        assert isinstance(values, tuple)
        kind = items.type.items if items.type is not None and items.type.items is not None else items.type
        if not self.codecs.native:
            require_exact("in", (operand, items))
        if operand.type is None or not all(fits(Literal(value, kind), operand.type) for value in values):
            return None
        return Binary(self._left(operand), "in", self.codecs.constant(items, unit(operand) or operand.type))

    def _membership(self, operand: Expr, values: Expr) -> str:
        """Null is in a list that holds null, and in no other one."""
        if isinstance(values, Argument):
            return self._listed(operand, values)
        if not isinstance(values, Literal) or not isinstance(values.value, tuple):
            raise ValueError("the store looks for a value in a list of constants or in one that was sent")
        kind = values.type.items if values.type is not None else None
        present = tuple(value for value in values.value if value is not None)
        there = Literal(present, values.type)
        alternatives = [f"eb({self._left(operand)}, 'is', null)"] if None in values.value else []
        among = self._among(operand, there) if present else None
        if among is not None:
            alternatives.append(among.printed)
        else:
            alternatives += [self.print(Call("eq", (operand, Literal(one, kind)), BOOL)) for one in present]
        return alternatives[0] if len(alternatives) == 1 else f"eb.or([{', '.join(alternatives)}])"

    def _listed(self, operand: Expr, values: Argument) -> str:
        """Whether a value is in a list that was sent; not every store knows of lists without items."""
        given, kind = parameter(values.name), values.type.items if values.type is not None else None
        items = given
        if kind is not None and self.codecs.store("item", kind) != "item":
            items = f"{given}.map((item) => {self.codecs.store('item', kind)})"
        none = f"{given}.length === 0"
        none = none if values.name in self._present else f"{given} === null || {none}"
        return f"{none} ? eb.lit(false) : eb({self._left(operand)}, 'in', {items})"

    def _related(self, expr: Related) -> str:
        """A subquery over the related rows."""
        tables = self.aliases.enter(expr)
        calls = [f".select({self._asked(expr)})", *self._filters(expr.on)]
        calls += self._filters(expr.where) if expr.where is not None else []
        start = tables[0] if len(tables) == 1 else f"[{', '.join(tables)}]"
        rows = f"eb.selectFrom({start}){''.join(calls)}"
        return f"eb.exists({rows})" if expr.function == "exists" else rows

    def _asked(self, expr: Related) -> str:
        """What is computed of the related rows."""
        if expr.function == "count":
            return f"(eb) => eb.fn.countAll<{self.codecs.stored_type(expr.type)}>().as('count')"
        if expr.value is None:
            return self.aliases.key(expr)
        if expr.function == "sum":
            name = self._imports.name("src/core/functions.ts", "sqlSum")
            codec = self.codecs.codec((unit(expr.value) if is_decimal(expr.value) else None) or expr.type)
            return self.callback(f"{name}({self._value(expr.value)}, {codec}).as('sum')")
        if expr.function in ("min", "max"):
            return f"(eb) => eb.fn.{expr.function}({self._left(expr.value)}).as('{expr.function}')"
        if isinstance(expr.value, ColumnValue):
            return self.aliases.place(expr.value)
        return self.callback(self.shown(expr.value, "value", present=isinstance(expr.value, Related)))

    def _sql(self, kind: str) -> str:
        self._imports.add("kysely", "sql")
        if kind == "SqlBool":
            self._imports.type("kysely", kind)
        return f"sql<{kind}>"

    def _never_null(self, expr: Expr) -> bool:
        if isinstance(expr, Argument):
            return expr.name in self._present
        return not self._nullable(expr)

    def _nullable(self, expr: Expr) -> bool:
        return may_be_null(expr, self._leaf_nullable)

    def _leaf_nullable(self, leaf: Expr) -> bool:
        match leaf:
            case ColumnValue():
                return self.aliases.nullable(leaf)
            case Related(function=function):
                return function not in ("exists", "count", "sum")
            case Argument(name):
                return name not in self._present
        return True
