"""Whatever goes wrong between us and a server has a code of its own, and only what may pass is tried again."""

import json
import socket
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.model.faults import Fault
from agent.model.port import Usage
from tests.agent.model.asked import Asked
from tests.agent.model.server import Answer, completion, failed, said, streamed


def test_a_request_that_the_server_filters(asked: Asked) -> None:
    asked.gives(failed(400, "Filtered.", code="content_filter"))
    assert asked.fails().code == "model-refused"
    assert len(asked.server.heard) == 1


@pytest.mark.parametrize("text", [None, "", "  \n"])
def test_an_empty_answer(asked: Asked, text: str | None) -> None:
    asked.gives(said(text))
    fault = asked.fails()
    assert (fault.code, fault.usage, len(asked.server.heard)) == ("model-empty", Usage(5, 4), 1)


@pytest.mark.parametrize(
    ("headers", "slept"),
    [
        ({}, 0.5),
        ({"Retry-After": "3"}, 3),
        ({"Retry-After": "Wed, 11 Nov 2026 10:00:07 GMT", "Date": "Wed, 11 Nov 2026 10:00:00 GMT"}, 7),
        ({"Retry-After": "soon"}, 0.5),
        ({"Retry-After": "-3"}, 0.5),
        ({"Retry-After": "Mon, 01 Jan 2024 00:00:00 +99999999999999999999"}, 0.5),
        ({"Retry-After": f"Mon, {'9' * 25} Jan 2024 00:00:00 GMT"}, 0.5),
    ],
)
def test_who_is_asked_to_wait_waits(asked: Asked, headers: dict[str, str], slept: float) -> None:
    asked.gives(failed(429, headers=headers), said("x"))
    if "Date" in headers:
        asked.server.http.RequestHandlerClass.date_time_string = lambda *_: headers["Date"]  # type: ignore[attr-defined]
        asked.gives(failed(429, headers={"Retry-After": headers["Retry-After"]}), said("x"))
    assert asked.complete().text == "x"
    assert asked.slept == [slept]


def test_nobody_waits_beyond_the_ceiling_or_the_time(asked: Asked) -> None:
    asked.gives(failed(429, headers={"Retry-After": "21"}))
    assert asked.fails().code == "model-rate-limited"
    asked.model = asked.made(seconds=10)
    asked.gives(failed(429, headers={"Retry-After": "11"}))
    assert asked.fails().code == "model-rate-limited"
    assert (asked.slept, len(asked.server.heard)) == ([], 2)


def test_patience_ends(asked: Asked) -> None:
    asked.gives(failed(429, "Slow down."))
    assert "Slow down" in asked.fails().message
    assert (asked.slept, len(asked.server.heard)) == ([0.5, 1.0], 3)


def test_no_credit_is_not_waited_for(asked: Asked) -> None:
    asked.gives(failed(429, "You exceeded your quota.", code="insufficient_quota"))
    fault = asked.fails()
    assert (fault.code, "credit" in fault.message, len(asked.server.heard)) == ("model-rate-limited", True, 1)


def test_a_server_that_fails_is_asked_again(asked: Asked) -> None:
    asked.gives(failed(500), failed(503), said("x"))
    assert asked.complete().text == "x"
    asked.gives(failed(502))
    assert asked.fails().code == "model-unavailable"
    assert len(asked.server.heard) == 6


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_what_is_rejected_is_not_asked_again(asked: Asked, status: int) -> None:
    asked.gives(failed(status, f"No.\x1b[31m Key secret-key. {'x' * 500}"))
    fault = asked.fails()
    assert (fault.code, len(asked.server.heard)) == ("model-rejected", 1)
    assert "Key …" in fault.message
    assert fault.message.isprintable()
    assert len(fault.message) < 400


