"""What is quoted comes back, on the real engines."""

import json
import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tools.blueprint.plan.values import ValueType
from tools.database_designer import identifier
from tools.errors import BadInput
from tools.packs.datastores.dialect import SqlDialect
from tools.packs.datastores.postgresql.dialect import PostgresqlDialect
from tools.packs.datastores.sqlite.dialect import SqliteDialect
from tools.validators.engines.engine import Database, Engine

CHARACTERS = st.characters(exclude_characters="\x00", codec="utf-8")
TEXTS = st.text(CHARACTERS)
HOSTILE = [
    "'",
    "''",
    "\\",
    "\\'",
    "'; DROP TABLE x;--",
    "$$",
    "E'\\x'",
    ":name",
    "%s",
    "?",
    "\r\n",
    "\u2028",
    "💥",
    "{}",
]
NAMES = st.text(CHARACTERS, min_size=1, max_size=15)
HOSTILE_NAMES = ['"', '""', 'a"; DROP TABLE x;--', "select", "\\", "ünï", "'", " ", "A"]


@pytest.fixture(scope="module")
def database(postgresql: Engine) -> Iterator[Database]:
    with postgresql.database() as opened:
        yield opened


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXTS, min_size=20, max_size=60))
@example(HOSTILE)
def test_texts_come_back_from_postgresql(postgresql: Engine, database: Database, texts: list[str]) -> None:
    dialect = PostgresqlDialect()
    for setting in ("on", "off"):
        shown = [f"SELECT encode(convert_to({dialect.string(text)}, 'UTF8'), 'hex')" for text in texts]
        query = (
            f"SET standard_conforming_strings = {setting}; SET escape_string_warning = off; {' UNION ALL '.join(shown)}"
        )
        rows = postgresql.execute(query, database=database)
        assert [bytes.fromhex(row[0] if row else "").decode() for row in rows] == texts


@settings(max_examples=100)
@given(TEXTS)
@example("'; DROP TABLE x;--")
@example("\\'")
def test_texts_come_back_from_sqlite(text: str) -> None:
    [(found,)] = sqlite3.connect(":memory:").execute(f"SELECT {SqliteDialect().string(text)}").fetchall()
    assert found == text


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(st.lists(NAMES, min_size=10, max_size=30, unique=True))
@example(HOSTILE_NAMES)
def test_names_come_back_from_postgresql(postgresql: Engine, database: Database, names: list[str]) -> None:
    dialect = PostgresqlDialect()
    columns = ", ".join(f"{number} AS {identifier(name, dialect)}" for number, name in enumerate(names))
    # A column would go before the row if it had the row's name.
    whole = next(alias for alias in ("t", "u", "whole_row") if alias not in names)
    (row,) = postgresql.execute(
        f"SELECT encode(convert_to(to_json({whole})::text, 'UTF8'), 'hex') FROM (SELECT {columns}) {whole}",
        database=database,
    )
    assert json.loads(bytes.fromhex(row[0])) == {name: number for number, name in enumerate(names)}


@settings(max_examples=100)
@given(NAMES)
@example('a"; DROP TABLE x;--')
def test_names_come_back_from_sqlite(name: str) -> None:
    connection = sqlite3.connect(":memory:")
    quoted = identifier(name, SqliteDialect())
    connection.execute(f"CREATE TABLE t ({quoted} TEXT, CONSTRAINT {quoted} CHECK ({quoted} IS NULL)) STRICT")
    assert connection.execute("SELECT name FROM pragma_table_info('t')").fetchall() == [(name,)]


@pytest.mark.parametrize("dialect", [PostgresqlDialect(), SqliteDialect()], ids=["postgresql", "sqlite"])
@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "x\udfffy"])
def test_what_no_store_holds_is_refused(dialect: SqlDialect, text: str) -> None:
    with pytest.raises(BadInput):
        dialect.string(text)


@pytest.mark.parametrize("name", ["", "a\x00", "n" * 64, "ü" * 32])
def test_names_that_a_store_would_cut_or_refuse_are_refused(name: str) -> None:
    with pytest.raises(BadInput, match="cannot be a name"):
        identifier(name, PostgresqlDialect())


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (ValueType("int32"), "1"),
        (ValueType("int64"), True),
        (ValueType("decimal", precision=5, scale=2), "x"),
        (ValueType("decimal", precision=5, scale=2), "NaN"),
        (ValueType("float"), float("inf")),
        (ValueType("bool"), 1),
        (ValueType("uuid"), "not-a-uuid"),
        (ValueType("date"), "2026-02-30"),
        (ValueType("datetime"), "2026-01-01T00:00:00"),
        (ValueType("binary"), "***"),
        (ValueType("string"), 5),
    ],
)
@pytest.mark.parametrize("dialect", [PostgresqlDialect(), SqliteDialect()], ids=["postgresql", "sqlite"])
def test_values_of_another_kind_are_refused(dialect: SqlDialect, kind: ValueType, value: object) -> None:
    with pytest.raises(BadInput):
        dialect.value(value, kind)


def test_a_decimal_that_does_not_fit_its_scale_is_refused_where_it_would_be_rounded() -> None:
    with pytest.raises(BadInput, match="more than 2 digits"):
        SqliteDialect().value("1.005", ValueType("decimal", precision=5, scale=2))
