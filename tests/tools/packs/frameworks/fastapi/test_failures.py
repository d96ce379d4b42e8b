"""Printed error bodies mean what the format means."""

from types import SimpleNamespace
from typing import Any, NamedTuple

from hypothesis import given

from tests.tools.blueprint.error_examples import EXAMPLES, FAULTS
from tools.blueprint.failures import Fault, error_body
from tools.blueprint.lower.errors import standard
from tools.blueprint.lower.failures import error_format
from tools.blueprint.model import ErrorStyle
from tools.errors import BadInput
from tools.packs.frameworks.fastapi.failures import error_bodies_module


def _printed(source: str) -> Any:
    """The function of a printed module, whose imports are left out."""
    body = "\n".join(line for line in source.splitlines() if not line.startswith(("from ", "import ")))
    names: dict[str, Any] = {
        "Any": Any, "NamedTuple": NamedTuple, "Request": object, "Response": object, "Problem": object,
        "FieldError": object,
    }  # fmt: skip
    exec(compile(body, "error_bodies.py", "exec"), names)  # noqa: S102
    return names["error_body"]


def _error(fault: Fault) -> SimpleNamespace:
    pointer = "".join(f"/{step}" for step in fault.field.split("."))
    return SimpleNamespace(pointer=pointer, parameter=None, message=fault.message, code=fault.code)


@given(example=EXAMPLES, faults=FAULTS)
def test_the_printed_body_is_the_body(example: Any, faults: list[Fault]) -> None:
    try:
        format = error_format(ErrorStyle(example=example))
    except BadInput:
        return
    if format.form is None:
        return
    problem = SimpleNamespace(case=standard("validation_failed"), errors=[_error(fault) for fault in faults])
    printed = _printed(error_bodies_module(format))(problem)
    assert printed == error_body(format, standard("validation_failed"), faults)


def test_a_field_is_told_without_what_the_body_stands_in() -> None:
    format = error_format(ErrorStyle(example={"{field}": "{message}"}))
    body = _printed(error_bodies_module(format, ("article",)))
    for pointer, field in (("/article/title", "title"), ("/article", "article"), ("/other/title", "other.title")):
        error = SimpleNamespace(pointer=pointer, parameter=None, message="x", code="type")
        assert body(SimpleNamespace(case=standard("validation_failed"), errors=[error])) == {field: "x"}
