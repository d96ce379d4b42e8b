"""One HTTP exchange, on a connection of its own; the standard library alone."""

import http.client
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from .matching import MISSING

TIMEOUT_SECONDS = 30


@dataclass(frozen=True)
class Answer:
    """What came back; ``body`` is the parsed JSON, or MISSING."""

    status: int
    headers: dict[str, str]
    raw: bytes
    body: Any

    def header(self, name: str) -> Any:
        return self.headers.get(name.lower(), MISSING)


@dataclass(frozen=True)
class Ask:
    """What is sent; ``target`` is path and query, quoted."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    content: bytes | None

    def __str__(self) -> str:
        return f"{self.method} {self.target}"


def target_of(path: str, query: list[tuple[str, str]]) -> str:
    """Path and query as they stand in the request line."""
    if not query:
        return path
    pairs = "&".join(f"{quote(name, safe='')}={quote(value, safe=',')}" for name, value in query)
    return f"{path}?{pairs}"


def exchange(base_url: str, ask: Ask) -> Answer:
    """Sends and reads the answer; OSError or HTTPException when the server breaks the exchange off."""
    connection = _connection(base_url)
    try:
        _put_headers(connection, base_url, ask, {})
        connection.endheaders(ask.content, encode_chunked=_is_chunked(ask))
        return _answer(connection)
    finally:
        connection.close()


def exchange_together(base_url: str, asks: Sequence[Ask]) -> list[Answer]:
    """Sends requests at once: every connection is there before the first byte goes over any of them.

    OSError or HTTPException when the server breaks an exchange off.
    """
    connections: list[_Waiting] = []
    try:
        for ask in asks:
            connections.append(_connected(base_url, ask))
        for connection in connections:
            connection.let_go()
        with ThreadPoolExecutor(len(connections)) as pool:
            return list(pool.map(_answer, connections))
    finally:
        for connection in connections:
            connection.close()


class _Waiting(http.client.HTTPConnection):
    """Keeps what is to be sent until it is let go."""

    def __init__(self, host: str, port: int | None, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._kept = b""

    def send(self, data: Any) -> None:
        self._kept += data

    def let_go(self) -> None:
        self.sock.sendall(self._kept)


def _connected(base_url: str, ask: Ask) -> _Waiting:
    parts = urlsplit(base_url)
    connection = _Waiting(parts.hostname or "", parts.port, TIMEOUT_SECONDS)
    try:
        connection.connect()
        _put_headers(connection, base_url, ask, {})
        connection.endheaders(ask.content, encode_chunked=_is_chunked(ask))
    except BaseException:
        connection.close()
        raise
    return connection


class Begun:
    """A request that the server has begun with: it asked for the content (RFC 9110, 100-continue), and waits for it."""

    def __init__(self, base_url: str, ask: Ask) -> None:
        """OSError or HTTPException when the server does not ask for the content."""
        self.ask = ask
        self._connection = _connection(base_url)
        try:
            _put_headers(self._connection, base_url, ask, {"Expect": "100-continue"})
            self._connection.endheaders()
            self._await_interim_answer()
        except BaseException:
            self.close()
            raise

    def _await_interim_answer(self) -> None:
        received = b""
        while not received.endswith(b"\r\n\r\n"):
            more = self._connection.sock.recv(1)
            if not more:
                raise http.client.RemoteDisconnected("closed before it asked for the content")
            received += more
        if received.split(maxsplit=2)[1] != b"100":
            raise http.client.BadStatusLine(received.partition(b"\r\n")[0].decode("latin-1"))

    def finish(self) -> Answer:
        """Sends the content and reads the answer; OSError or HTTPException when the server breaks it off."""
        self._connection.send(self.ask.content or b"")
        return _answer(self._connection)

    def close(self) -> None:
        self._connection.close()


def _connection(base_url: str) -> http.client.HTTPConnection:
    parts = urlsplit(base_url)
    return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS)


def _put_headers(connection: http.client.HTTPConnection, base_url: str, ask: Ask, more: dict[str, str]) -> None:
    prefix = urlsplit(base_url).path.rstrip("/")
    connection.putrequest(ask.method, prefix + ask.target, skip_accept_encoding=True)
    for name, value in (*ask.headers, *more.items()):
        connection.putheader(name, value)
    is_told = any(name.lower() == "content-length" for name, _ in ask.headers)
    if ask.content is not None and not is_told and not _is_chunked(ask):
        connection.putheader("Content-Length", str(len(ask.content)))
    connection.putheader("Connection", "close")


def _is_chunked(ask: Ask) -> bool:
    """Whether the content comes without a word about its length (RFC 9112, 7.1)."""
    return any(name.lower() == "transfer-encoding" for name, _ in ask.headers)


def _answer(connection: http.client.HTTPConnection) -> Answer:
    response = connection.getresponse()
    raw = response.read()
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, headers, raw, _parsed(headers.get("content-type", ""), raw))


def _parsed(content_type: str, raw: bytes) -> Any:
    media_type = content_type.partition(";")[0].strip().lower()
    if not raw or not (media_type == "application/json" or media_type.endswith("+json")):
        return MISSING
    try:
        return json.loads(raw)
    except ValueError:
        return MISSING
