"""An answer has its time, its size and its place, whatever the server does."""

import gzip
import itertools
import time
from collections.abc import Iterator

import pytest

from agent.model.bounded_client import BoundedClient
from agent.model.port import Usage
from tests.agent.model.asked import Asked
from tests.agent.model.raw import Bytes, RawServer
from tests.agent.model.server import Answer, Server, said, streamed

_SLOW = 0.02


def _slowly(text: bytes) -> Iterator[bytes]:
    return (bytes([byte]) for byte in text)


def _endless_head() -> Iterator[bytes]:
    return itertools.chain([b"HTTP/1.1 200 OK\r\nX: "], itertools.repeat(b"x"))


def _endless_signs() -> Iterator[bytes]:
    return itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n")


def _redirect_that_drips() -> Iterator[bytes]:
    head = b"HTTP/1.1 307 Temporary Redirect\r\nLocation: /other\r\nContent-Length: 9000\r\n\r\n"
    return itertools.chain([head], _slowly(b"x" * 9_000))


def _error_that_drips() -> Iterator[bytes]:
    return itertools.chain([b"HTTP/1.1 400 Bad\r\nContent-Length: 9000\r\n\r\n"], _slowly(b"x" * 9_000))


@pytest.mark.parametrize("wait", [0, _SLOW])
@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (_endless_head, "model-timeout"),
        (_endless_signs, "model-timeout"),
        (_redirect_that_drips, "model-rejected"),
        (_error_that_drips, "model-timeout"),
    ],
)
def test_no_server_is_waited_for_without_end(asked: Asked, parts: Bytes, code: str, wait: float) -> None:
    with RawServer(parts, wait).running() as server:
        asked.server.url = server.url
        asked.model = asked.made(seconds=0.3, repetitions=0)
        began = time.monotonic()
        fault = asked.fails()
        assert time.monotonic() - began < 3
    if wait:
        assert fault.code == code


def test_the_time_is_that_of_the_clock_that_is_given() -> None:
    now = 0.0

    def later() -> float:
        nonlocal now
        now += 40
        return now

    with Server().running() as server, BoundedClient(later) as client:
        server.answers = [said("x")]
        with pytest.raises(Exception, match="in time"):
            client.post(server.url, json={}, timeout=60)


def test_a_connection_is_used_again_with_a_time_of_its_own() -> None:
    whole = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: keep-alive\r\n\r\nx"
    with RawServer(lambda: [whole]).running() as server, BoundedClient() as client:
        assert client.get(server.url, timeout=0.3).content == b"x"
        time.sleep(0.4)
        assert client.get(server.url, timeout=0.3).content == b"x"
        assert (len(server.heard), server.connections) == (2, 1)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(asked: Asked, status: int) -> None:
    with Server().running() as other:
        other.answers = [said("from another place")]
        asked.server.answers = [Answer(b"{}", status, {"Location": f"{other.url}/chat/completions"})]
        fault = asked.fails()
        assert other.heard == []
    assert (fault.code, fault.usage, len(asked.server.heard)) == ("model-rejected", Usage(), 1)
    assert "redirects to another place" in fault.message


def test_packed_answers_are_not_asked_for_and_not_opened(asked: Asked) -> None:
    answer = streamed(said("x")) if asked.stream else said("x")
    body = answer.body if answer.chunks is None else b"".join(answer.chunks)
    kind = b"text/event-stream" if asked.stream else b"application/json"
    packed = gzip.compress(body)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
    with RawServer(lambda: [head % (kind, len(packed)) + packed]).running() as server:
        asked.server.url = server.url
        asked.model = asked.made(60)
        fault = asked.fails()
        assert b"accept-encoding: identity\r\n" in server.heard[0].lower()
    assert (fault.code, "packed" in fault.message) == ("model-nonsense", True)


def test_an_answer_that_says_that_it_is_not_packed_is_read(asked: Asked) -> None:
    asked.gives(said("x").but(headers={"Content-Encoding": "identity"}))
    assert asked.complete().text == "x"


def test_an_answer_without_an_end(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.model.bounded_client.MAX_BYTES", 1_000)
    asked.gives(said("x" * 2_000))
    fault = asked.fails()
    assert (fault.code, fault.begun) == ("model-nonsense", True)


def test_proxies_are_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with RawServer(_endless_head, _SLOW).running() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url.removesuffix("/v1"))
        with BoundedClient() as client, pytest.raises(Exception, match=r"in time|timed out"):
            client.post("http://192.0.2.1/v1", json={}, timeout=0.3)
        assert proxy.heard
