"""The migrations as plain SQL, and seeds."""

from collections.abc import Iterator

from tools.artifacts import Artifact
from tools.blueprint.plan.migration import Migration
from tools.blueprint.plan.render_plan import RenderPlan
from tools.database_designer import script, sql_dialect
from tools.database_migrator.history import migrations_of
from tools.database_migrator.seeds.script import seed_statements
from tools.packs.migrations import rules_of, words

TOOL = "database_migrator"
FOLDER = "migrations/sql"
SEEDS = "seeds/seed.sql"


def generate(plan: RenderPlan) -> tuple[Artifact, ...]:
    """Up and down of each migration, each one transaction, and rows to try the backend with.

    Raises Unsupported where a rule of the plan cannot be said in its datastore, BadInput where the migrations that the
    plan brings are no history.
    """
    scripts = [artifact for migration in migrations_of(plan) for artifact in _scripts(plan, migration)]
    title = f"{plan.title}: rows to try things with. No seeded account can log in; it may run again."
    seeded = ("constraints.declared", *(("passwords.argon2id",) if plan.auth is not None else ()))
    seeds = script(title, SEEDS, seed_statements(plan), sql_dialect(plan))
    return (*scripts, Artifact(SEEDS, seeds, "sql", TOOL, rules=seeded))


def _scripts(plan: RenderPlan, migration: Migration) -> Iterator[Artifact]:
    first = migration.number == 1
    up, down = f"{migration.stem}.up.sql", f"{migration.stem}.down.sql"
    done = "the whole schema, in an empty database" if first else words(migration)
    undone = f"removes what {up} made" if first else f"takes back what {up} did"
    followed = (*rules_of(migration), f"datastore.{plan.stack.datastore}")
    for name, told, statements in ((up, done, migration.up), (down, undone, migration.down)):
        path = f"{FOLDER}/{name}"
        content = script(f"{plan.title}: {told}.", path, statements, sql_dialect(plan), alters=not first)
        yield Artifact(path, content, "sql", TOOL, rules=followed)
