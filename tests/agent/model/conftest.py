"""A server that speaks OpenAI's protocol, for real, over HTTP, and a model behind it."""

from collections.abc import Iterator

import pytest

from tests.agent.model.asked import Asked
from tests.agent.model.server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    with Server().running() as made:
        yield made


@pytest.fixture(params=[False, True], ids=["whole", "streamed"])
def asked(server: Server, request: pytest.FixtureRequest) -> Asked:
    return Asked(server, request.param)


@pytest.fixture
def whole(server: Server) -> Asked:
    return Asked(server, stream=False)


@pytest.fixture
def parts(server: Server) -> Asked:
    return Asked(server, stream=True)
