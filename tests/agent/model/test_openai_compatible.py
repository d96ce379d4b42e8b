"""A server that speaks OpenAI's protocol, for real, over HTTP."""

import json
from typing import Any

import pytest

from agent.model.openai_compatible import OpenAICompatible, configured_model
from agent.model.port import Message, ModelFailed
from tests.agent.model.server import Server

GOOD = {
    "id": "1",
    "object": "chat.completion",
    "created": 1,
    "model": "m",
    "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Notes have tags."}}],
    "usage": {"prompt_tokens": 5, "completion_tokens": 4, "total_tokens": 9},
}


def complete(server: Server) -> Any:
    return OpenAICompatible("m", "key", server.url).complete([Message("system", "s"), Message("user", "u")])


def test_an_answer_with_its_cost(server: Server) -> None:
    server.answers = [(200, json.dumps(GOOD).encode())]
    reply = complete(server)
    assert (reply.text, reply.tokens) == ("Notes have tags.", 9)
    assert [message["content"] for message in server.heard[0]["messages"]] == ["s", "u"]
    assert "max_completion_tokens" not in server.heard[0]


def test_a_server_that_asks_to_wait_is_asked_again(server: Server) -> None:
    server.answers = [(429, b"{}"), (200, json.dumps(GOOD).encode())]
    assert complete(server).text == "Notes have tags."
    assert len(server.heard) == 2


EMPTY = {**GOOD, "choices": [{**GOOD["choices"][0], "message": {"role": "assistant", "content": None}}]}  # type: ignore[index, dict-item]


@pytest.mark.parametrize(
    "answer",
    [
        (500, b"{}"),
        (401, b"{}"),
        (200, b"{"),
        (200, b"[]"),
        (200, b"{}"),
        (200, b'"text"'),
        (200, json.dumps({**GOOD, "choices": []}).encode()),
        (200, json.dumps(EMPTY).encode()),
    ],
)
def test_whatever_goes_wrong_is_one_error(server: Server, answer: tuple[int, bytes]) -> None:
    server.answers = [answer]
    with pytest.raises(ModelFailed):
        complete(server)


def test_nobody_there(server: Server) -> None:
    with pytest.raises(ModelFailed):
        OpenAICompatible("m", "key", "http://127.0.0.1:1/v1").complete([Message("user", "u")])


def test_a_model_is_asked_only_where_one_is_named() -> None:
    assert configured_model({}) is None
    assert configured_model({"OPENAI_API_KEY": "k"}) is None
    assert configured_model({"BACKEND_ENGINEER_MODEL": "m"}) is None
    found = configured_model({"BACKEND_ENGINEER_MODEL": "m", "OPENAI_BASE_URL": "http://127.0.0.1:1/v1"})
    assert found is not None
    assert found.name == "m"
