"""The interpreting backend on a loopback port."""

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.tools.validators.conformance.backend.application import Answer, Backend


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class _Handler(BaseHTTPRequestHandler):
    backend: Backend
    protocol_version = "HTTP/1.1"

    def _serve(self) -> None:
        starts = self.backend.starts
        is_chunked = "Transfer-Encoding" in self.headers
        content = self._chunks() if is_chunked else self.rfile.read(int(self.headers.get("Content-Length") or 0))
        length = len(content)
        if self.backend.starts != starts and "breaks off what it began" in self.backend.faults:
            self.close_connection = True
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        allowed = {"any size", "any size in pieces"} if is_chunked else {"any size"}
        large = length > self.backend.plan.api.max_body_bytes and not allowed & self.backend.faults
        method = "GET" if self.command == "HEAD" else self.command
        answer = self.backend.handle(method, self.path, headers, None if large else content, length)
        self._write(answer, headers)

    def _chunks(self) -> bytes:
        content = b""
        while size := int(self.rfile.readline(), 16):
            content += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return content

    def _write(self, answer: Answer, headers: dict[str, str]) -> None:
        data = (
            answer.body
            if isinstance(answer.body, bytes)
            else b""
            if answer.body is None
            else json.dumps(answer.body).encode()
        )
        sent = headers.get("x-request-id", "")
        told = {
            "Content-Type": "application/json",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'",
            "X-Frame-Options": "DENY",
            "Strict-Transport-Security": "max-age=31536000",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            "X-Request-ID": sent if re.fullmatch(r"[A-Za-z0-9._-]{8,64}", sent) else f"request-{time.monotonic_ns()}",
            **answer.headers,
        }
        if "no security headers" in self.backend.faults:
            told.pop("X-Content-Type-Options")
        self.send_response(answer.status)
        for name, value in told.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_HEAD = do_TRACE = do_QUERY = _serve

    def log_message(self, format: str, *args: Any) -> None:
        """The test's output is the suite's."""


@contextmanager
def serving(backend: Backend) -> Iterator[str]:
    """The base URL of the running backend."""
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"backend": backend}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
