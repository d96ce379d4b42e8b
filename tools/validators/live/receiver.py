"""Receives the events of a running backend, as whoever is told of them would."""

import hashlib
import hmac
import json
import secrets
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self

from tools.validators.runtime.ports import LOOPBACK

MOST_BYTES = 10_000_000


class Receiver:
    """An HTTP server on loopback that keeps what it is told; `refuse` lets it refuse the next events."""

    def __init__(self) -> None:
        self.secret = secrets.token_urlsafe(32)
        self._told: list[dict[str, Any]] = []
        self._refusals = 0
        self._lock = Lock()
        self._server = ThreadingHTTPServer((LOOPBACK, 0), _handler(self))
        self._thread = Thread(target=self._server.serve_forever, daemon=True)

    @property
    def settings(self) -> dict[str, str]:
        """The environment of a backend that tells this receiver."""
        return {"EVENTS_URL": f"http://{LOOPBACK}:{self._server.server_port}/events", "EVENTS_SECRET": self.secret}

    def told(self) -> list[dict[str, Any]]:
        """All events so far: media type, whether the signature is right, and the event."""
        with self._lock:
            return list(self._told)

    def refuse(self, times: int) -> None:
        """Refuses so many of the next requests."""
        with self._lock:
            self._refusals = times

    def take(self, headers: Any, body: bytes) -> int:
        """The status that a request is answered with."""
        with self._lock:
            if self._refusals:
                self._refusals -= 1
                return 503
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
        self._server.shutdown()
        self._server.server_close()


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = min(int(self.headers.get("Content-Length", "0")), MOST_BYTES)
            self.send_response(receiver.take(self.headers, self.rfile.read(length)))
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing: the proof has reports of its own."""

    return Handler
