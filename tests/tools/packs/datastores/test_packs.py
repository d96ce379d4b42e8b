"""What the datastore packs give to an output."""

from decimal import Decimal

import pytest

from tests.tools.database_designer.plans import example_plan
from tools.blueprint.plan.values import ValueType
from tools.packs import registry

KINDS = {
    "string": ValueType("string", max_length=7),
    "text": ValueType("text", max_length=7),
    "int32": ValueType("int32"),
    "int64": ValueType("int64"),
    "decimal": ValueType("decimal", precision=10, scale=2, minimum=Decimal(0)),
    "float": ValueType("float"),
    "bool": ValueType("bool"),
    "uuid": ValueType("uuid"),
    "date": ValueType("date"),
    "datetime": ValueType("datetime"),
    "json": ValueType("json"),
    "binary": ValueType("binary", max_length=7),
    "enum": ValueType("enum", values=("a",)),
    "email": ValueType("email", max_length=254),
    "url": ValueType("url", max_length=2048),
    "array": ValueType("array", items=ValueType("uuid"), max_items=3),
}

POSTGRESQL = {
    "string": 'VARCHAR(7) COLLATE "C"',
    "text": 'TEXT COLLATE "C"',
    "int32": "INTEGER",
    "int64": "BIGINT",
    "decimal": "NUMERIC(10, 2)",
    "float": "DOUBLE PRECISION",
    "bool": "BOOLEAN",
    "uuid": "UUID",
    "date": "DATE",
    "datetime": "TIMESTAMPTZ(3)",
    "json": "JSONB",
    "binary": "BYTEA",
    "enum": 'TEXT COLLATE "C"',
    "email": 'VARCHAR(254) COLLATE "C"',
    "url": 'VARCHAR(2048) COLLATE "C"',
    "array": "JSONB",
}
SQLITE = {
    **dict.fromkeys(KINDS, "TEXT"),
    **dict.fromkeys(("int32", "int64", "decimal", "bool"), "INTEGER"),
    "float": "REAL",
    "binary": "BLOB",
}


@pytest.mark.parametrize(("datastore", "expected"), [("postgresql", POSTGRESQL), ("sqlite", SQLITE)])
def test_every_kind_of_value_has_its_type(datastore: str, expected: dict[str, str]) -> None:
    pack = registry.datastore(datastore)
    assert {name: pack.column_type(kind, None) for name, kind in KINDS.items()} == expected


def test_a_server_comes_with_its_service_and_a_health_check() -> None:
    given = registry.datastore("postgresql").contribute(example_plan("library", "postgresql"))
    (service,) = given.services
    image, _, tag = service.image.partition(":")
    assert image == "postgres"
    assert tag[0].isdigit(), "a pinned version"
    assert "pg_isready" in service.healthcheck
    assert service.environment["POSTGRES_PASSWORD"].startswith("${POSTGRES_PASSWORD:?"), "no password by default"
    assert {variable.name: variable.required for variable in given.env}["DATABASE_URL"]


def test_a_file_needs_no_service() -> None:
    given = registry.datastore("sqlite").contribute(example_plan("library", "sqlite"))
    assert given.services == ()
    (variable,) = given.env
    assert (variable.name, variable.example) == ("DATABASE_URL", "sqlite:////data/library.db")


@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
def test_capabilities_tell_whether_there_is_a_server(datastore: str) -> None:
    pack = registry.datastore(datastore)
    assert ("server" in pack.capabilities) == bool(pack.contribute(example_plan("notes", datastore)).services)
    assert {"transactions", "partial_indexes", "returning"} <= pack.capabilities
