"""What a server tells is taken as it is, or not at all."""

import pytest
from langchain_core.messages import AIMessageChunk

from agent.model.translation import MOST_TOKENS, received, whole_count


@pytest.mark.parametrize("told", [0, 1, MOST_TOKENS])
def test_a_count(told: int) -> None:
    assert whole_count(told) == told


@pytest.mark.parametrize("told", [None, True, "4", 5.5, 4.0, float("inf"), -1, MOST_TOKENS + 1, 10**400, [4], {}])
def test_no_count(told: object) -> None:
    assert whole_count(told) is None


def test_what_had_come_of_an_answer() -> None:
    calls = [
        {"id": "1", "name": "edit", "args": '{"a": [', "index": 0},
        {"id": None, "name": None, "args": None, "index": 1},
    ]
    part = AIMessageChunk(content="Notes ha", tool_call_chunks=calls)
    assert received(part).split() == ["Notes", "ha", "edit", '{"a":', "["]
    assert received(AIMessageChunk(content="")) == ""
