"""Stands for all that lies outside a running backend: who is told of events, and services that it calls."""

import hashlib
import hmac
import json
import secrets
import time
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Self

from tools.validators.live.holding import Holding
from tools.validators.runtime.ports import LOOPBACK

MOST_BYTES = 10_000_000
PORTS = "/ports/"
REFUSING_SECONDS = 2.0
"""How long a refusal takes: long enough that whoever sends can be stopped meanwhile."""
PATIENCE_SECONDS = 60.0


class Receiver:
    """An HTTP server on loopback; `answers` are what the calls of ports are usually answered with, by address."""

    def __init__(self, answers: Mapping[str, Any] | None = None) -> None:
        self.secret = secrets.token_urlsafe(32)
        self._usual = dict(answers or {})
        self._answers: dict[str, tuple[int, Any]] = {}
        self._questions: list[dict[str, Any]] = []
        self._told: list[dict[str, Any]] = []
        self._refusals = 0
        self._refusal = 503
        self._refusing = Event()
        self._lock = Lock()
        self.holding = Holding()
        self._server = ThreadingHTTPServer((LOOPBACK, 0), _handler(self))
        self._thread = Thread(target=self._server.serve_forever, daemon=True)

    @property
    def settings(self) -> dict[str, str]:
        """The environment of a backend whose outside this is."""
        url = f"http://{LOOPBACK}:{self._server.server_port}"
        found = {"EVENTS_URL": f"{url}/events", "EVENTS_SECRET": self.secret}
        for port in {address.partition("/")[0] for address in self._usual}:
            found[f"OUTSIDE_{port.upper()}_URL"] = f"{url}{PORTS}{port}"
            found[f"OUTSIDE_{port.upper()}_TOKEN"] = self.secret
        return found

    def told(self) -> list[dict[str, Any]]:
        """All events so far: media type, whether the signature is right, and the event."""
        with self._lock:
            return list(self._told)

    def refuse(self, times: int, status: int = 503) -> None:
        """Refuses so many of the next requests, slowly."""
        with self._lock:
            self._refusals, self._refusal = times, status
            self._refusing.clear()

    def refused(self) -> bool:
        """Waits until it is about to refuse the first of them; False where nothing comes."""
        return self._refusing.wait(PATIENCE_SECONDS)

    def questions(self) -> list[dict[str, Any]]:
        """All that services were asked so far: the call, its key, whether the caller is known, and the question."""
        with self._lock:
            return list(self._questions)

    def answer(self, call: str, answer: Any, status: int = 200) -> None:
        """Answers a call so from now on; None is no JSON."""
        with self._lock:
            self._answers[call] = (status, answer)

    def as_usual(self) -> None:
        """Forgets what cases asked for."""
        with self._lock:
            self._answers.clear()
            self._refusals = 0
        self.holding.release_all()

    def ask(self, call: str, headers: Any, body: bytes) -> tuple[int, bytes]:
        """Status and body of a service's answer."""
        with self._lock:
            authorized = headers.get("Authorization") == f"Bearer {self.secret}"
            question = {"call": call, "key": headers.get("Idempotency-Key"), "authorized": authorized}
            self._questions.append({**question, "question": json.loads(body)})
            status, answer = self._answers.get(call, (200, self._usual.get(call)))
        self.holding.wait(call)
        return status, b"no JSON" if answer is None else json.dumps(answer).encode()

    def take(self, headers: Any, body: bytes) -> int:
        """The status that a request is answered with."""
        with self._lock:
            refuses, status = self._refusals > 0, self._refusal
            self._refusals -= refuses
        if refuses:
            self._refusing.set()
            time.sleep(REFUSING_SECONDS)
            return status
        with self._lock:
            try:
                event = json.loads(body)
            except ValueError:
                event = {"unreadable": body[:200].decode(errors="replace")}
            signed = hmac.compare_digest(headers.get("Webhook-Signature", ""), self._signature(headers, body))
            self._told.append({"content_type": headers.get("Content-Type"), "signed": signed, "event": event})
            return 204

    def _signature(self, headers: Any, body: bytes) -> str:
        signed = f"{headers.get('Webhook-Id')}.{headers.get('Webhook-Timestamp')}.".encode() + body
        digest = hmac.digest(self.secret.encode(), signed, hashlib.sha256)
        return f"v1,{b64encode(digest).decode()}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.holding.release_all()
        self._server.shutdown()
        self._server.server_close()


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(min(int(self.headers.get("Content-Length", "0")), MOST_BYTES))
            if self.path.startswith(PORTS):
                status, content = receiver.ask(self.path.removeprefix(PORTS), self.headers, sent)
            else:
                status, content = receiver.take(self.headers, sent), b""
            # A backend that is stopped may not wait for its answer.
            with suppress(ConnectionError):
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing: the proof has reports of its own."""

    return Handler
