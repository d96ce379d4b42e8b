"""Migrations carry SQL unchanged, whatever it holds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tools.blueprint.plan.migration import Migration
from tools.packs.persistence.kysely.migration import migration_module

SQL = st.text(st.characters(codec="utf-8"), min_size=1)
_LITERAL = re.compile(r"^  (?:'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\$]|\\.|\$(?!\{))*)`),$", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]+)\}|([nrt'`$\\]))")
_NAMED = {"n": "\n", "r": "\r", "t": "\t"}


def meant(literal: str) -> str:
    """What JavaScript reads a literal as."""

    def char(found: re.Match[str]) -> str:
        code = found[1] or found[2] or found[3]
        return chr(int(code, 16)) if code else _NAMED.get(found[4], found[4])

    return _ESCAPE.sub(char, literal)


def statements(source: str) -> tuple[list[str], list[str]]:
    """The statements of both directions."""
    up, down = (source.partition(f"const {name} = [\n")[2].partition("\n];\n")[0] for name in ("UP", "DOWN"))
    found = [[meant(plain or lines) for plain, lines in _LITERAL.findall(part)] for part in (up, down)]
    return found[0], found[1]


@given(st.lists(SQL, min_size=1, max_size=3), st.lists(SQL, min_size=1, max_size=3))
def test_statements_read_back(up: list[str], down: list[str]) -> None:
    assert statements(migration_module(Migration(1, "initial", tuple(up), tuple(down)))) == (up, down)


def test_statements_stay_readable() -> None:
    source = migration_module(Migration(1, "initial", ('CREATE TABLE "a" (\n  "id" INTEGER\n)',), ('DROP TABLE "a"',)))
    assert '  `CREATE TABLE "a" (\n  "id" INTEGER\n)`,\n' in source
    assert "  'DROP TABLE \"a\"',\n" in source


def test_a_statement_cannot_leave_its_text() -> None:
    source = migration_module(Migration(1, "initial", ("SELECT '${process.exit()}'\n`",), ("SELECT 1",)))
    assert r"\${process.exit()}" in source
    assert r"\`" in source


def test_a_later_one_says_what_it_does() -> None:
    source = migration_module(Migration(2, "rename_title_to_name", ("SELECT 1",), ("SELECT 2",)))
    assert source.startswith("/** Rename title to name. */\n")
    assert statements(source) == (["SELECT 1"], ["SELECT 2"])
    assert "everything" not in source
