"""What tests expect of an error body, in the shape that the API has."""

from tools.blueprint.failures import OF_FIELDS, error_body
from tools.blueprint.plan.failures import ByField, Members
from tools.blueprint.plan.render_plan import RenderPlan


def told_body(plan: RenderPlan, code: str) -> object | None:
    """The whole body of a standard error that has a shape of its own; None where it names fields in its words."""
    if plan.api.errors.form is None or code in OF_FIELDS:
        return None
    body: object = error_body(plan.api.errors, next(case for case in plan.standard_errors if case.code == code))
    return body


def place_of_fields(plan: RenderPlan) -> tuple[str, ...] | None:
    """The way to the object that names fields in a shape of its own; None where none does."""
    form, way = plan.api.errors.form, list[str]()
    while isinstance(form, Members):
        member = next(((name, item) for name, item in form.members if isinstance(item, ByField | Members)), None)
        if member is None:
            return None
        way.append(member[0])
        form = member[1]
    return tuple(way) if isinstance(form, ByField) else None
