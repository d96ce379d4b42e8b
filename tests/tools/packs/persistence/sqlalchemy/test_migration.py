"""Migrations carry SQL unchanged, whatever it holds."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tools.packs.persistence.sqlalchemy.migration import migration_module

SQL = st.text(st.characters(codec="utf-8"), min_size=1)


def statements(source: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    space: dict[str, Any] = {}
    kept = source.replace("import sqlalchemy as sa\nfrom alembic import op", "")
    exec(compile(kept, "migration", "exec"), space)  # noqa: S102
    return space["UP"], space["DOWN"]


@given(st.lists(SQL, min_size=1, max_size=3), st.lists(SQL, min_size=1, max_size=3))
def test_statements_read_back(up: list[str], down: list[str]) -> None:
    assert statements(migration_module(up, down)) == (tuple(up), tuple(down))


def test_statements_stay_readable() -> None:
    source = migration_module(['CREATE TABLE "a" (\n  "id" INTEGER\n)'], ['DROP TABLE "a"'])
    assert '"""CREATE TABLE "a" (\n  "id" INTEGER\n)"""' in source
