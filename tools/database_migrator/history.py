"""All migrations of a backend, from an empty database to the schema of its plan."""

import re

from tools.blueprint.plan.migration import Migration
from tools.blueprint.plan.render_plan import RenderPlan
from tools.database_designer import ddl, reverse_ddl
from tools.errors import BadInput

FIRST = "initial"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")


def migrations_of(plan: RenderPlan) -> tuple[Migration, ...]:
    """In order. A backend that has been delivered before keeps its own; a new one has one that makes the whole schema.

    Raises Unsupported where a rule of the plan cannot be said in its datastore, BadInput where the migrations that the
    plan brings are no history.
    """
    if not plan.migrations:
        return (Migration(1, FIRST, ddl(plan), reverse_ddl(plan)),)
    for number, migration in enumerate(plan.migrations, 1):
        _require(migration, number)
    return plan.migrations


def _require(migration: Migration, number: int) -> None:
    """Names become paths, and tools run files in the order of their names."""
    fault = None
    if migration.number != number:
        fault = f"Migration {number} has the number {migration.number}."
    elif not _NAME.fullmatch(migration.name):
        fault = f"Migration {number} has the name {migration.name!r}."
    elif (number == 1) != (migration.name == FIRST):
        fault = f"Migration {number} is called {migration.name}."
    if fault is not None:
        hint = (
            f"Migrations count from 1 without gaps; their names have lower-case letters, digits and underscores, "
            f"60 at most, and the first one alone is called {FIRST}."
        )
        raise BadInput(fault, code="bad-migration", hint=hint)
