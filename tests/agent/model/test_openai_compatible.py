"""A model behind a server, for real, over HTTP: whole answers and streamed ones."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from agent.model.budget import Metered
from agent.model.port import Message, Reply, ToolCall, Usage
from tests.agent.model.asked import ASKED, TOOL, Asked
from tests.agent.model.server import Answer, called, cut_off, failed, refused, said, streamed


def test_words_with_what_they_cost(asked: Asked) -> None:
    asked.gives(said("Notes have tags."))
    assert asked.complete() == Reply("Notes have tags.", usage=Usage(5, 4))
    [heard] = asked.server.heard
    assert [message["content"] for message in heard["messages"]] == ["s", "u"]
    assert (heard["max_tokens"], heard["temperature"], heard.get("stream", False)) == (100, 0, asked.stream)
    assert asked.server.keys == ["Bearer secret-key"]


def test_nothing_is_sent_that_servers_often_reject(asked: Asked) -> None:
    asked.gives(said("x"))
    asked.complete()
    [heard] = asked.server.heard
    assert set(heard) - {"stream", "stream_options"} == {"model", "messages", "tools", "max_tokens", "temperature"}
    assert heard["tools"] == [
        {"type": "function", "function": {"name": "edit", "description": "Edits.", "parameters": TOOL.parameters}}
    ]


def test_without_tools_none_are_sent(asked: Asked) -> None:
    asked.gives(said("x"))
    asked.complete(tools=())
    assert "tools" not in asked.server.heard[0]


def test_calls_keep_their_order_and_their_words(asked: Asked) -> None:
    asked.gives(called("edit", '{"a":  1}', ("edit", '{"a": oops}'), ("look", "[1]")))
    reply = asked.complete()
    assert [(call.id, call.name, call.arguments) for call in reply.calls] == [
        ("call_1", "edit", '{"a":  1}'),
        ("call_2", "edit", '{"a": oops}'),
        ("call_3", "look", "[1]"),
    ]
    assert (reply.text, reply.ended) == ("", "stop")


def test_a_history_of_calls_goes_back(asked: Asked) -> None:
    asked.gives(said("x"))
    calls = (ToolCall("call_1", "edit", '{"a": 1}'), ToolCall("call_2", "edit", '{"a'))
    asked.complete(*ASKED, Message("assistant", "", calls), Message("tool", "good", call_id="call_1"))
    _, _, assistant, tool = asked.server.heard[0]["messages"]
    sent = [json.loads(call["function"]["arguments"]) for call in assistant["tool_calls"]]
    assert sent == [{"a": 1}, {"unreadable": '{"a'}]
    assert (tool["role"], tool["tool_call_id"], tool["content"]) == ("tool", "call_1", "good")


def test_halves_of_characters_in_a_history_go_back_as_they_were_written(asked: Asked) -> None:
    asked.gives(said("x"))
    written = '{"a": "\\ud800"}'
    asked.complete(
        *ASKED, Message("assistant", "", (ToolCall("1", "edit", written),)), Message("tool", "no", call_id="1")
    )
    [call] = asked.server.heard[0]["messages"][2]["tool_calls"]
    assert json.loads(call["function"]["arguments"]) == {"unreadable": written}


@pytest.mark.parametrize(
    "text",
    [
        '```json\n{"name": "edit", "arguments": {"a": 1}}\n```',
        '<tool_call>\n{"name": "edit", "arguments": "{\\"a\\": 1}"}</tool_call>',
    ],
)
def test_a_server_that_knows_no_tools_is_understood_and_answered_in_text(asked: Asked, text: str) -> None:
    asked.gives(said(f"Sure.\n{text}"))
    reply = asked.complete()
    [call] = reply.calls
    assert (reply.text, call.name, json.loads(call.arguments)) == ("Sure.", "edit", {"a": 1})
    asked.complete(*ASKED, Message("assistant", reply.text, reply.calls), Message("tool", "good", call_id=call.id))
    _, _, assistant, answer = asked.server.heard[1]["messages"]
    assert "tool_calls" not in assistant
    assert '<tool_call>{"name": "edit"' in assistant["content"]
    assert (answer["role"], "good" in answer["content"]) == ("user", True)


def test_halves_of_characters_do_no_harm(whole: Asked) -> None:
    whole.gives(called("\ud800", "\udfff"), said("a\ud800"))
    [call] = whole.complete().calls
    assert (call.name, call.arguments, whole.complete().text) == ("?", "?", "a?")
    Metered(whole.model).complete([Message("user", "\ud800")], [], 9)
    assert whole.server.heard[-1]["messages"][0]["content"] == "?"


def test_an_answer_that_was_cut_off(asked: Asked) -> None:
    asked.gives(cut_off("Notes ha"))
    assert (asked.complete().text, asked.complete().ended) == ("Notes ha", "length")


@pytest.mark.parametrize("answer", [cut_off(None, "edit", '{"a": [1,'), called("edit", '{"a": [1,')])
def test_a_call_that_was_cut_off_is_not_completed(asked: Asked, answer: Answer) -> None:
    asked.gives(answer)
    reply = asked.complete()
    assert ([call.arguments for call in reply.calls], reply.ended) == (['{"a": [1,'], "length")


def test_all_room_spent_on_thinking_is_cut_off_too(asked: Asked) -> None:
    asked.gives(cut_off(None))
    assert (asked.complete().text, asked.complete().ended) == ("", "length")


def test_refusals(asked: Asked) -> None:
    asked.gives(refused("I will not."), refused(None))
    assert [(reply.text, reply.ended) for reply in (asked.complete(), asked.complete())] == [
        ("I will not.", "refusal"),
        ("", "refusal"),
    ]


@pytest.mark.parametrize("rejected", ["temperature", "max_tokens"])
def test_a_setting_that_is_rejected_is_not_sent_again(asked: Asked, rejected: str) -> None:
    asked.server.rejects = {rejected}
    asked.gives(said("x"))
    assert (asked.complete().text, asked.complete().text) == ("x", "x")
    assert [rejected in heard for heard in asked.server.heard] == [True, False, False]
    assert asked.server.heard[1].get("max_completion_tokens") == (100 if rejected == "max_tokens" else None)
    assert asked.slept == []


def test_a_stream_without_a_count(parts: Asked) -> None:
    parts.server.rejects = {"stream_options"}
    parts.server.answers = [streamed(said("x"), usage=False)]
    assert parts.complete() == Reply("x", usage=Usage(exact=False))
    assert [heard.get("stream_options") for heard in parts.server.heard] == [{"include_usage": True}, None]


def test_several_settings_are_given_up_one_by_one(asked: Asked) -> None:
    asked.server.rejects = {"temperature", "max_tokens", "parallel_tool_calls", "stream_options"}
    asked.server.answers = [streamed(said("x"), usage=False) if asked.stream else said("x")]
    assert asked.complete().text == "x"
    assert len(asked.server.heard) == (4 if asked.stream else 3)


def test_a_server_that_takes_no_limit_at_all(asked: Asked) -> None:
    asked.server.rejects = {"max_tokens", "max_completion_tokens"}
    asked.gives(said("x"))
    assert asked.fails().code == "model-rejected"
    assert len(asked.server.heard) == 2


def test_a_limit_that_is_too_high_is_no_unknown_setting(asked: Asked) -> None:
    asked.gives(failed(400, "max_tokens is too large: 100.", param="max_tokens"))
    assert asked.fails().code == "model-rejected"
    assert len(asked.server.heard) == 1


def test_a_count_that_cannot_be_is_none(whole: Asked) -> None:
    whole.gives(
        said("x", usage={"prompt_tokens": -5, "completion_tokens": 2, "total_tokens": -3}), said("x", usage=None)
    )
    assert [whole.complete().usage, whole.complete().usage] == [Usage(exact=False)] * 2


def test_a_run_that_is_watched_is_not_streamed_by_that(whole: Asked) -> None:
    from langgraph.graph import MessagesState, StateGraph

    def ask(state: MessagesState) -> dict[str, Any]:
        return {"messages": [("assistant", whole.complete().text)]}

    whole.gives(said("x"))
    graph = StateGraph(MessagesState).add_node("ask", ask).set_entry_point("ask").compile()
    assert list(graph.stream({"messages": []}, stream_mode="messages"))
    assert not whole.server.heard[0].get("stream")


_ALONE = """
import socket, sys
seen = []
real = socket.socket.connect
def connect(self, address):
    seen.append(address)
    return real(self, address)
socket.socket.connect = connect
looked = socket.getaddrinfo
def getaddrinfo(host, *rest, **more):
    seen.append((host, rest[0] if rest else None))
    return looked(host, *rest, **more)
socket.getaddrinfo = getaddrinfo
from agent.model.openai_compatible import OpenAICompatible
from agent.model.port import Message
print(OpenAICompatible("m", "k", sys.argv[1]).complete([Message("user", "u")], [], 10).text)
print(sorted({str(address[0]) for address in seen}))
"""


def test_nothing_else_is_called(whole: Asked) -> None:
    whole.gives(said("x"))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LANG", "OTEL_"))}
    done = subprocess.run(
        [sys.executable, "-c", _ALONE, whole.server.url], env=kept, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["x", "['127.0.0.1']"]
