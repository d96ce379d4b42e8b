"""Which view shows the answer of an operation."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.frameworks.fastapi.fields import view_class
from tools.packs.frameworks.fastapi.schemas import result_class
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.modules import module_file


def view_of(plan: RenderPlan, operation: OperationPlan, imports: Imports) -> str:
    """The class of the view that the operation answers."""
    view = operation.response.view
    assert view is not None
    group = next(group for group in plan.groups if view in group.shapes)
    return imports.name(f"app.schemas.{module_file(group.name)}", view_class(view))


def aggregate_view(operation: OperationPlan) -> str:
    """The class of the answer of an aggregate."""
    return result_class(operation)
