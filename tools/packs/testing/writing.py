"""What tests of writes send."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.packs.testing.catalog import SAMPLES, Maker, sample

REPEATED = SAMPLES + 3
"""The number of the body that is sent more than once."""


def changeable(maker: Maker, update: OperationPlan) -> Field | None:
    """A plain field that may change without regard to others."""
    if update.body is None:
        return None
    table = maker.table
    bound = {name for unique in table.uniques for name in unique.columns}
    bound |= {name for check in table.checks for name in check.columns}
    for field in update.body.fields:
        if field.column is None or field.column in bound or field.type.folded:
            continue
        if table.column(field.column).reference is None and not table.column(field.column).sensitive:
            return field
    return None


def is_shown(update: OperationPlan, field: Field) -> bool:
    """Whether the answer tells the field."""
    view = update.response.view
    return view is not None and any(item.wire == field.wire for item in view.fields)


def other_body(maker: Maker) -> tuple[str, object] | None:
    """A member, and a value of it that makes another body than the repeated one."""
    for field in maker.values:
        if sample(field, 1) != sample(field, REPEATED):
            return field.wire, sample(field, 1)
    return None
