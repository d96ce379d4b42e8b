"""A slip is mended where one name alone is nearly so."""

from types import MappingProxyType

import pytest

from agent.chat.turns.scene import Scene
from agent.chat.turns.typos import mended
from agent.planner import Draft
from agent.task import Request
from tests.agent.chat.turns.conftest import STACK, example


def _unasked(request: Request) -> Draft:
    raise AssertionError("nothing is to be planned")


@pytest.fixture
def scene() -> Scene:
    return Scene(example("library"), STACK, _unasked, MappingProxyType({}))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("rename titel to name", "rename title to name"),
        ("make publishd_on requred", "make published_on required"),
        ("rename titel to titel", "rename title to titel"),
    ],
)
def test_a_slip_is_mended(said: str, meant: str, scene: Scene) -> None:
    found = mended(said, scene)
    assert found is not None
    assert found[0] == meant
    assert "is read as" in found[1]


@pytest.mark.parametrize("said", ["rename invoice to bill", "remove the salary of members", "make page required"])
def test_other_words_stay(said: str, scene: Scene) -> None:
    assert mended(said, scene) is None
