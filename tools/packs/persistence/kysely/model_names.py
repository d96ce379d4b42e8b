"""What the modules of tables export."""

from tools.blueprint.names import numbered
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Table

MODELS = "src/models/index.ts"


def columns_name(table: Table) -> str:
    """The columns, by attribute: `documentColumns`."""
    return f"{table.name.camel}Columns"


def selection_name(table: Table) -> str:
    """What a statement selects to read rows: `documentSelection`."""
    return f"{table.name.camel}Selection"


def values_name(table: Table) -> str:
    """The function that turns values of a row into what is stored: `documentValues`."""
    return f"{table.name.camel}Values"


def build_name(table: Table) -> str:
    """The function that reads a row: `toDocument`."""
    return f"to{table.name.pascal}"


def stored_name(plan: RenderPlan, table: Table) -> str:
    """The type of what is stored, `DocumentTable`, which no table and no enum is called by."""
    taken = {item.name.type for item in plan.tables} | set(plan.enums)
    return next(name for name in numbered(f"{table.name.pascal}Table") if name not in taken)
