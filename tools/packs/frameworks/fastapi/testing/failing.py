"""What tests expect of an error body, in the shape that the API has."""

from tools.blueprint.failures import OF_FIELDS, error_body
from tools.blueprint.plan.failures import ByField, Members
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.languages.python.layout import INDENT, expression
from tools.packs.languages.python.literals import literal, text


def told(plan: RenderPlan, answer: str, code: str) -> list[str]:
    """Assertions on the body of a standard error, one indent deep; none where it names fields in words of its own."""
    if plan.api.errors.form is None:
        return [f'{INDENT}assert {answer}.json()["code"] == {text(code)}']
    if code in OF_FIELDS:
        return []
    case = next(case for case in plan.standard_errors if case.code == code)
    body = literal(error_body(plan.api.errors, case))
    return expression(f"assert {answer}.json() == {body}", 1)


def names_field(plan: RenderPlan, answer: str, name: str, *, pointer: bool) -> list[str]:
    """Assertions that a field or parameter is at fault; none where the shape does not tell."""
    form = plan.api.errors.form
    if form is None:
        if pointer:
            found = f'{{item.get("pointer") for item in {answer}.json()["errors"]}}'
            return [f"assert {{{text(f'/{name}')}}} <= {found}"]
        return [f'assert [item["parameter"] for item in {answer}.json()["errors"]] == [{text(name)}]']
    place = f"{answer}.json()"
    while isinstance(form, Members):
        member = next(((name, item) for name, item in form.members if isinstance(item, ByField | Members)), None)
        if member is None:
            return []
        place, form = f"{place}[{text(member[0])}]", member[1]
    return [f"assert {text(name)} in {place}"] if isinstance(form, ByField) else []


def error_context(plan: RenderPlan) -> dict[str, object]:
    """For templates: `status` and `told` (assertions on `response`), by code of the standard error."""
    codes = [case.code for case in plan.standard_errors]
    return {
        "status": {code: plan.status(code) for code in codes},
        "told": {code: "\n".join(told(plan, "response", code)) for code in codes},
        "media_type": plan.api.errors.media_type,
    }
