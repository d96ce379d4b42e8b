"""Alembic migrations: the same statements that the plain SQL ones run."""

from collections.abc import Sequence

from tools.blueprint.plan.migration import Migration
from tools.packs.languages.python.layout import INDENT, WIDTH, exploded, module
from tools.packs.languages.python.literals import text
from tools.packs.migrations import summary

_IMPORTS = "import sqlalchemy as sa\nfrom alembic import op"
_MAKE, _REMOVE = "Make everything.", "Take back what `upgrade` made, and nothing else."
_CHANGE, _RETURN = "Change the schema.", "Take back what `upgrade` did; rows and values that it removed stay lost."
_RUN = """def _run(statements: tuple[str, ...]) -> None:
    for statement in statements:
        # Colons are part of the SQL here, never names of parameters.
        op.execute(sa.text(statement.replace(":", r"\\:")))"""


def migration_path(migration: Migration) -> str:
    """`migrations/versions/0001_initial.py`."""
    return f"migrations/versions/{migration.stem}.py"


def migration_module(migration: Migration) -> str:
    """What stands in that file."""
    first = migration.number == 1
    return module(
        summary(migration),
        _IMPORTS,
        _revision(migration.number),
        _statements("UP", migration.up),
        _statements("DOWN", migration.down),
        _function("upgrade", "UP", _MAKE if first else _CHANGE),
        _function("downgrade", "DOWN", _REMOVE if first else _RETURN),
        _RUN,
    )


def _revision(number: int) -> str:
    before = f'"{number - 1:04}"' if number > 1 else "None"
    return f'revision = "{number:04}"\ndown_revision = {before}\nbranch_labels = None\ndepends_on = None'


def _function(name: str, statements: str, told: str) -> str:
    return f'def {name}() -> None:\n    """{told}"""\n    _run({statements})'


def _statements(name: str, statements: Sequence[str]) -> str:
    return exploded(f"{name} = (", [_literal(item) for item in statements], ")")


def _literal(statement: str) -> str:
    whole = text(statement)
    plain = statement.isprintable() or all(char.isprintable() or char == "\n" for char in statement)
    if "\n" not in statement:
        return whole
    if plain and "\\" not in statement and '"""' not in statement and not statement.endswith('"'):
        return f'"""{statement}"""'
    if len(f"{INDENT}{whole},") <= WIDTH:
        # The formatter joins the lines of a text where they have room on one.
        return whole
    return "\n    ".join(["(", *(f"    {text(line)}" for line in statement.splitlines(keepends=True)), ")"])
