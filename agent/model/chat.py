"""LangChain's client of OpenAI's chat protocol, made to keep what it would lose. Importing this takes two seconds."""

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx2
import openai
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_openai import ChatOpenAI

from agent.model.client_errors import AnswerTooLong

MAX_BYTES = 8_000_000
"""Of one answer, its protocol included."""


class Chat(ChatOpenAI):
    """Keeps the raw arguments of each call, and refusals, also in a stream."""

    def _create_chat_result(
        self, response: dict[str, Any] | openai.BaseModel, generation_info: dict[str, Any] | None = None
    ) -> ChatResult:
        if not isinstance(response, dict | openai.BaseModel):
            raise TypeError("The answer is no JSON object.")
        told = response if isinstance(response, dict) else response.model_dump(warnings=False)
        # LangChain falls over a call whose arguments are no object, so it is shown the others only.
        kept = [_keep(choice["message"]) for choice in told.get("choices") or ()]
        result = super()._create_chat_result(told, generation_info)
        for generation, extra in zip(result.generations, kept, strict=True):
            generation.message.additional_kwargs.update(extra)
        return result

    def _convert_chunk_to_generation_chunk(
        self, chunk: dict[str, Any], default_chunk_class: type, base_generation_info: dict[str, Any] | None
    ) -> ChatGenerationChunk | None:
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


def _is_object(arguments: object) -> bool:
    try:
        return isinstance(arguments, str) and isinstance(json.loads(arguments), dict)
    except (ValueError, RecursionError):
        return False


class BoundedClient(openai.DefaultHttpxClient):
    """An HTTP client whose time for reading is the time for the whole answer, and whose answers have an end.

    Otherwise a server that sends a byte from time to time, as a sign of life, would be waited for without end.
    """

    def send(self, request: httpx2.Request, *, stream: bool = False, **options: Any) -> httpx2.Response:
        end = time.monotonic() + request.extensions["timeout"]["read"]
        response = super().send(request, stream=True, **options)
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = _Bounded(response.stream, end)
        if not stream:
            try:
                response.read()
            except BaseException:
                response.close()
                raise
        return response


class _Bounded(httpx2.SyncByteStream):
    """The bytes of an answer, up to a moment and up to a size."""

    def __init__(self, stream: httpx2.SyncByteStream, end: float) -> None:
        self._stream, self._end = stream, end

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for part in self._stream:
            size += len(part)
            if size > MAX_BYTES:
                raise AnswerTooLong(f"More than {MAX_BYTES} bytes.")
            if time.monotonic() > self._end:
                raise httpx2.ReadTimeout("The answer is not whole in time.")
            yield part

    def close(self) -> None:
        self._stream.close()
