"""A script in place of a model."""

import pytest

from agent.model.port import Message, ModelFailed, Reply, ToolSpec
from agent.model.scripted import ScriptedModel

ASKED = [Message("user", "u")]
TOOL = ToolSpec("edit", "Edits.", {"type": "object"})


def test_replies_come_in_turn_and_what_was_asked_is_kept() -> None:
    model = ScriptedModel([Reply("a"), lambda messages: Reply(messages[-1].content)])
    assert [model.complete(ASKED, [TOOL], 9).text, model.complete(ASKED, [], 9).text] == ["a", "u"]
    assert (model.heard, model.offered) == ([tuple(ASKED)] * 2, [(TOOL,), ()])


def test_an_error_is_raised_and_so_is_the_end() -> None:
    model = ScriptedModel([ModelFailed("No.", hint="Wait.", code="model-timeout")])
    with pytest.raises(ModelFailed, match="No"):
        model.complete(ASKED, [], 9)
    with pytest.raises(ModelFailed, match="no further reply"):
        model.complete(ASKED, [], 9)
