"""What expressions of an operation may name, and the split between host and store."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from tools.blueprint.cel import Scope
from tools.blueprint.cel.functions import OF_HOST
from tools.blueprint.lower.relations import Relations, TableRow
from tools.blueprint.names import numbered
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
from tools.blueprint.plan.nullness import may_be_null
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import Condition, Parameter
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import Member, ValueType
from tools.errors import BadInput

BOOL = ValueType("bool")
ROOTS = frozenset({"false", "in", "input", "null", "row", "true", "viewer"})
"""What expressions know by themselves; no step may bind these names."""

BOUND = "bound:"
"""Begins what columns of a bound row belong to while an expression is compiled."""


def row_scope(table: Table) -> Scope:
    """Scope of a check: the columns of one row."""
    return Scope({"row": _columns(table)})


@dataclass(slots=True)
class OperationScope:
    """Grows while steps are lowered: inputs, the caller, and what steps have bound."""

    inputs: Mapping[str, Field]
    viewer: Mapping[str, ViewerValue]
    """The caller's values by name; empty for a public operation."""
    rows: dict[str, Table] = field(default_factory=dict)
    values: dict[str, ValueType | None] = field(default_factory=dict)
    members: dict[str, Mapping[str, ValueType]] = field(default_factory=dict)
    """Bound name → what it holds, of what is no row."""
    absent: set[str] = field(default_factory=set)
    """Members that may be null: `charge.receipt`."""
    sure: set[str] = field(default_factory=set)
    """Names of values that are never null."""
    items: dict[str, Mapping[str, Member]] = field(default_factory=dict)
    """Members of the objects of a list, by what a loop calls the one at hand."""
    taken: set[str] = field(default_factory=set)
    """Names that a step has bound anywhere in the operation."""
    path: str = ""
    """Place of the operation, for errors."""
    relations: Relations | None = None
    """Where the relationships of a queried row lead; none where they may not be followed."""

    def bind_row(self, name: str, table: Table) -> None:
        self._claim(name)
        self.rows[name] = table

    def bind_value(self, name: str, type: ValueType | None, *, nullable: bool) -> None:
        self._claim(name)
        self.values[name] = type
        if not nullable:
            self.sure.add(name)

    def is_nullable(self, value: Expr) -> bool:
        """Whether a host value may be null."""
        return may_be_null(value, self._may_lack)

    def _may_lack(self, value: Expr) -> bool:
        match value:
            case InputValue(name=name):
                sent = self.inputs[name]
                return sent.nullable or (not sent.required and sent.default is None)
            case BoundValue(bind=bind, column=str(column)) if bind in self.members:
                return f"{bind}.{column}" in self.absent
            case BoundValue(bind=bind, column=str(column)):
                return self.rows[bind].column(column).nullable
            case BoundValue(bind=bind):
                return bind in self.values and bind not in self.sure
            case ViewerValue(nullable=absent):
                return absent
        return False

    def bind_members(self, name: str, members: Mapping[str, ValueType], absent: Iterable[str] = ()) -> None:
        """Binds what is no row, and has members; `absent`: those that may be null."""
        self._claim(name)
        self.members[name] = members
        self.absent.update(f"{name}.{member}" for member in absent)

    def bind_item(self, name: str, members: Iterable[Member]) -> None:
        """Binds the object at hand of a list that was sent."""
        self.items[name] = {member.name.snake: member for member in members}
        found = self.items[name].items()
        types = {member: known.type for member, known in found}
        lacking = [member for member, known in found if known.nullable or not (known.required or known.default)]
        self.bind_members(name, types, lacking)

    def offered(self, source: str | None) -> Mapping[str, Member]:
        """What `accept` may take: the inputs, or the members of an item. Raises BadInput where there is no such one."""
        if source is None:
            return self.inputs
        if source not in self.items:
            raise BadInput(
                f"`from` names `{source}`, which is no item of a list of objects.",
                hint="Name what an `each` over an input with `fields` calls its item.",
                path=self.path,
            )
        return self.items[source]

    def _claim(self, name: str) -> None:
        if name in ROOTS or name in self.taken:
            raise BadInput(
                f"`{name}` is bound by two steps, or is a word of the expressions.",
                hint="Let each step bind a name of its own.",
                path=self.path,
            )
        self.taken.add(name)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """What steps bind meanwhile is not known afterwards."""
        rows, values, members, items = dict(self.rows), dict(self.values), dict(self.members), dict(self.items)
        yield
        self.rows, self.values, self.members, self.items = rows, values, members, items

    def scope(self, row: Table | None = None) -> Scope:
        """The CEL scope; `row` is the table that a store call is about."""
        roots: dict[str, Callable[[str | None], Expr]] = {"input": self._input}
        if self.viewer:
            roots["viewer"] = self._viewer
        for name, table in self.rows.items():
            roots[name] = self._bound(name, table)
        for name in self.values:
            roots[name] = self._value(name)
        for name in self.members:
            roots[name] = self._member(name)
        if row is not None:
            roots["row"] = _columns(row)
        if self.relations is None:
            return Scope(roots)
        rows = {name: TableRow(self.relations, table, f"{BOUND}{name}") for name, table in self.rows.items()}
        return Scope(roots, rows if row is None else {**rows, "row": TableRow(self.relations, row)})

    def free(self, name: str) -> str:
        """The name, or one like it, that nothing is bound to yet."""
        return next(item for item in numbered(name) if item not in self.taken)

    def _input(self, member: str | None) -> Expr:
        if member is None:
            raise KeyError("input")
        return InputValue(member, self.inputs[member].type)

    def _viewer(self, member: str | None) -> Expr:
        if member is None:
            raise KeyError("viewer")
        return self.viewer[member]

    def _bound(self, name: str, table: Table) -> Callable[[str | None], Expr]:
        def resolve(member: str | None) -> Expr:
            if member is None:
                return BoundValue(name, None, None)
            return BoundValue(name, member, table.column(member).type)

        return resolve

    def _value(self, name: str) -> Callable[[str | None], Expr]:
        def resolve(member: str | None) -> Expr:
            if member is not None:
                raise KeyError(member)
            return BoundValue(name, None, self.values[name])

        return resolve

    def _member(self, name: str) -> Callable[[str | None], Expr]:
        def resolve(member: str | None) -> Expr:
            if member is None:
                raise KeyError(name)
            return BoundValue(name, member, self.members[name][member])

        return resolve


