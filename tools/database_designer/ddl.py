"""The schema's statements: the one source of DDL for files, migrations and proofs."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.database_designer.sql.dialects import dialect_of
from tools.database_designer.sql.statements import creation, removal


def ddl(plan: RenderPlan) -> tuple[str, ...]:
    """Statements that make the schema in an empty database: in order, without semicolons.

    Raises Unsupported where a check cannot be said in the plan's datastore.
    """
    return creation(plan, dialect_of(plan))


def reverse_ddl(plan: RenderPlan) -> tuple[str, ...]:
    """Statements that remove what `ddl` made, and nothing else."""
    return removal(plan, dialect_of(plan))
