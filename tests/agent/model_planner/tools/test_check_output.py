"""What is found is shown, in whatever letters it is written."""

import json

import pytest

from agent.model.port import ToolCall
from agent.model_planner import Ports
from agent.model_planner.session import Session
from agent.model_planner.tools.registry import run_call
from agent.task import Request
from tests.agent.model_planner.support import DRAFT, TEXT, check


@pytest.mark.parametrize("letter", ["a", "é", "書", "😀", "x\n", "\x00"])
def test_long_findings_in_any_letters_fit_their_prompt(letter: str) -> None:
    found = [letter * 2_000] * 40
    held = Session(Request(text=TEXT), DRAFT, Ports(check, lambda query: found, lambda *given: found))
    answer = run_call(ToolCall("1", "check_output", json.dumps({"tool": "api_generator"})), held)
    assert (answer.findings, answer.awaited) == ((), True)
    assert f"| {letter.strip() * 9}" in answer.text or "\n" in letter