class Parameters:
    """Collects the parameters of one store call: host values leave the predicate and become arguments."""

    def __init__(self) -> None:
        self._by_value: dict[Expr, Parameter] = {}

    def argument(self, value: Expr, name: str | None = None) -> Argument:
        """The argument that carries a host value."""
        if value not in self._by_value:
            assert value.type is not None
            taken = {parameter.name for parameter in self._by_value.values()}
            unique = next(item for item in numbered(name or _suggest(value)) if item not in taken)
            absent = isinstance(value, ViewerValue) and value.nullable
            self._by_value[value] = Parameter(unique, value.type, value, absent)
        parameter = self._by_value[value]
        return Argument(parameter.name, parameter.type)

    def conditions(self, predicate: Expr) -> tuple[Condition, ...]:
        """The conjuncts of a predicate; `a || host` becomes `a`, lifted when the host condition holds."""
        parts = predicate.args if isinstance(predicate, Call) and predicate.function == "and" else (predicate,)
        return tuple(self._condition(part) for part in parts)

    def _condition(self, part: Expr) -> Condition:
        if isinstance(part, Call) and part.function == "or":
            host = [arg for arg in part.args if not touches_row(arg)]
            store = [arg for arg in part.args if touches_row(arg)]
            if host and store:
                lifted = host[0] if len(host) == 1 else Call("or", tuple(host), BOOL)
                kept = store[0] if len(store) == 1 else Call("or", tuple(store), BOOL)
                return Condition(self.store(kept), unless=self.argument(lifted, "unrestricted").name)
        return Condition(self.store(part))

    def store(self, expr: Expr) -> Expr:
        """The expression for the store: every largest part without a column becomes an argument."""
        if isinstance(expr, Literal | ColumnValue | Argument):
            return expr
        if not touches_row(expr) and not _plain_call(expr):
            return self.argument(expr)
        if isinstance(expr, Call):
            return replace(expr, args=tuple(self.store(arg) for arg in expr.args))
        if isinstance(expr, Related):
            where = self.store(expr.where) if expr.where is not None else None
            value = self.store(expr.value) if expr.value is not None else None
            return replace(expr, where=where, value=value)
        return self.argument(expr)

    @property
    def all(self) -> tuple[Parameter, ...]:
        return tuple(self._by_value.values())


def touches_row(expr: Expr) -> bool:
    """Whether a column of the queried row, or of rows related to it, stands in the expression."""
    if isinstance(expr, ColumnValue | Related):
        return True
    return isinstance(expr, Call) and any(touches_row(arg) for arg in expr.args)


def _plain_call(expr: Expr) -> bool:
    """A constant call that a store can compute itself is left alone only when it holds no host value."""
    return (
        isinstance(expr, Call)
        and expr.function not in ("now", "today", "random_uuid", *OF_HOST)
        and all(isinstance(arg, Literal) for arg in expr.args)
    )


def _suggest(value: Expr) -> str:
    if isinstance(value, InputValue):
        return value.name
    if isinstance(value, ViewerValue):
        return f"viewer_{value.column}"
    if isinstance(value, BoundValue):
        return f"{value.bind}_{value.column}" if value.column else value.bind
    if isinstance(value, Call) and value.function in ("now", "today"):
        return value.function
    return "value"


def _columns(table: Table) -> Callable[[str | None], Expr]:
    def resolve(member: str | None) -> Expr:
        if member is None:
            raise KeyError("row")
        return ColumnValue(member, table.column(member).type)

    return resolve
