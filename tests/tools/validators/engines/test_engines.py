"""What every engine promises, whatever datastore stands behind it."""

from collections.abc import Iterator

import pytest

from tools.errors import Unsupported
from tools.validators.engines.engine import Engine
from tools.validators.engines.registry import engine_ids, open_engine


@pytest.fixture(params=engine_ids(), scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with open_engine(request.param) as opened:
        yield opened


def test_the_engines_of_this_release() -> None:
    assert engine_ids() == ["postgresql", "sqlite"]


def test_an_unknown_datastore_is_refused_with_what_there_is() -> None:
    with pytest.raises(Unsupported) as caught:
        open_engine("registry")
    assert caught.value.supported == ("postgresql", "sqlite")


def test_databases_are_distinct(engine: Engine) -> None:
    with engine.database() as first, engine.database() as second:
        assert first.url("x") != second.url("x")
        assert first.datastore == second.datastore == engine.id


def test_a_database_tells_where_it_is_without_its_password(engine: Engine) -> None:
    with engine.database() as database:
        assert (database.path is None) == engine.capabilities.has_server
        assert not database.password or database.password not in repr(database)
        assert engine.version


def test_stopping_and_starting_twice_is_harmless(engine: Engine) -> None:
    engine.start()
    engine.stop()
    engine.stop()
    engine.start()
    with engine.database() as database:
        assert database.url("x").startswith("x://")


def test_statements_need_the_capability(engine: Engine) -> None:
    assert not engine.capabilities.logs_statements
    with engine.database() as database, pytest.raises(Unsupported):
        engine.statements(database)
