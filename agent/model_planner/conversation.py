"""What the model hears: messages that every server takes back, and the tools that go with them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.model.port import Message, ToolCall, ToolSpec
from agent.model_planner.tools.registry import SPECS
from agent.model_planner.tools.tool import Answer


@dataclass(frozen=True, slots=True)
class Conversation:
    """Each tool message in it answers a call of the message before."""

    messages: tuple[Message, ...]
    tools: tuple[ToolSpec, ...] = SPECS

    def answered(self, text: str, calls: Sequence[ToolCall], answers: Sequence[Answer]) -> "Conversation":
        """The same, with what the model said, and the answers to its calls."""
        heard = Message("assistant", text, tuple(_readable(call) for call in calls))
        told = [Message("tool", answer.text, call_id=call.id) for call, answer in zip(calls, answers, strict=True)]
        return replace(self, messages=(*self.messages, heard, *told))


def _readable(call: ToolCall) -> ToolCall:
    """The call as servers take it back: some refuse arguments that are no JSON object."""
    try:
        whole = isinstance(json.loads(call.arguments), dict)
    except (ValueError, RecursionError):
        whole = False
    return call if whole else ToolCall(call.id, call.name, "{}")
