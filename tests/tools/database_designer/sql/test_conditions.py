"""Conditions in SQL answer as the expression's own semantics do, on the real engines."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tools.database_designer.sql.expressions import (
    BOOL,
    CONDITIONS,
    DATE,
    DATETIME,
    DECIMAL,
    INT,
    ROWS,
    TEXT,
    table,
)
from tools.blueprint.plan.expr import Argument, Call, ColumnValue, Expr, Literal, ViewerValue
from tools.blueprint.plan.values import ValueType
from tools.database_designer.sql.conditions import condition
from tools.database_migrator.seeds.evaluation import holds
from tools.errors import Unsupported
from tools.packs import registry
from tools.packs.datastores.dialect import SqlDialect
from tools.validators.engines.engine import Database, Engine


def dialect_of(datastore: str) -> SqlDialect:
    return registry.datastore(datastore).sql  # type: ignore[attr-defined,no-any-return]


@pytest.fixture(scope="module", params=["postgresql", "sqlite"])
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def database(engine: Engine) -> Iterator[Database]:
    with engine.database() as opened:
        yield opened


def answers(engine: Engine, database: Database, rows: list[dict[str, Any]], shown: list[str]) -> list[list[str]]:
    """For each row, what each condition says: 1, 0, or null as an empty text."""
    things, dialect = table(engine.id), dialect_of(engine.id)
    columns = ", ".join(f'"{column.physical}" {column.sql_type}' for column in things.columns)
    values = ", ".join(
        f"({number}, {', '.join(dialect.value(row[c.name.snake], c.type) for c in things.columns)})"
        for number, row in enumerate(rows)
    )
    told = ", ".join(f"CASE WHEN {text} THEN 1 WHEN NOT ({text}) THEN 0 END" for text in shown)
    return engine.execute(
        'DROP TABLE IF EXISTS "things"',
        f'CREATE TABLE "things" ("n" INTEGER, {columns}){dialect.table_suffix}',
        f'INSERT INTO "things" VALUES {values}',
        f'SELECT {told} FROM "things" ORDER BY "n"',
        database=database,
    )


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(ROWS, min_size=3, max_size=5), st.lists(CONDITIONS, min_size=10, max_size=25))
def test_every_condition_is_true_or_false_as_its_semantics_say(
    engine: Engine, database: Database, rows: list[dict[str, Any]], conditions: list[Expr]
) -> None:
    things, dialect = table(engine.id), dialect_of(engine.id)
    shown = [condition(that, things, dialect) for that in conditions]
    expected = [["1" if holds(that, row) else "0" for that in conditions] for row in rows]
    found = answers(engine, database, rows, shown)
    differing = [
        (text, row)
        for row, wanted, seen in zip(rows, expected, found, strict=True)
        for text, one, other in zip(shown, wanted, seen, strict=True)
        if one != other
    ]
    assert differing == []


def test_a_null_has_no_ending_not_even_an_empty_one(engine: Engine, database: Database) -> None:
    things, dialect = table(engine.id), dialect_of(engine.id)
    ends = Call("ends_with", (ColumnValue("note", TEXT), ColumnValue("name", TEXT)), BOOL)
    columns = {column.name.snake: None for column in things.columns}
    rows = [{**columns, "name": name, "note": note} for name in ("", "a") for note in (None, "", "ba")]
    shown = [condition(that, things, dialect) for that in (ends, Call("not", (ends,), BOOL))]
    found = answers(engine, database, rows, shown)
    assert [row[0] for row in found] == ["0", "1", "1", "0", "0", "1"]
    assert [row[1] for row in found] == ["1", "0", "0", "1", "1", "0"]


def call(function: str, *args: Expr, kind: ValueType = BOOL) -> Call:
    return Call(function, args, kind)


PART, PRICE = ColumnValue("part", INT), ColumnValue("price", ValueType("decimal", precision=6, scale=2))


@pytest.mark.parametrize(
    ("that", "sql"),
    [
        (call("ge", PART, Literal(1, INT)), '("part" >= 1) IS TRUE'),
        (call("gt", PRICE, Literal(Decimal("1.5"), DECIMAL)), '"price" > 150'),
        (call("gt", PRICE, Literal(Decimal("1.005"), DECIMAL)), '"price" > 100'),
        (call("ge", PRICE, Literal(Decimal("1.005"), DECIMAL)), '"price" >= 101'),
        (call("lt", Literal(Decimal("1.005"), DECIMAL), PRICE), '"price" > 100'),
        (call("eq", PRICE, Literal(Decimal("1.005"), DECIMAL)), "FALSE"),
        (call("gt", PRICE, PART), '("price" > ("part" * 100)) IS TRUE'),
        (call("eq", PART, Literal(None, None)), '"part" IS NULL'),
    ],
)
def test_decimals_are_compared_in_units_where_the_store_counts_them(that: Expr, sql: str) -> None:
    swapped = {'"price" > 100': '100 < "price"'} if isinstance(that, Call) and isinstance(that.args[0], Literal) else {}
    assert condition(that, table("sqlite"), dialect_of("sqlite")) == swapped.get(sql, sql)


@pytest.mark.parametrize(
    "that",
    [
        call("lt", ColumnValue("moment", DATETIME), call("now", kind=DATETIME)),
        call("lt", ColumnValue("day", DATE), call("today", kind=DATE)),
        call("eq", ColumnValue("name", TEXT), Argument("name", TEXT)),
        call("eq", ColumnValue("name", TEXT), ViewerValue("id", TEXT)),
        call("in", ColumnValue("name", TEXT), ColumnValue("note", TEXT)),
    ],
)
@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
def test_what_is_not_of_the_row_is_refused(that: Expr, datastore: str) -> None:
    with pytest.raises(Unsupported, match="check"):
        condition(that, table(datastore), dialect_of(datastore))


def test_a_calculation_that_may_not_fit_is_refused_where_it_would_be_inexact() -> None:
    square = call("mul", PRICE, PRICE, kind=DECIMAL)
    cube = call("gt", call("mul", square, call("mul", square, PRICE, kind=DECIMAL), kind=DECIMAL), PART)
    assert condition(cube, table("postgresql"), dialect_of("postgresql"))
    with pytest.raises(Unsupported, match="digits"):
        condition(cube, table("sqlite"), dialect_of("sqlite"))


def test_dividing_decimals_is_refused_where_units_would_be_cut_off() -> None:
    half = call("gt", call("div", PRICE, Literal(2, INT), kind=DECIMAL), PART)
    assert condition(half, table("postgresql"), dialect_of("postgresql"))
    with pytest.raises(Unsupported, match="Dividing"):
        condition(half, table("sqlite"), dialect_of("sqlite"))
