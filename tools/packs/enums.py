"""Enums of a plan: which types the columns name, and their values."""

from tools.blueprint.plan.render_plan import RenderPlan


def enum_classes(plan: RenderPlan) -> dict[str, tuple[str, ...]]:
    """Values of each enum class, by its name; the first column that uses a name decides."""
    found: dict[str, tuple[str, ...]] = {}
    for table in plan.tables:
        for column in table.columns:
            if column.type.kind == "enum" and column.type.enum is not None:
                found.setdefault(column.type.enum, column.type.values)
    return dict(sorted(found.items()))
