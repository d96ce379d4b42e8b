"""One HTTP exchange, on a connection of its own; the standard library alone."""

import http.client
import json
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
    parts = urlsplit(base_url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS)
    try:
        connection.putrequest(ask.method, parts.path.rstrip("/") + ask.target, skip_accept_encoding=True)
        names = {name.lower() for name, _ in ask.headers}
        for name, value in ask.headers:
            connection.putheader(name, value)
        if ask.content is not None and not names & {"content-length", "transfer-encoding"}:
            connection.putheader("Content-Length", str(len(ask.content)))
        connection.putheader("Connection", "close")
        connection.endheaders(ask.content)
        response = connection.getresponse()
        raw = response.read()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, headers, raw, _parsed(headers.get("content-type", ""), raw))
    finally:
        connection.close()


def _parsed(content_type: str, raw: bytes) -> Any:
    media_type = content_type.partition(";")[0].strip().lower()
    if not raw or not (media_type == "application/json" or media_type.endswith("+json")):
        return MISSING
    try:
        return json.loads(raw)
    except ValueError:
        return MISSING
