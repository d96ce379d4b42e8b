"""Calls that a model wrote as text, for servers that take no notice of the tools."""

import json
import re
from collections.abc import Collection
from typing import Any

from agent.model.port import ToolCall

_PREFIX = "text-"
_BLOCKS = re.compile(r"<tool_call>\s*(?P<tagged>.*?)\s*</tool_call>|```[a-z_]*[ \t]*\n?(?P<fenced>.*?)```", re.DOTALL)
_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)


def calls_in(text: str, names: Collection[str]) -> tuple[str, tuple[ToolCall, ...]]:
    """The text without the calls, and the calls. Only what names one of the tools is a call."""
    plain = _THOUGHTS.sub("", text).strip()
    calls: list[ToolCall] = []

    def taken(body: str) -> bool:
        call = _call(body, names, len(calls) + 1)
        if call is not None:
            calls.append(call)
        return call is not None

    if taken(plain):
        return "", tuple(calls)
    rest = _BLOCKS.sub(lambda found: "" if taken(found["tagged"] or found["fenced"] or "") else found[0], plain)
    return (rest.strip(), tuple(calls)) if calls else (text, ())


def is_text_call(call_id: str) -> bool:
    """Whether the call was written as text: its answer goes back as text too."""
    return call_id.startswith(_PREFIX)


def as_text(call: ToolCall) -> str:
    """The call as its server understands it."""
    return f'<tool_call>{{"name": {json.dumps(call.name)}, "arguments": {call.arguments}}}</tool_call>'


def _call(body: str, names: Collection[str], number: int) -> ToolCall | None:
    try:
        found: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("name"), str) or found["name"] not in names:
        return None
    arguments = found.get("arguments", found.get("parameters", {}))
    written = arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)
    return ToolCall(f"{_PREFIX}{number}", found["name"], written.encode(errors="replace").decode())
