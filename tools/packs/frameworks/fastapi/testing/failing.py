"""What tests expect of an error body, in the shape that the API has."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.languages.python.layout import INDENT, expression
from tools.packs.languages.python.literals import literal, text
from tools.packs.testing.failing import place_of_fields, told_body


def told(plan: RenderPlan, answer: str, code: str) -> list[str]:
    """Assertions on the body of a standard error, one indent deep; none where it names fields in words of its own."""
    if plan.api.errors.form is None:
        return [f'{INDENT}assert {answer}.json()["code"] == {text(code)}']
    body = told_body(plan, code)
    return expression(f"assert {answer}.json() == {literal(body)}", 1) if body is not None else []


def names_field(plan: RenderPlan, answer: str, name: str, *, pointer: bool) -> list[str]:
    """Assertions that a field or parameter is at fault; none where the shape does not tell."""
    if plan.api.errors.form is None:
        if pointer:
            found = f'{{item.get("pointer") for item in {answer}.json()["errors"]}}'
            return [f"assert {{{text(f'/{name}')}}} <= {found}"]
        return [f'assert [item["parameter"] for item in {answer}.json()["errors"]] == [{text(name)}]']
    way = place_of_fields(plan)
    if way is None:
        return []
    steps = "".join(f"[{text(step)}]" for step in way)
    return [f"assert {text(name)} in {answer}.json(){steps}"]


def error_context(plan: RenderPlan) -> dict[str, object]:
    """For templates: `status` and `told` (assertions on `response`), by code of the standard error."""
    codes = [case.code for case in plan.standard_errors]
    return {
        "status": {code: plan.status(code) for code in codes},
        "told": {code: "\n".join(told(plan, "response", code)) for code in codes},
        "media_type": plan.api.errors.media_type,
    }
