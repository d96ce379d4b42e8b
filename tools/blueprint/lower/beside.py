"""What stands in the answer beside the values of its row."""

from dataclasses import replace

from tools.blueprint.lower.fields import FieldBuilder, check_wires
from tools.blueprint.lower.scope import OperationScope, touches_row
from tools.blueprint.lower.step_base import Lowered
from tools.blueprint.model import Operation
from tools.blueprint.names import pascal
from tools.blueprint.plan.operation import Beside, OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.errors import BadInput


def with_beside(
    fields: FieldBuilder, source: Operation, lowered: Lowered, scope: OperationScope, operation: OperationPlan
) -> OperationPlan:  # fmt: skip
    """The operation; its view is one of its own where members stand beside the row. Raises BadInput."""
    response = operation.response
    if not lowered.beside:
        return operation
    path = f"operations.{source.name}.response.beside"
    if response.form != "object" or response.view is None or response.media != "json":
        raise BadInput(
            "Only one row, in JSON, has members beside it.",
            hint="Answer with a row and its `view`, or leave `beside` out.",
            path=path,
        )
    added = []
    for member, value in lowered.beside.items():
        if value.type is None or touches_row(value):
            raise BadInput(
                f"`{member}` is no single value.",
                hint="Name a value, as `tokens.access_token`.",
                path=f"{path}.{member}",
            )
        name = fields.named(member)
        field = Field(name, fields.wire(name), value.type, True, scope.is_nullable(value), computed=True)
        added.append(Beside(field, value))
    shown = (*response.view.fields, *(item.field for item in added))
    check_wires(shown, path)
    view = replace(response.view, name=fields.free(f"{pascal(source.name)}Answer"), fields=shown)
    return replace(operation, response=replace(response, view=view, beside=tuple(added)))
