"""The constants that errors are called by in generated code."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import ErrorCase


def case_constants(plan: RenderPlan) -> dict[ErrorCase, str]:
    """The constant of each error: `NOT_FOUND`."""
    return {case: name.upper() for case, name in plan.case_names.items()}
