"""A server below HTTP: sends the bytes that it is told to send, for as long as somebody reads them."""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

Bytes = Callable[[], Iterable[bytes]]


class RawServer:
    """Answers each request with the same bytes, waiting between them; keeps the requests."""

    def __init__(self, parts: Bytes, wait: float = 0.0) -> None:
        self.heard: list[bytes] = []
        self.connections = 0
        self._parts, self._wait = parts, wait
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._ended = threading.Event()
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/v1"

    @contextmanager
    def running(self) -> Iterator["RawServer"]:
        """Serves while the context lasts."""
        self._socket.settimeout(0.05)
        thread = threading.Thread(target=self._serve)
        thread.start()
        try:
            yield self
        finally:
            self._ended.set()
            thread.join()
            self._socket.close()

    def _serve(self) -> None:
        while not self._ended.is_set():
            try:
                connection, _ = self._socket.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(5)
                self.connections += 1
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        try:
            while request := connection.recv(100_000):
                self.heard.append(request)
                for part in self._parts():
                    if self._ended.is_set():
                        return
                    connection.sendall(part)
                    time.sleep(self._wait)
        except OSError:
            # The client had enough: that is what the tests are about.
            return
