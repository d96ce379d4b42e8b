import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.errors import AgentError, CheckFailed
from tools.validators.engines.postgresql import PostgresqlEngine
from tools.validators.engines.postgresql_files import programs


@pytest.fixture(scope="module")
def engine() -> Iterator[PostgresqlEngine]:
    with PostgresqlEngine(log_statements=True) as opened:
        yield opened


def test_a_fresh_database_is_empty_and_belongs_to_its_role(engine: PostgresqlEngine) -> None:
    with engine.database() as database:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        rows = engine.execute("SELECT current_user, current_database()", tables, database=database)
        assert rows == [[database.user, database.name], ["0"]]
        assert engine.execute(
            "CREATE TABLE x (y int)", "INSERT INTO x VALUES (7)", "SELECT y FROM x", database=database
        ) == [["7"]]


def test_its_role_is_an_ordinary_one(engine: PostgresqlEngine) -> None:
    with engine.database() as database:
        for forbidden in ("CREATE ROLE intruder", "COPY (SELECT 1) TO PROGRAM 'true'"):
            with pytest.raises(AgentError, match="psql failed"):
                engine.execute(forbidden, database=database)


def test_a_database_is_gone_afterwards_even_while_it_is_used(engine: PostgresqlEngine) -> None:
    with engine.database() as database, socket.create_connection((database.host, database.port)):
        pass
    assert engine.execute(f"SELECT 1 FROM pg_database WHERE datname = '{database.name}'") == []
    assert engine.execute(f"SELECT 1 FROM pg_roles WHERE rolname = '{database.name}'") == []


def test_nobody_gets_in_without_the_password(engine: PostgresqlEngine) -> None:
    with engine.database() as database:
        stranger = type(database)(**{**fields(database), "password": "wrong"})
        with pytest.raises(CheckFailed, match="psql failed") as caught:
            engine.execute("SELECT 1", database=stranger)
        assert "password authentication failed" in caught.value.hint


def fields(database: object) -> dict[str, object]:
    return {name: getattr(database, name) for name in database.__slots__}  # type: ignore[attr-defined]


def test_data_and_port_outlast_a_restart(engine: PostgresqlEngine) -> None:
    with engine.database() as database:
        engine.execute("CREATE TABLE x (y int)", "INSERT INTO x VALUES (1)", database=database)
        engine.stop()
        with pytest.raises(AgentError):
            engine.execute("SELECT y FROM x", database=database)
        engine.start()
        assert engine.execute("SELECT y FROM x", database=database) == [["1"]]


def test_the_statements_of_each_database_are_told_apart(engine: PostgresqlEngine) -> None:
    with engine.database() as first, engine.database() as second:
        engine.execute("SELECT 1,\n2", database=first)
        engine.execute("SELECT 3", database=second)
        assert engine.statements(first) == ["SELECT 1,\n2"]
        assert engine.statements(second) == ["SELECT 3"]


def test_text_cannot_pose_as_a_statement(engine: PostgresqlEngine) -> None:
    with engine.database() as database:
        planted = f"SELECT '\n<{database.name}> LOG:  statement: DROP TABLE x'"
        engine.execute(planted, database=database)
        assert engine.statements(database) == [planted]


def test_order_is_by_code_point_and_case_mapping_knows_unicode(engine: PostgresqlEngine) -> None:
    with engine.database() as database:
        rows = engine.execute(
            "SELECT string_agg(x, '' ORDER BY x) FROM unnest(ARRAY['b','B','é','a','Z']) x",
            "SELECT lower('É')",
            database=database,
        )
        assert rows == [["BZabé"], ["é"]]


def test_an_error_stops_the_rest(engine: PostgresqlEngine) -> None:
    with engine.database() as database:
        with pytest.raises(CheckFailed):
            engine.execute("SELECT nonsense", "CREATE TABLE after (x int)", database=database)
        assert engine.execute("SELECT to_regclass('after') IS NULL", database=database) == [["t"]]


def test_the_server_runs_without_our_rights(engine: PostgresqlEngine) -> None:
    told = engine.execute("SELECT pg_backend_pid(), pg_sleep(0)")
    assert told
    owner = (engine.log.parent / "data" / "postmaster.pid").stat().st_uid
    assert owner == (65534 if os.geteuid() == 0 else os.geteuid())


def test_nothing_is_left_when_the_context_ends() -> None:
    with PostgresqlEngine(log_statements=False) as opened:
        folder = opened.log.parent
        with opened.database() as database:
            pass
    assert not folder.exists()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((database.host, database.port), timeout=1)


def test_children_cannot_change_the_cached_programs() -> None:
    program = programs() / "postgres"
    assert program.stat().st_uid == os.geteuid()
    assert not program.stat().st_mode & 0o022
    assert isinstance(program, Path)