def test_an_error_in_a_good_answer(asked: Asked) -> None:
    error = {"error": {"message": "Slow down.", "code": 429}}
    answer = Answer(json.dumps(error).encode())
    asked.gives(answer.but(chunks=(f"data: {json.dumps(error)}\n\n".encode(),)) if asked.stream else answer)
    fault = asked.fails()
    assert (fault.code, "Slow down" in fault.message) == ("model-rate-limited", True)
    vague = {"error": {"message": "Overloaded."}}
    answer = Answer(json.dumps(vague).encode())
    asked.gives(answer.but(chunks=(f"data: {json.dumps(vague)}\n\n".encode(),)) if asked.stream else answer)
    assert asked.fails().code == "model-unavailable"


def test_nobody_there(asked: Asked) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        asked.server.url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    asked.model = asked.made(60)
    fault = asked.fails()
    assert (fault.code, fault.usage, asked.slept) == ("model-unavailable", Usage(), [0.5, 1.0])


def test_a_connection_that_breaks_is_made_again(asked: Asked) -> None:
    broken = streamed(said("Notes have tags.")).but(drop_after=700) if asked.stream else said("x").but(drop_after=20)
    asked.gives(broken, said("whole"))
    assert asked.complete().text == "whole"
    asked.gives(broken)
    fault = asked.fails()
    assert (fault.code, fault.usage) == ("model-cut-off" if asked.stream else "model-unavailable", None)


def test_a_stream_without_an_end_is_no_answer(parts: Asked) -> None:
    chunks = streamed(said("Notes have tags.")).chunks
    assert chunks is not None
    parts.gives(Answer(b"", chunks=chunks[:3]))
    assert parts.fails().code == "model-cut-off"
    assert len(parts.server.heard) == 3


def test_a_server_that_does_not_answer_in_time(asked: Asked) -> None:
    asked.gives(said("x").but(delay=0.6))
    asked.model = asked.made(seconds=0.2)
    assert asked.fails().code == "model-timeout"
    assert len(asked.server.heard) == 1


def test_signs_of_life_do_not_lengthen_the_time(asked: Asked) -> None:
    asked.gives(said("x" * 60).but(drip=0.02))
    asked.model = asked.made(seconds=0.4)
    assert asked.fails().code == "model-timeout"


NONSENSE = [
    Answer(b"{"),
    Answer(b"[]"),
    Answer(b"{}"),
    Answer(b'"text"'),
    Answer(b"<html></html>", headers={}),
    said("x", choices=[]),
    said("x", choices=None),
    said("x", choices=[{"index": 0}]),
    said("x", choices="x"),
    completion({"content": None, "tool_calls": [{"id": "1"}]}),
    completion({"content": None, "tool_calls": "x"}),
]


@pytest.mark.parametrize("answer", NONSENSE)
def test_what_cannot_be_read(whole: Asked, answer: Answer) -> None:
    whole.gives(answer)
    assert whole.fails().code == "model-nonsense"
    assert len(whole.server.heard) == 1


@pytest.mark.parametrize("chunk", [b"data: {\n\n", b"data: []\n\n", b'data: {"choices": "x"}\n\n', b"data: 1\n\n", b""])
def test_a_stream_that_cannot_be_read(parts: Asked, chunk: bytes) -> None:
    parts.gives(Answer(b"", chunks=(chunk,)))
    assert parts.fails().code in {"model-nonsense", "model-cut-off"}


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
PARTS = st.dictionaries(st.sampled_from(["content", "refusal", "tool_calls", "role", "function_call", "audio"]), ANY)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PARTS, st.dictionaries(st.sampled_from(["choices", "usage", "error", "model", "service_tier"]), ANY))
def test_any_answer_is_a_reply_or_a_fault(whole: Asked, message: dict[str, Any], parts: dict[str, Any]) -> None:
    whole.gives(completion(message, **parts))
    try:
        reply = whole.complete()
    except Fault as fault:
        assert fault.code.startswith("model-")  # noqa: PT017
    else:
        assert reply.text.strip() or reply.calls or reply.ended != "stop"
