import sqlite3

import pytest

from tools.errors import Unsupported
from tools.validators.engines.registry import open_engine
from tools.validators.engines.sqlite import SqliteEngine


def test_a_database_is_a_fresh_file_with_room_for_its_journal() -> None:
    with open_engine("sqlite") as engine:
        with engine.database() as database:
            assert database.path is not None
            assert not database.path.exists()
            connection = sqlite3.connect(database.path)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("CREATE TABLE x (y)")
            connection.close()
        assert not database.path.parent.exists()


def test_the_url_is_absolute() -> None:
    with open_engine("sqlite") as engine, engine.database() as database:
        assert database.url("sqlite") == f"sqlite:///{database.path}"
        assert database.url("sqlite").startswith("sqlite:////")


def test_statement_logging_is_refused_when_asked_for() -> None:
    with pytest.raises(Unsupported):
        open_engine("sqlite", log_statements=True)


def test_outside_its_context_it_has_no_databases() -> None:
    with pytest.raises(RuntimeError), SqliteEngine().database():
        pass
