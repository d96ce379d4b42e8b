"""Columns hold every value of their type, exactly, and none beyond it: on the real engines."""

import json
from collections.abc import Iterator
from datetime import UTC
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tools.blueprint.lower.types import value_type
from tools.blueprint.model import AttributeType, Constrained
from tools.blueprint.plan.values import Default, ValueType
from tools.blueprint.samples import invalid, valid_edges
from tools.errors import BadInput, CheckFailed
from tools.packs import registry
from tools.packs.datastores.dialect import SqlDialect
from tools.validators.engines.engine import Database, Engine

DATASTORES = ("postgresql", "sqlite")

TYPES = {
    "string": value_type(Constrained(type=AttributeType.STRING, min_length=2, max_length=7)),
    "text": value_type(Constrained(type=AttributeType.TEXT, min_length=1, max_length=50)),
    "int32": value_type(Constrained(type=AttributeType.INT32)),
    "int32_bounded": value_type(Constrained(type=AttributeType.INT32, minimum=Decimal(-5), maximum=Decimal(5))),
    "int64": value_type(Constrained(type=AttributeType.INT64)),
    "decimal": value_type(Constrained(type=AttributeType.DECIMAL, precision=18, scale=4)),
    "decimal_whole": value_type(Constrained(type=AttributeType.DECIMAL, precision=5, scale=0)),
    "decimal_bounded": value_type(
        Constrained(type=AttributeType.DECIMAL, precision=6, scale=2, minimum=Decimal("0.005"), maximum=Decimal("9.99"))
    ),
    "float": value_type(Constrained(type=AttributeType.FLOAT)),
    "float_bounded": value_type(Constrained(type=AttributeType.FLOAT, minimum=Decimal("0.1"), maximum=Decimal(1))),
    "bool": value_type(Constrained(type=AttributeType.BOOL)),
    "uuid": value_type(Constrained(type=AttributeType.UUID)),
    "date": value_type(Constrained(type=AttributeType.DATE)),
    "datetime": value_type(Constrained(type=AttributeType.DATETIME)),
    "json": value_type(Constrained(type=AttributeType.JSON)),
    "binary": value_type(Constrained(type=AttributeType.BINARY, min_length=1, max_length=4)),
    "enum": value_type(Constrained(type=AttributeType.ENUM, values=("a", "it's", 'b"b', "ü\\"))),
    "email": value_type(Constrained(type=AttributeType.EMAIL)),
    "url": value_type(Constrained(type=AttributeType.URL)),
    "array": value_type(Constrained(type=AttributeType.ARRAY, items=AttributeType.STRING, max_items=3)),
}

# Held by the API alone: patterns differ between engines, items of arrays are inside a document.
API_ONLY = frozenset({"pattern", "format", "type"})


def create(dialect: SqlDialect, datastore: str, kind: ValueType) -> str:
    sql_type = registry.datastore(datastore).column_type(kind, None)
    checks = "".join(f", CHECK ({domain.condition})" for domain in dialect.domain('"c"', kind))
    return f'CREATE TABLE "t" ("n" INTEGER, "c" {sql_type}{checks}){dialect.table_suffix}'


def dialect_of(datastore: str) -> SqlDialect:
    return registry.datastore(datastore).sql  # type: ignore[attr-defined,no-any-return]


@pytest.fixture(scope="module", params=DATASTORES)
def store(request: pytest.FixtureRequest) -> tuple[str, Engine]:
    return request.param, request.getfixturevalue(request.param)


@pytest.fixture
def database(store: tuple[str, Engine]) -> Iterator[Database]:
    with store[1].database() as opened:
        yield opened


@pytest.mark.parametrize("name", TYPES)
def test_every_value_on_the_bounds_is_kept_exactly(store: tuple[str, Engine], database: Database, name: str) -> None:
    datastore, engine = store
    dialect, kind = dialect_of(datastore), TYPES[name]
    values = valid_edges(kind)
    literals = [dialect.value(value, kind) for value in values]
    rows = ", ".join(f"({number}, {literal})" for number, literal in enumerate(literals))
    # What was stored is compared inside the engine, with the literal in a column of the same type.
    same = " UNION ALL ".join(
        f'SELECT count(*) FROM "t" WHERE "n" = {number} AND "c" = {literal}' for number, literal in enumerate(literals)
    )
    found = engine.execute(
        create(dialect, datastore, kind), f'INSERT INTO "t" VALUES {rows}, (-1, NULL)', same, database=database
    )
    assert found == [["1"]] * len(values)


@pytest.mark.parametrize("name", TYPES)
def test_values_beyond_the_type_are_refused(store: tuple[str, Engine], database: Database, name: str) -> None:
    datastore, engine = store
    dialect, kind = dialect_of(datastore), TYPES[name]
    engine.execute(create(dialect, datastore, kind), database=database)
    for value, code in invalid(kind):
        if code in API_ONLY or (kind.kind == "json" and code == "max_length"):
            continue
        try:
            literal = dialect.value(value, kind)
        except BadInput:
            continue
        with pytest.raises(CheckFailed):
            engine.execute(f'INSERT INTO "t" VALUES (0, {literal})', database=database)


