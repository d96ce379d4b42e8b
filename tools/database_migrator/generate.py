"""The first migration as plain SQL, and seeds."""

from tools.artifacts import Artifact
from tools.blueprint.plan.render_plan import RenderPlan
from tools.database_designer import ddl, reverse_ddl, script, sql_dialect
from tools.database_migrator.seeds.script import seed_statements

TOOL = "database_migrator"
UP = "migrations/sql/0001_initial.up.sql"
DOWN = "migrations/sql/0001_initial.down.sql"
SEEDS = "seeds/seed.sql"


def generate(plan: RenderPlan) -> tuple[Artifact, ...]:
    """Up and down, each one transaction, and rows to try the backend with.

    Raises Unsupported where a rule of the plan cannot be said in its datastore.
    """
    dialect = sql_dialect(plan)
    rules = ("migrations.first", "migrations.reversible", f"datastore.{plan.stack.datastore}")
    up = script(f"{plan.title}: the whole schema, in an empty database.", UP, ddl(plan), dialect)
    down = script(f"{plan.title}: removes what 0001_initial.up.sql made.", DOWN, reverse_ddl(plan), dialect)
    title = f"{plan.title}: rows to try things with. No seeded account can log in; it may run again."
    seeded = ("constraints.declared", *(("passwords.argon2id",) if plan.auth is not None else ()))
    seeds = script(title, SEEDS, seed_statements(plan), dialect)
    return (
        Artifact(UP, up, "sql", TOOL, rules=rules),
        Artifact(DOWN, down, "sql", TOOL, rules=rules),
        Artifact(SEEDS, seeds, "sql", TOOL, rules=seeded),
    )
