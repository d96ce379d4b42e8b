"""Prints the guards of a field: those that stand before the route of its operation."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.frameworks.express.guards import DEPENDENCIES, guard_calls
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT


def admission(plan: RenderPlan, operation: OperationPlan, imports: Imports, level: int, *, bind: bool) -> list[str]:
    """Statements that refuse a caller who may not run the operation, and bind `viewer` where it is asked for."""
    margin, lines = INDENT * level, list[str]()
    calls = guard_calls(plan, operation)
    roles = [name for name in calls if name.startswith("only")]
    for name in calls:
        if name == "authRateLimit":
            # Each try at a secret counts, however many stand in one request.
            guard = imports.name(DEPENDENCIES, name)
            lines.append(f"{margin}await {guard}(context.application, context.request, context.response);")
        elif name == "signedIn":
            lines.append(f"{margin}{'const viewer = ' if bind or roles else ''}context.signedIn();")
        elif name in roles:
            lines.append(f"{margin}{imports.name(DEPENDENCIES, name)}(viewer);")
        # The request as a whole was counted when it came in.
    return lines
