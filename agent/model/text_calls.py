"""Calls that a model wrote as text, for servers that take no notice of the tools."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from agent.model.port import ToolCall

_PREFIX = "text-"
_TAGS = ("<tool_call>", "</tool_call>")
_FENCES = ("```", "```")
_THOUGHTS = ("<think>", "</think>")
_LANGUAGE = re.compile(r"[a-z_]*[ \t]*\n?")
"""What stands behind the fence that opens a block."""


def calls_in(text: str, names: Collection[str]) -> tuple[str, tuple[ToolCall, ...]]:
    """The text without the calls, and the calls. Only what names one of the tools is a call."""
    plain = "".join(_without_thoughts(text)).strip()
    calls: list[ToolCall] = []

    def taken(body: str) -> bool:
        call = _call(body, names, len(calls) + 1)
        if call is not None:
            calls.append(call)
        return call is not None

    if taken(plain):
        return "", tuple(calls)
    rest, after = [], 0
    for start, end, body in _blocks(plain, (_TAGS, _FENCES)):
        rest.append(plain[after:start] if taken(body) else plain[after:end])
        after = end
    return ("".join([*rest, plain[after:]]).strip(), tuple(calls)) if calls else (text, ())


def is_text_call(call_id: str) -> bool:
    """Whether the call was written as text: its answer goes back as text too."""
    return call_id.startswith(_PREFIX)


def as_text(call: ToolCall) -> str:
    """The call as its server understands it."""
    return f'<tool_call>{{"name": {json.dumps(call.name)}, "arguments": {call.arguments}}}</tool_call>'


def _without_thoughts(text: str) -> Iterator[str]:
    after = 0
    for start, end, _ in _blocks(text, (_THOUGHTS,)):
        yield text[after:start]
        after = end
    yield text[after:]


def _blocks(text: str, kinds: Collection[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Where the blocks begin and end, in turn, with what is in them: each text is looked at once for each kind."""
    openings = {kind: text.find(kind[0]) for kind in kinds}
    after = 0
    while True:
        openings = {kind: at if at >= after else text.find(kind[0], after) for kind, at in openings.items() if at >= 0}
        there = [(at, kind) for kind, at in openings.items() if at >= 0]
        if not there:
            return
        start, kind = min(there)
        inside = start + len(kind[0])
        if kind is _FENCES:
            inside = _end_of_language(text, inside)
        closing = text.find(kind[1], inside)
        if closing < 0:
            # No further opening of this kind can have a closing either.
            del openings[kind]
            continue
        after = closing + len(kind[1])
        yield start, after, text[inside:closing].strip()


def _end_of_language(text: str, start: int) -> int:
    found = _LANGUAGE.match(text, start)
    return found.end() if found else start


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
