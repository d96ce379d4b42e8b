"""Prints the guard of a field: the one that stands before the route of its operation."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.frameworks.fastapi.guards import guard_name
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT


def admission(plan: RenderPlan, operation: OperationPlan, imports: Imports, *, bind: bool) -> list[str]:
    """Statements that refuse a caller who may not run the operation, and bind `viewer` where asked to."""
    name = guard_name(plan, operation)
    if name is None or name == "rate_limit":
        # The request as a whole was counted when it came in.
        return []
    if name == "auth_rate_limit":
        # Each try at a secret counts, however many stand in one request.
        imports.add("app.api.dependencies", name)
        return [f"{INDENT}await {name}(context.request)"]
    caller = "context.signed_in()"
    if name != "signed_in":
        caller = f"await {imports.name('app.api.dependencies', name)}({caller})"
    return [f"{INDENT}{'viewer = ' if bind else ''}{caller}"]
