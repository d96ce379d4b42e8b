"""Tools are described flat and short, and hostile arguments are findings."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import JsonValue

from agent.model.port import ToolCall
from agent.model_planner import Ports
from agent.model_planner.session import Session
from agent.model_planner.tools.registry import SPECS, TOOLS, run_call
from agent.model_planner.tools.tool import Arguments, read
from agent.task import Request
from prompts.tokens import count
from tests.agent.model_planner.support import DRAFT, LIBRARY, TEXT, check

WELL_FORMED: dict[str, Any] = {
    "edit_blueprint": {
        "edits": [{"op": "set", "part": "entity", "name": "Shelf", "value": {"attributes": []}, "because": "x"}],
        "stack": {"framework": "a"},
        "placed": [1],
        "assumptions": ["y"],
        "done": False,
    },
    "look_up": {"query": "x"},
    "ask_user": {"id": "x", "text": "y", "default": "z"},
    "check_output": {"tool": "api_generator"},
}


class Anything(Arguments):
    """A value of any kind."""

    value: JsonValue


def session() -> Session:
    return Session(Request(text=TEXT), DRAFT, Ports(check, lambda query: (), lambda *given: ()))


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_a_schema_is_valid_flat_and_takes_what_is_meant(spec: Any) -> None:
    text = json.dumps(spec.parameters)
    Draft202012Validator.check_schema(spec.parameters)
    Draft202012Validator(spec.parameters).validate(WELL_FORMED[spec.name])
    assert not [word for word in ("$ref", "$defs", "anyOf", "additionalProperties", "title") if f'"{word}"' in text]
    assert spec.description


def test_all_schemas_are_short() -> None:
    assert count(json.dumps([[spec.name, spec.description, spec.parameters] for spec in SPECS])).tokens <= 900


BAD = [
    "",
    "null",
    "[]",
    "{",
    '"x"',
    "[" * 5_000,
    '{"edits": 3}',
    '{"edits": [{"op": "drop"}]}',
    '{"id": "../x"}',
    '{"tool": "rm"}',
]


@pytest.mark.parametrize("tool", [tool.spec.name for tool in TOOLS])
@pytest.mark.parametrize("arguments", BAD)
def test_bad_arguments_change_nothing(tool: str, arguments: str) -> None:
    held = session()
    answer = run_call(ToolCall("1", tool, arguments), held)
    assert held.draft().blueprint == LIBRARY
    assert answer.findings or tool == "edit_blueprint"


UNKEPT = ["1" + "0" * 30, "-9223372036854775809", "1e400", "-1e400", "NaN", "Infinity", '"\\ud800"', '{"\\udfff": 1}']


@pytest.mark.parametrize("value", UNKEPT)
def test_values_that_no_run_could_keep_are_findings(value: str) -> None:
    held = session()
    wanted = {"op": "set", "part": "attribute", "name": "Book.pages", "value": {"type": "json", "default": 4711}}
    arguments = json.dumps({"edits": [{**wanted, "because": "x"}]}).replace("4711", value)
    [finding] = run_call(ToolCall("1", "edit_blueprint", arguments), held).findings
    assert "edits.0.value.default: " in finding
    assert "Send" in finding
    assert finding.isprintable()
    assert held.draft().blueprint == LIBRARY


@pytest.mark.parametrize("value", ["9223372036854775807", "-9223372036854775808", "1e300", '"\\ud83d\\ude00"'])
def test_values_at_the_edge_are_read(value: str) -> None:
    assert read(Anything, f'{{"value": {value}}}').value == json.loads(value)


@given(st.text(max_size=60))
def test_no_text_breaks_a_tool(text: str) -> None:
    held = session()
    for tool in TOOLS:
        run_call(ToolCall("1", tool.spec.name, text), held)
    assert held.draft().blueprint == LIBRARY
