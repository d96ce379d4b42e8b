"""Random conditions over one table, and rows for it."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tools.blueprint.names import Namer
from tools.blueprint.plan.expr import Call, ColumnValue, Expr, Literal
from tools.blueprint.plan.table import Column, Table
from tools.blueprint.plan.values import ValueType
from tools.packs import registry

BOOL, INT, TEXT = ValueType("bool"), ValueType("int64"), ValueType("text")
DECIMAL = ValueType("decimal", precision=38, scale=18)
INT32 = ValueType("int32", minimum=Decimal(-100), maximum=Decimal(100))
PRICE, FINE = ValueType("decimal", precision=6, scale=2), ValueType("decimal", precision=8, scale=4)
DATE, DATETIME, FLOAT = ValueType("date"), ValueType("datetime"), ValueType("float")

COLUMNS: dict[str, tuple[ValueType, bool]] = {
    "whole": (INT32, False),
    "part": (INT32, True),
    "price": (PRICE, False),
    "fine": (FINE, True),
    "flag": (BOOL, False),
    "mark": (BOOL, True),
    "name": (TEXT, False),
    "note": (TEXT, True),
    "day": (DATE, False),
    "end": (DATE, True),
    "moment": (DATETIME, True),
    "ratio": (FLOAT, True),
    "share": (FLOAT, False),
}
"""Type and whether it may be null."""

_TEXTS = st.sampled_from(("", "a", "ab", "B", "bA", "é", "%", "_", "it's"))
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "whole": st.integers(-3, 6),
    "part": st.integers(-3, 6),
    "price": st.sampled_from(("0.00", "1.00", "1.25", "-2.50", "6.00")),
    "fine": st.sampled_from(("0.0000", "1.0000", "1.2500", "1.2505", "-2.5000")),
    "flag": st.booleans(),
    "mark": st.booleans(),
    "name": _TEXTS,
    "note": _TEXTS,
    "day": st.sampled_from(("2026-01-01", "2026-06-30", "0001-01-01")),
    "end": st.sampled_from(("2026-01-01", "2026-06-30", "9999-12-31")),
    "moment": st.sampled_from(("2026-01-01T00:00:00.000Z", "2026-06-30T12:00:00.500Z")),
    "ratio": st.sampled_from((0.5, 1.0, -2.25)),
    "share": st.sampled_from((0.5, 1.0, -2.25)),
}


def table(datastore: str) -> Table:
    namer, pack = Namer(frozenset(), frozenset(), "snake"), registry.datastore(datastore)
    columns = tuple(
        Column(namer.name(name), name, kind, pack.column_type(kind, None), nullable)
        for name, (kind, nullable) in COLUMNS.items()
    )
    return Table(namer.name("thing"), "things", "entity", columns, ("whole",))


ROWS = st.fixed_dictionaries(
    {name: (st.none() | values if COLUMNS[name][1] else values) for name, values in _VALUES.items()}
)


def _column(*names: str) -> st.SearchStrategy[Expr]:
    return st.sampled_from(names).map(lambda name: ColumnValue(name, COLUMNS[name][0]))


_TEXT_OPERANDS = st.one_of(
    _column("name", "note"),
    _TEXTS.map(lambda text: Literal(text, TEXT)),
    _column("name", "note").map(lambda operand: Call("lower", (operand,), TEXT)),
)
_INTS = st.one_of(
    _column("whole", "part"),
    st.integers(-3, 6).map(lambda value: Literal(value, INT)),
    _column("name", "note").map(lambda operand: Call("size", (operand,), INT)),
)
_DECIMALS = st.one_of(
    _column("price", "fine"),
    st.sampled_from(("0.5", "1.25", "1.2505", "-2.5", "1.003", "6")).map(lambda text: Literal(Decimal(text), DECIMAL)),
)


def _numeric(function: str, left: Expr, right: Expr) -> Expr:
    kinds = {operand.type.kind for operand in (left, right) if operand.type is not None}
    return Call(function, (left, right), DECIMAL if "decimal" in kinds else INT)


def _numbers(conditions: st.SearchStrategy[Expr], *, whole: bool) -> st.SearchStrategy[Expr]:
    base = _INTS if whole else st.one_of(_INTS, _DECIMALS)
    functions = ("add", "sub", "mul", "div", "mod") if whole else ("add", "sub", "mul")
    return st.one_of(
        base,
        st.builds(_numeric, st.sampled_from(functions), base, base),
        base.map(lambda operand: Call("neg", (operand,), operand.type or INT)),
        st.builds(lambda test, then, other: Call("if", (test, then, other), INT), conditions, _INTS, _INTS),
    )


def _test(functions: tuple[str, ...], operands: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    return st.builds(
        lambda function, left, right: Call(function, (left, right), BOOL),
        st.sampled_from(functions),
        operands,
        operands,
    )


def _in(operands: st.SearchStrategy[Expr], values: st.SearchStrategy[Any], kind: ValueType) -> st.SearchStrategy[Expr]:
    return st.builds(
        lambda operand, items: Call("in", (operand, Literal(tuple(items), ValueType("array", items=kind))), BOOL),
        operands,
        st.lists(st.none() | values, min_size=1, max_size=3),
    )


_ORDER = ("lt", "le", "gt", "ge")
_EQUAL = ("eq", "ne")


def _leaves(conditions: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    return st.one_of(
        _test(_ORDER + _EQUAL, _numbers(conditions, whole=True)),
        _test(_ORDER + _EQUAL, _numbers(conditions, whole=False)),
        _test(_ORDER + _EQUAL, _TEXT_OPERANDS),
        _test(_ORDER + _EQUAL, _column("day", "end")),
        _test(_ORDER + _EQUAL, _column("ratio", "share")),
        _test(_EQUAL, _column("flag", "mark") | st.booleans().map(lambda value: Literal(value, BOOL))),
        _test(_EQUAL, conditions),
        _test(("contains", "starts_with", "ends_with"), _TEXT_OPERANDS),
        _in(_column("whole", "part"), st.integers(-3, 6), INT),
        _in(_column("price", "fine"), st.sampled_from((Decimal("1.25"), Decimal("1.003"))), DECIMAL),
        _in(_column("name", "note"), _TEXTS, TEXT),
        st.builds(
            lambda function, operand: Call(function, (operand,), BOOL),
            st.sampled_from(("is_null", "not_null")),
            _column(*COLUMNS),
        ),
    )


CONDITIONS: st.SearchStrategy[Expr] = st.recursive(
    _column("flag", "mark") | st.booleans().map(lambda value: Literal(value, BOOL)),
    lambda inner: st.one_of(
        _leaves(inner),
        st.builds(
            lambda function, args: Call(function, tuple(args), BOOL),
            st.sampled_from(("and", "or")),
            st.lists(inner, min_size=2, max_size=3),
        ),
        inner.map(lambda operand: Call("not", (operand,), BOOL)),
        st.builds(lambda test, then, other: Call("if", (test, then, other), BOOL), inner, inner, inner),
    ),
    max_leaves=6,
)
