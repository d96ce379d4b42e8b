"""Between our messages and LangChain's."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from agent.model.port import Message, Reply, ToolCall, ToolSpec, Usage
from agent.model.text_calls import as_text, calls_in, is_text_call

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

_REFUSED = frozenset({"content_filter", "refusal"})
_FULL = frozenset({"length", "max_tokens"})
MOST_TOKENS = 10**9
"""No exchange has more; a server that tells of more does not count."""


def to_langchain(messages: Sequence[Message]) -> list[dict[str, Any]]:
    """The messages in the shape that every LangChain chat model takes."""
    return [_message(message) for message in messages]


def to_functions(tools: Sequence[ToolSpec]) -> list[dict[str, Any]]:
    """The tools in the shape that every LangChain chat model takes."""
    return [
        {
            "type": "function",
            "function": {"name": tool.name, "description": tool.description, "parameters": dict(tool.parameters)},
        }
        for tool in tools
    ]


def to_reply(answer: "BaseMessage", tools: Sequence[ToolSpec]) -> Reply:
    """The answer as ours. Raises ValueError, TypeError and their like where it has another shape."""
    text, calls = str(answer.text), _calls(answer)
    if not calls and tools:
        text, calls = calls_in(text, {tool.name for tool in tools})
    refusal = answer.additional_kwargs.get("refusal")
    ended = _ended(answer, calls)
    if isinstance(refusal, str) and refusal.strip():
        text, ended = text or refusal, "refusal"
    return Reply(text=whole_characters(text), calls=calls, usage=_usage(answer), ended=ended)


def finish_reason(answer: "BaseMessage") -> str:
    """Why the server ended the answer; empty where it does not say."""
    told = answer.response_metadata
    return str(told.get("finish_reason") or told.get("stop_reason") or "")


def whole_characters(text: str) -> str:
    """The text without halves of characters, which JSON can carry and UTF-8 cannot."""
    return text.encode(errors="replace").decode()


def whole_count(told: object) -> int | None:
    """The number of tokens that a server tells; None for what cannot be one."""
    return told if isinstance(told, int) and not isinstance(told, bool) and 0 <= told <= MOST_TOKENS else None


def received(answer: "BaseMessage") -> str:
    """What had come of an answer that is not whole: its words, and what there is of its calls."""
    calls = getattr(answer, "tool_call_chunks", ())
    return "\n".join([str(answer.text), *[f"{call.get('name') or ''} {call.get('args') or ''}" for call in calls]])


def _message(message: Message) -> dict[str, Any]:
    content = whole_characters(message.content)
    if message.role == "tool":
        if is_text_call(message.call_id):
            return {"role": "user", "content": f"<tool_response>{content}</tool_response>"}
        return {"role": "tool", "content": content, "tool_call_id": message.call_id}
    told: dict[str, Any] = {"role": message.role, "content": content}
    written = [as_text(call) for call in message.calls if is_text_call(call.id)]
    if written:
        told["content"] = "\n".join([content, *written]).strip()
    calls = [call for call in message.calls if not is_text_call(call.id)]
    if calls:
        told["tool_calls"] = [
            {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": _sendable(call)}}
            for call in calls
        ]
    return told


def _sendable(call: ToolCall) -> str:
    """Servers refuse a history with arguments that are no JSON object, so such go back as a text in one.

    So do objects with halves of characters: LangChain writes them anew, and could not send them.
    """
    return call.arguments if _is_sendable(call.arguments) else json.dumps({"unreadable": call.arguments})


def _calls(answer: "BaseMessage") -> tuple[ToolCall, ...]:
    """The calls with their arguments as written: LangChain would complete what was cut off."""
    raw = answer.additional_kwargs.get("tool_calls")
    if not raw:
        raw = getattr(answer, "tool_call_chunks", None) or [
            *getattr(answer, "tool_calls", ()),
            *getattr(answer, "invalid_tool_calls", ()),
        ]
    return tuple(_call(item, number) for number, item in enumerate(raw, start=1))


def _call(item: Mapping[str, Any], number: int) -> ToolCall:
    told = item.get("function", item)
    arguments = told.get("arguments", told.get("args"))
    written = arguments if isinstance(arguments, str) else json.dumps(arguments or {}, ensure_ascii=False)
    parts = str(item.get("id") or f"call-{number}"), str(told.get("name") or ""), written or "{}"
    return ToolCall(*map(whole_characters, parts))


def _ended(answer: "BaseMessage", calls: tuple[ToolCall, ...]) -> Literal["stop", "length", "refusal"]:
    reason = finish_reason(answer)
    if reason in _REFUSED:
        return "refusal"
    # Not every server says that it stopped in the middle of a call.
    return "length" if reason in _FULL or any(_breaks_off(call.arguments) for call in calls) else "stop"


def _breaks_off(arguments: str) -> bool:
    """Whether the JSON is right up to its end, which is missing."""
    try:
        json.loads(arguments)
    except json.JSONDecodeError as error:
        return error.pos >= len(arguments.rstrip()) or error.msg.startswith("Unterminated string")
    except RecursionError:
        return False
    return False


def _is_sendable(arguments: str) -> bool:
    try:
        found = json.loads(arguments)
        json.dumps(found, ensure_ascii=False).encode()
        return isinstance(found, dict)
    except (ValueError, RecursionError):
        return False


def _usage(answer: "BaseMessage") -> Usage:
    told = getattr(answer, "usage_metadata", None) or {}
    taken, given = whole_count(told.get("input_tokens")), whole_count(told.get("output_tokens"))
    return Usage(taken, given) if taken is not None and given is not None and taken + given else Usage(exact=False)
