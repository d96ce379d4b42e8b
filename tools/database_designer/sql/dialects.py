"""Finds the dialect that a plan's datastore speaks."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.errors import Unsupported
from tools.packs import registry
from tools.packs.datastores.dialect import SqlDialect


def dialect_of(plan: RenderPlan) -> SqlDialect:
    """The SQL dialect of the plan's datastore; Unsupported when it speaks none."""
    dialect: SqlDialect | None = getattr(registry.datastore(plan.stack.datastore), "sql", None)
    if dialect is None:
        speaking = [known for known in registry.ids("datastores") if hasattr(registry.datastore(known), "sql")]
        raise Unsupported("SQL for the datastore", plan.stack.datastore, speaking)
    return dialect
