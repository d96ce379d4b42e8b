"""LangChain's client of OpenAI's chat protocol, made to keep what it would lose. Importing this takes two seconds."""

import json
from typing import Any

import openai
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_openai import ChatOpenAI

from agent.model.translation import whole_count


class Chat(ChatOpenAI):
    """Keeps the raw arguments of each call, and refusals, also in a stream."""

    def _create_chat_result(
        self, response: dict[str, Any] | openai.BaseModel, generation_info: dict[str, Any] | None = None
    ) -> ChatResult:
        if not isinstance(response, dict | openai.BaseModel):
            raise TypeError("The answer is no JSON object.")
        told = response if isinstance(response, dict) else response.model_dump(warnings=False)
        # LangChain falls over a call whose arguments are no object, so it is shown the others only.
        told["usage"] = _counts(told.get("usage"))
        kept = [_keep(choice["message"]) for choice in told.get("choices") or ()]
        result = super()._create_chat_result(told, generation_info)
        for generation, extra in zip(result.generations, kept, strict=True):
            generation.message.additional_kwargs.update(extra)
        return result

    def _convert_chunk_to_generation_chunk(
        self, chunk: dict[str, Any], default_chunk_class: type, base_generation_info: dict[str, Any] | None
    ) -> ChatGenerationChunk | None:
        chunk["usage"] = _counts(chunk.get("usage"))
        choices = chunk.get("choices") or ()
        delta = (choices[0].get("delta") or {}) if choices else {}
        for place, call in enumerate(delta.get("tool_calls") or ()):
            if call.get("index") is None:
                call["index"] = place
        made = super()._convert_chunk_to_generation_chunk(chunk, default_chunk_class, base_generation_info)
        if made is not None and isinstance(made.message, AIMessageChunk) and isinstance(delta.get("refusal"), str):
            made.message.additional_kwargs["refusal"] = delta["refusal"]
        return made


def _keep(message: dict[str, Any]) -> dict[str, Any]:
    """What LangChain would lose of a message; the calls that it cannot take are taken out."""
    extra: dict[str, Any] = {}
    calls = message.get("tool_calls") or []
    if calls:
        extra["tool_calls"] = list(calls)
        message["tool_calls"] = [call for call in calls if _is_object(call["function"].get("arguments"))]
    if message.get("refusal"):
        extra["refusal"] = message["refusal"]
    if message.get("role") is None:
        message["role"] = "assistant"
    return extra


def _counts(usage: object) -> dict[str, int] | None:
    """The server's count of tokens, where it can be one: LangChain would fall over another, or hand it on."""
    told = usage if isinstance(usage, dict) else {}
    taken, given = whole_count(told.get("prompt_tokens")), whole_count(told.get("completion_tokens"))
    if taken is None or given is None:
        return None
    return {"prompt_tokens": taken, "completion_tokens": given, "total_tokens": taken + given}


def _is_object(arguments: object) -> bool:
    try:
        return isinstance(arguments, str) and isinstance(json.loads(arguments), dict)
    except (ValueError, RecursionError):
        return False
