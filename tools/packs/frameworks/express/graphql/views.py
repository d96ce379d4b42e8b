"""Which view shows the answer of an operation."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.frameworks.express.fields import const, view_function
from tools.packs.frameworks.express.schemas import schema_path
from tools.packs.frameworks.express.views import result_class, view_home
from tools.packs.languages.typescript.imports import Imports


def view_of(plan: RenderPlan, operation: OperationPlan, imports: Imports) -> str:
    """The function that shows what the operation answers."""
    view = operation.response.view
    assert view is not None
    return imports.name(view_home(plan, view), view_function(view))


def aggregate_view(plan: RenderPlan, operation: OperationPlan, imports: Imports) -> str:
    """The function that shows the groups of an aggregate."""
    group = next(group for group in plan.groups if operation in group.operations)
    return imports.name(schema_path(group), const(result_class(operation)))
