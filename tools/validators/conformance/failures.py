"""Tells the runner how errors look, and what the contract answers them with."""

from collections.abc import Mapping
from typing import Any

from tools.blueprint.failures import OF_FIELDS, body_wrappers
from tools.blueprint.lower.errors import STANDARD
from tools.blueprint.plan.failures import ByField, Constant, Each, ErrorForm, Members, Told
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan


def error_format(plan: RenderPlan) -> dict[str, Any] | None:
    """The shape of error bodies as data for the runner; None for problem details."""
    format = plan.api.errors
    if format.form is None:
        return None
    titles: dict[str, set[str]] = {}
    for case in (*plan.standard_errors, *(case for operation in plan.operations for case in operation.errors)):
        titles.setdefault(case.code, set()).add(case.title)
    return {
        "media_type": format.media_type,
        "general": format.general,
        "whole": format.whole,
        "form": _encoded(format.form),
        "titles": {code: sorted(texts) for code, texts in sorted(titles.items())},
        "messages": dict(format.messages),
        "of_fields": sorted(OF_FIELDS),
        "wrappers": list(body_wrappers(plan)),
    }


def worded(plan: RenderPlan, operation: OperationPlan, expected: dict[str, Any]) -> dict[str, Any]:
    """What is expected of the operation's errors, with the texts that it has for them."""
    problem = expected.get("problem")
    if not problem or not problem.get("code"):
        return expected
    usual = {case.code: case.title for case in plan.standard_errors}
    own = {case.code: case.title for case in operation.errors}
    titles = [title for code in problem["code"] if (title := own.get(code, usual.get(code))) is not None]
    return {**expected, "problem": {**problem, "title": titles}}


def restated(plan: RenderPlan, steps: Any) -> Any:
    """Steps that expect the statuses which the contract wants for standard errors, in place of the usual ones."""
    moved = {
        case.code: (STANDARD[case.code].status, case.status)
        for case in plan.standard_errors
        if case.status != STANDARD[case.code].status
    }
    return _moved(steps, moved) if moved else steps


def _moved(value: Any, moved: Mapping[str, tuple[int, int]]) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(_moved(item, moved) for item in value)
    if not isinstance(value, dict):
        return value
    found = {name: _moved(item, moved) for name, item in value.items()}
    expected = found.get("expect")
    if isinstance(expected, dict) and "status" in expected:
        found["expect"] = {**expected, "status": _statuses(expected, moved)}
    return found


def _statuses(expected: Mapping[str, Any], moved: Mapping[str, tuple[int, int]]) -> list[int]:
    """Without codes it is not known which error is meant: the usual status and the other one will do."""
    codes = expected.get("problem", {}).get("code", [])
    found: list[int] = []
    for status in expected["status"]:
        new = [now for code, (usual, now) in moved.items() if usual == status and (code in codes or not codes)]
        same = [code for code in codes if code in STANDARD and STANDARD[code].status == status and code not in moved]
        found += [status, *new] if not new or not codes or same else new
    return list(dict.fromkeys(found))


def _encoded(form: ErrorForm) -> dict[str, Any]:
    match form:
        case Constant(value):
            return {"const": value}
        case Told(pieces):
            return {"told": list(pieces)}
        case Members(members):
            return {"object": [[name, _encoded(member)] for name, member in members]}
        case Each(item):
            return {"each": _encoded(item)}
        case ByField(item, many):
            return {"by_field": list(item.pieces), "many": many}
    raise TypeError(f"{type(form).__name__} is no form of an error")
