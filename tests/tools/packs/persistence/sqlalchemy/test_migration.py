"""Migrations carry SQL unchanged, whatever it holds."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tools.blueprint.plan.migration import Migration
from tools.packs.persistence.sqlalchemy.migration import migration_module

SQL = st.text(st.characters(codec="utf-8"), min_size=1)


def statements(source: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    space: dict[str, Any] = {}
    kept = source.replace("import sqlalchemy as sa\nfrom alembic import op", "")
    exec(compile(kept, "migration", "exec"), space)  # noqa: S102
    return space["UP"], space["DOWN"]


@given(st.lists(SQL, min_size=1, max_size=3), st.lists(SQL, min_size=1, max_size=3))
def test_statements_read_back(up: list[str], down: list[str]) -> None:
    assert statements(migration_module(Migration(1, "initial", tuple(up), tuple(down)))) == (tuple(up), tuple(down))


def test_statements_stay_readable() -> None:
    source = migration_module(Migration(1, "initial", ('CREATE TABLE "a" (\n  "id" INTEGER\n)',), ('DROP TABLE "a"',)))
    assert '"""CREATE TABLE "a" (\n  "id" INTEGER\n)"""' in source


def test_each_comes_after_the_one_before_it() -> None:
    first, second, third = (
        migration_module(Migration(number, name, ("SELECT 1",), ("SELECT 2",)))
        for number, name in ((1, "initial"), (2, "rename_title_to_name"), (3, "drop_it"))
    )
    assert 'revision = "0001"\ndown_revision = None\n' in first
    assert 'revision = "0002"\ndown_revision = "0001"\n' in second
    assert 'revision = "0003"\ndown_revision = "0002"\n' in third


def test_a_later_one_says_what_it_does() -> None:
    source = migration_module(Migration(2, "rename_title_to_name", ("SELECT 1",), ("SELECT 2",)))
    assert source.startswith('"""Rename title to name."""\n')
    assert statements(source) == (("SELECT 1",), ("SELECT 2",))
    assert "everything" not in source