@pytest.mark.parametrize(
    ("datastore", "name", "literal"),
    [
        ("postgresql", "float", "'NaN'"),
        ("postgresql", "float", "'Infinity'"),
        ("postgresql", "date", "'infinity'"),
        ("postgresql", "date", "'0001-01-01 BC'"),
        ("postgresql", "datetime", "'infinity'"),
        ("postgresql", "json", "'5'"),
        ("postgresql", "array", "'{}'"),
        ("postgresql", "array", "'[1,2,3,4]'"),
        ("sqlite", "float", "9e999"),
        ("sqlite", "float", "'x'"),
        ("sqlite", "bool", "2"),
        ("sqlite", "int32", "2147483648"),
        ("sqlite", "int32", "1.5"),
        ("sqlite", "decimal", "1.5"),
        ("sqlite", "decimal", "1000000000000000000"),
        ("sqlite", "uuid", "'019B78C9-0A80-7C82-8F99-05898A39D4B0'"),
        ("sqlite", "uuid", "'x'"),
        ("sqlite", "date", "'2026-02-30'"),
        ("sqlite", "date", "'2026-2-3'"),
        ("sqlite", "date", "'0000-01-01'"),
        ("sqlite", "date", "'now'"),
        ("sqlite", "datetime", "'2026-01-01T00:00:00Z'"),
        ("sqlite", "datetime", "'2026-01-01T24:00:00.000Z'"),
        ("sqlite", "datetime", "'2026-01-01T00:00:00.000+01:00'"),
        ("sqlite", "json", "'{'"),
        ("sqlite", "json", "'5'"),
        ("sqlite", "array", "'{}'"),
        ("sqlite", "array", "'[1,2,3,4]'"),
        ("sqlite", "binary", "'abc'"),
    ],
)
def test_forms_that_only_a_store_could_hold_are_refused(
    request: pytest.FixtureRequest, datastore: str, name: str, literal: str
) -> None:
    engine: Engine = request.getfixturevalue(datastore)
    dialect, kind = dialect_of(datastore), TYPES[name]
    with engine.database() as database:
        engine.execute(create(dialect, datastore, kind), database=database)
        with pytest.raises(CheckFailed):
            engine.execute(f'INSERT INTO "t" VALUES (0, {literal})', database=database)


@pytest.mark.parametrize(("name", "text"), [("date", "0300-03-01"), ("datetime", "0300-03-01T23:59:59.999Z")])
def test_the_day_that_the_calendar_of_sqlite_gets_wrong(sqlite: Engine, name: str, text: str) -> None:
    """Of all days from year 1 to 9999 it normalises this one to another; the day before is none."""
    with sqlite.database() as database:
        sqlite.execute(create(dialect_of("sqlite"), "sqlite", TYPES[name]), database=database)
        sqlite.execute(f"""INSERT INTO "t" VALUES (0, '{text}')""", database=database)
        with pytest.raises(CheckFailed):
            sqlite.execute(f"""INSERT INTO "t" VALUES (0, '{text.replace("03-01", "02-29")}')""", database=database)


MOMENTS = st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.isoformat())


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(st.lists(MOMENTS, min_size=60, max_size=120))
def test_every_moment_passes_its_own_check(sqlite: Engine, moments: list[str]) -> None:
    """Milliseconds must survive the engine's own calendar in all of its ten thousand years."""
    dialect, kind = dialect_of("sqlite"), TYPES["datetime"]
    rows = ", ".join(f"(0, {dialect.value(moment, kind)})" for moment in moments)
    with sqlite.database() as database:
        engine_rows = sqlite.execute(
            create(dialect, "sqlite", kind),
            f'INSERT INTO "t" VALUES {rows}',
            'SELECT count(*) FROM "t"',
            database=database,
        )
    assert engine_rows == [[str(len(moments))]]


def test_texts_compare_by_code_point(store: tuple[str, Engine], database: Database) -> None:
    datastore, engine = store
    dialect, kind = dialect_of(datastore), TYPES["text"]
    texts = ["é", "Z", "a", "\U0001f600", "z", "\uffee", "B", "b", "_"]
    rows = ", ".join(f"({number}, {dialect.value(text, kind)})" for number, text in enumerate(texts))
    order = 'SELECT "n" FROM "t" ORDER BY "c"'
    found = engine.execute(create(dialect, datastore, kind), f'INSERT INTO "t" VALUES {rows}', order, database=database)
    assert [texts[int(row[0])] for row in found] == sorted(texts)


def test_now_is_a_moment_in_milliseconds_that_lies_not_ahead(store: tuple[str, Engine], database: Database) -> None:
    datastore, engine = store
    dialect, kind = dialect_of(datastore), TYPES["datetime"]
    made = create(dialect, datastore, kind)
    now = dialect.default(Default(now=True), kind)
    old = dialect.older_than('"c"', 30)
    (found,) = engine.execute(
        made,
        f'ALTER TABLE "t" ADD COLUMN "d" {registry.datastore(datastore).column_type(kind, None)}',
        f'INSERT INTO "t" VALUES (1, {now}, {dialect.value("2000-01-01T00:00:00Z", kind)})',
        f'SELECT count(*) FROM "t" WHERE "c" <= {now} AND NOT ({old}) AND {old.replace(chr(34) + "c", chr(34) + "d")}',
        database=database,
    )
    assert found == ["1"]


def test_documents_keep_their_content(store: tuple[str, Engine], database: Database) -> None:
    datastore, engine = store
    dialect, kind = dialect_of(datastore), TYPES["json"]
    value = {"a": [1, 2.5, None, True, "it's \\ \" 💥"], "": {}}
    found = engine.execute(
        create(dialect, datastore, kind),
        f'INSERT INTO "t" VALUES (1, {dialect.value(value, kind)})',
        'SELECT "c" FROM "t"',
        database=database,
    )
    assert json.loads(found[0][0]) == value


@pytest.mark.parametrize("datastore", DATASTORES)
def test_documents_with_nul_are_refused(datastore: str) -> None:
    with pytest.raises(BadInput):
        dialect_of(datastore).value({"a": ["b\x00"]}, TYPES["json"])
