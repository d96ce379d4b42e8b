"""Migrations: the same statements that the plain SQL ones run."""

from collections.abc import Sequence

from tools.blueprint.plan.migration import Migration
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import docstring, exploded, module
from tools.packs.languages.typescript.literals import template, text
from tools.packs.migrations import summary

_MAKE, _REMOVE = "Make everything.", "Take back what `up` made, and nothing else."
_CHANGE, _RETURN = "Change the schema.", "Take back what `up` did; rows and values that it removed stay lost."
_RUN = """async function run(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) {
    await sql.raw(statement).execute(db);
  }
}"""


def migration_path(migration: Migration) -> str:
    """`migrations/0001_initial.ts`."""
    return f"migrations/{migration.stem}.ts"


def migration_module(migration: Migration) -> str:
    """What stands in that file."""
    first = migration.number == 1
    imports = Imports(migration_path(migration))
    imports.add("kysely", "sql")
    imports.type("kysely", "Kysely")
    return module(
        summary(migration),
        imports.render(),
        _statements("UP", migration.up),
        _statements("DOWN", migration.down),
        _function("up", "UP", _MAKE if first else _CHANGE),
        _function("down", "DOWN", _REMOVE if first else _RETURN),
        _RUN,
    )


def _function(name: str, statements: str, told: str) -> str:
    head = f"export async function {name}(db: Kysely<unknown>): Promise<void> {{"
    return f"{docstring(told)}\n{head}\n  await run(db, {statements});\n}}"


def _statements(name: str, statements: Sequence[str]) -> str:
    return exploded(f"const {name} = [", [_literal(item) for item in statements], "];")


def _literal(statement: str) -> str:
    """A statement of several lines as it stands in SQL, where nothing in it has a meaning of its own."""
    if "\n" not in statement:
        return text(statement)
    lines = [template(line) for line in statement.split("\n")]
    return "`" + "\n".join(lines) + "`"
