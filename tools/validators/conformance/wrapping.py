"""Puts what a case says of a body and an answer into the objects around them."""

from typing import Any

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.shapes import Wrapper
from tools.validators.conformance.cells import table_of
from tools.validators.conformance.forms import form_of

_FIRST_ERROR = 300


def enveloped(operation: OperationPlan, said: dict[str, Any]) -> dict[str, Any]:
    """What is sent, expected and saved, as it stands on the wire."""
    found = dict(said)
    if operation.body is not None and operation.body.is_form and "json" in found:
        found["form"] = form_of(operation, found.pop("json"))
    if operation.body is not None and operation.body.table and "json" in found:
        found["csv"] = table_of(operation.body, found.pop("json"))
    if operation.wrapper is not None:
        if "json" in found:
            found["json"] = {operation.wrapper.wire: found["json"]}
        if "expect" in found:
            found["expect"] = _with_pointers(operation.wrapper, found["expect"])
    wrapper = operation.response.wrapper
    if wrapper is not None:
        expected = found.get("expect", {})
        if "body" in expected and min(expected["status"]) < _FIRST_ERROR:
            found["expect"] = {**expected, "body": {"object": {wrapper.wire: expected["body"]}}}
        if "save" in found and min(expected.get("status", [0])) < _FIRST_ERROR:
            found["save"] = {name: pointer_in_answer(operation, source) for name, source in found["save"].items()}
    return found


def rows_member(operation: OperationPlan) -> str:
    """The member of a page that holds its rows."""
    assert operation.response.page is not None
    return operation.response.page.rows


def rows_pointer(operation: OperationPlan) -> str:
    """Where the rows of a page stand."""
    return f"/{rows_member(operation)}"


def pointer_in_answer(operation: OperationPlan, source: str) -> str:
    """Where a value of the answer stands on the wire: `/id` is `/order/id`."""
    wrapper = operation.response.wrapper
    if wrapper is None or not (source == "body" or source.startswith("/")):
        return source
    return f"/{wrapper.wire}" if source == "body" else f"/{wrapper.wire}{source}"


def _with_pointers(wrapper: Wrapper, expected: dict[str, Any]) -> dict[str, Any]:
    problem = expected.get("problem")
    if not problem or "errors" not in problem:
        return expected
    errors = [
        entry | {"pointer": f"/{wrapper.wire}{entry['pointer']}"} if "pointer" in entry else entry
        for entry in problem["errors"]
    ]
    return {**expected, "problem": {**problem, "errors": errors}}
