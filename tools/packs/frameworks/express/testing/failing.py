"""What tests expect of an error body, in the shape that the API has."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.languages.typescript.layout import expression
from tools.packs.languages.typescript.literals import literal, record, text
from tools.packs.testing.failing import place_of_fields, told_body


def told(plan: RenderPlan, answer: str, code: str, level: int = 1) -> list[str]:
    """Assertions on the body of a standard error; none where it names fields in words of its own."""
    if plan.api.errors.form is None:
        shown = record([("code", text(code))])
        return expression(f"expect({answer}.json()).toMatchObject({shown});", level)
    body = told_body(plan, code)
    return expression(f"expect({answer}.json()).toEqual({literal(body)})", level, ";") if body is not None else []


def names_field(plan: RenderPlan, answer: str, name: str, *, pointer: bool) -> list[str]:
    """Assertions that a field or parameter is at fault; none where the shape does not tell."""
    if plan.api.errors.form is None:
        errors = f"{answer}.list('errors')"
        if pointer:
            return [f"expect({errors}.map((item) => item.pointer)).toContain({text(f'/{name}')});"]
        return [f"expect({errors}.map((item) => item.parameter)).toEqual([{text(name)}]);"]
    way = place_of_fields(plan)
    return [] if way is None else [f"expect({answer}.json()).toHaveProperty({literal([*way, name])});"]


def error_context(plan: RenderPlan) -> dict[str, object]:
    """For templates: `status` and `told` (assertions on `answer`), by code of the standard error."""
    codes = [case.code for case in plan.standard_errors]
    return {
        "status": {code: plan.status(code) for code in codes},
        "told": {code: "\n".join(told(plan, "answer", code)) for code in codes},
        "media_type": text(plan.api.errors.media_type),
    }
