"""An HTTP client for one answer of one server: bounded in time and in size, and never led to another place."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore2
import httpx2
import openai

from agent.model.client_errors import AnswerBroken, AnswerPacked, AnswerTooLong, Redirected

MAX_BYTES = 8_000_000
"""Of one answer, its protocol included."""


class BoundedClient(openai.DefaultHttpxClient):
    """An HTTP client whose time for reading is the time for the whole answer, from the connection to its last byte.

    Otherwise a server that sends a byte from time to time, as a sign of life, would be waited for without end.
    Redirects are refused, for the prompt would go to another server than the one that was chosen; so are packed
    answers, of which a megabyte may hold a gigabyte.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__(follow_redirects=False)
        self._time = _Time(monotonic)
        for transport in (self._transport, *self._mounts.values()):
            if isinstance(transport, httpx2.HTTPTransport):
                # The transport has no setting for this, and nothing above it sees a header before it is whole.
                transport._pool._network_backend = _Backend(transport._pool._network_backend, self._time)

    def send(self, request: httpx2.Request, *, stream: bool = False, **options: Any) -> httpx2.Response:
        self._time.begin(request.extensions["timeout"]["read"])
        request.headers["Accept-Encoding"] = "identity"
        response = super().send(request, stream=True, **options)
        try:
            if 300 <= response.status_code < 400:
                raise Redirected(f"Status {response.status_code}.")
            if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
                raise AnswerPacked("The answer is packed, unasked.")
            assert isinstance(response.stream, httpx2.SyncByteStream)
            response.stream = _Bounded(response.stream)
            if not stream:
                _read(response)
        except BaseException:
            response.close()
            raise
        return response


def _read(response: httpx2.Response) -> None:
    try:
        response.read()
    except (httpx2.NetworkError, httpx2.ProtocolError) as error:
        raise AnswerBroken("The answer broke off.") from error


class _Bounded(httpx2.SyncByteStream):
    """The bytes of an answer, up to a size."""

    def __init__(self, stream: httpx2.SyncByteStream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for part in self._stream:
            size += len(part)
            if size > MAX_BYTES:
                raise AnswerTooLong(f"More than {MAX_BYTES} bytes.")
            yield part

    def close(self) -> None:
        self._stream.close()


class _Time(threading.local):
    """Until when the request of this thread may last."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic, self._end = monotonic, 0.0

    def begin(self, seconds: float) -> None:
        self._end = self._monotonic() + seconds

    def left(self, timeout: float | None, error: type[httpcore2.TimeoutException]) -> float:
        """The seconds that one step may take. Raises `error` where none are left."""
        left = self._end - self._monotonic()
        if left <= 0:
            raise error("The answer is not whole in time.")
        return left if timeout is None else min(timeout, left)


class _Stream(httpcore2.NetworkStream):
    """A connection that is open, each step of it in the time that is left."""

    def __init__(self, stream: httpcore2.NetworkStream, time: _Time) -> None:
        self._stream, self._time = stream, time

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._time.left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._time.left(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = self._time.left(timeout, httpcore2.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._time)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Backend(httpcore2.NetworkBackend):
    """Opens connections, in the time that is left."""

    def __init__(self, backend: httpcore2.NetworkBackend, time: _Time) -> None:
        self._backend, self._time = backend, time

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        left = self._time.left(timeout, httpcore2.ConnectTimeout)
        return _Stream(self._backend.connect_tcp(host, port, left, local_address, socket_options), self._time)
