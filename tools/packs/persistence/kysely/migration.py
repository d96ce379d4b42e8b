"""The first migration: the same statements that the plain SQL migration runs."""

from collections.abc import Sequence

from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import docstring, exploded, module
from tools.packs.languages.typescript.literals import template, text

PATH = "migrations/0001_initial.ts"
_FUNCTIONS = f"""{docstring("Make everything.")}
export async function up(db: Kysely<unknown>): Promise<void> {{
  await run(db, UP);
}}

{docstring("Take back what `up` made, and nothing else.")}
export async function down(db: Kysely<unknown>): Promise<void> {{
  await run(db, DOWN);
}}

async function run(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {{
  for (const statement of statements) {{
    await sql.raw(statement).execute(db);
  }}
}}"""


def migration_module(up: Sequence[str], down: Sequence[str]) -> str:
    """`migrations/0001_initial.ts`."""
    imports = Imports(PATH)
    imports.add("kysely", "sql")
    imports.type("kysely", "Kysely")
    return module("The first schema.", imports.render(), _statements("UP", up), _statements("DOWN", down), _FUNCTIONS)


def _statements(name: str, statements: Sequence[str]) -> str:
    return exploded(f"const {name} = [", [_literal(item) for item in statements], "];")


def _literal(statement: str) -> str:
    """A statement of several lines as it stands in SQL, where nothing in it has a meaning of its own."""
    if "\n" not in statement:
        return text(statement)
    lines = [template(line) for line in statement.split("\n")]
    return "`" + "\n".join(lines) + "`"
