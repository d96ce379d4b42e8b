"""Requests that a server has begun with when it is told to end."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tools.validators.conformance.runner import draining
from tools.validators.conformance.runner.draining import drained
from tools.validators.conformance.runner.exchange import Ask

ASK = Ask("POST", "/notes", (("Content-Type", "application/json"),), b'{"text": "x"}')


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    ended = False
    breaks_off = False
    begins = True


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def handle_expect_100(self) -> bool:
        if self.server.begins:
            return super().handle_expect_100()
        self.send_error(417)
        return False

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.ended and self.server.breaks_off:
            self.close_connection = True
            return
        self.send_response(201)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """The test's output is the test's."""


@contextmanager
def serving() -> Iterator[_Server]:
    server = _Server(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draining, "SIGNAL_SECONDS", 0.05)


def _drained(server: _Server, faults: list[str]) -> tuple[list[object], list[str]]:
    def end() -> None:
        server.ended = True

    url = f"http://127.0.0.1:{server.server_address[1]}"
    answers, found = drained(url, [ASK, ASK], end, lambda: faults, 2)
    return [answer.body for answer in answers], found


def test_what_was_begun_with_is_answered_after_the_end_was_told() -> None:
    with serving() as server:
        assert _drained(server, []) == ([{"text": "x"}, {"text": "x"}], [])


def test_what_is_broken_off_is_told() -> None:
    with serving() as server:
        server.breaks_off = True
        answers, found = _drained(server, [])
    assert answers == []
    assert found == ["POST /notes was begun with and then broken off: RemoteDisconnected"] * 2


def test_a_server_that_does_not_ask_for_the_content_has_not_begun() -> None:
    with serving() as server:
        server.begins = False
        answers, found = _drained(server, [])
    assert answers == []
    assert found == ["the server does not begin with POST /notes: BadStatusLine HTTP/1.1 417 Expectation Failed"]


def test_wrong_answers_to_others_are_told() -> None:
    with serving() as server:
        _, found = _drained(server, ["status 500"])
    assert found == ["status 500", "status 500"]


def test_nobody_answering_others_is_no_fault() -> None:
    def call() -> list[str]:
        raise ConnectionRefusedError

    with serving() as server:
        url = f"http://127.0.0.1:{server.server_address[1]}"
        answers, found = drained(url, [ASK], lambda: None, call, 1)
    assert [answer.status for answer in answers] == [201]
    assert found == []
