"""Which migrations a backend has."""

from dataclasses import replace

import pytest

from tests.tools.database_designer.plans import DATASTORES, example_plan
from tests.tools.database_migrator.histories import STEMS, delivered
from tools.blueprint.plan.migration import Migration
from tools.database_designer import ddl, reverse_ddl
from tools.database_migrator import migrations_of
from tools.errors import BadInput


@pytest.mark.parametrize("datastore", DATASTORES)
def test_a_new_backend_has_one_that_makes_the_whole_schema(datastore: str) -> None:
    plan = example_plan("library", datastore)
    assert migrations_of(plan) == (Migration(1, "initial", ddl(plan), reverse_ddl(plan)),)


@pytest.mark.parametrize("datastore", DATASTORES)
def test_a_delivered_one_keeps_its_own(datastore: str) -> None:
    plan = delivered(datastore)
    assert migrations_of(plan) == plan.migrations
    assert tuple(migration.stem for migration in migrations_of(plan)) == STEMS


NO_HISTORIES = [
    [(2, "initial")],
    [(0, "initial")],
    [(1, "first")],
    [(1, "initial"), (3, "add_it")],
    [(1, "initial"), (1, "add_it")],
    [(1, "initial"), (2, "initial")],
    [(1, "initial"), (2, "")],
    [(1, "initial"), (2, "../../etc/passwd")],
    [(1, "initial"), (2, "add_it\n")],
    [(1, "initial"), (2, "add it")],
    [(1, "initial"), (2, "add_\u0456t")],
    [(1, "initial"), (2, "a" * 61)],
]


@pytest.mark.parametrize("told", NO_HISTORIES, ids=str)
def test_what_is_no_history_is_refused(told: list[tuple[int, str]]) -> None:
    migrations = tuple(Migration(number, name, ("SELECT 1",), ("SELECT 2",)) for number, name in told)
    with pytest.raises(BadInput) as caught:
        migrations_of(replace(example_plan("notes", "sqlite"), migrations=migrations))
    assert caught.value.code == "bad-migration"
    assert caught.value.hint
