"""The first Alembic migration: the same statements that the plain SQL migration runs."""

from collections.abc import Sequence

from tools.packs.languages.python.layout import exploded, module
from tools.packs.languages.python.literals import text

_IMPORTS = "import sqlalchemy as sa\nfrom alembic import op"
_REVISION = 'revision = "0001"\ndown_revision = None\nbranch_labels = None\ndepends_on = None'
_FUNCTIONS = '''def upgrade() -> None:
    """Make everything."""
    _run(UP)


def downgrade() -> None:
    """Take back what `upgrade` made, and nothing else."""
    _run(DOWN)


def _run(statements: tuple[str, ...]) -> None:
    for statement in statements:
        # Colons are part of the SQL here, never names of parameters.
        op.execute(sa.text(statement.replace(":", r"\\:")))'''


def migration_module(up: Sequence[str], down: Sequence[str]) -> str:
    """`migrations/versions/0001_initial.py`."""
    return module(
        "The first schema.", _IMPORTS, _REVISION, _statements("UP", up), _statements("DOWN", down), _FUNCTIONS
    )


def _statements(name: str, statements: Sequence[str]) -> str:
    return exploded(f"{name} = (", [_literal(item) for item in statements], ")")


def _literal(statement: str) -> str:
    plain = statement.isprintable() or all(char.isprintable() or char == "\n" for char in statement)
    if "\n" not in statement:
        return text(statement)
    if plain and "\\" not in statement and '"""' not in statement and not statement.endswith('"'):
        return f'"""{statement}"""'
    return "\n    ".join(["(", *(f"    {text(line)}" for line in statement.splitlines(keepends=True)), ")"])
