"""A server that speaks OpenAI's protocol, for real, over HTTP."""

import threading
from collections.abc import Iterator

import pytest

from tests.agent.model.server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.http.serve_forever)
    thread.start()
    yield made
    made.http.shutdown()
    thread.join()
    made.http.server_close()
