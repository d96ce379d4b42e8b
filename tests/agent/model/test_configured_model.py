"""The model that the environment names."""

import pytest

from agent.model.openai_compatible import OpenAICompatible, configured_model
from agent.model.port import ModelFailed
from agent.model.recording import Recorded
from tests.agent.model.asked import ASKED
from tools.errors import BadInput

SERVER = {"BACKEND_ENGINEER_MODEL": "m", "OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}


def test_a_model_is_asked_only_where_one_is_named() -> None:
    assert configured_model({}) is None
    assert configured_model({"OPENAI_API_KEY": "k"}) is None
    assert configured_model({"BACKEND_ENGINEER_MODEL": "m"}) is None
    assert configured_model({"BACKEND_ENGINEER_MODEL_RECORDINGS": "x"}) is None
    found = configured_model(SERVER)
    assert found is not None
    assert found.name == "m"


def test_its_time_is_a_setting() -> None:
    found = configured_model({**SERVER, "BACKEND_ENGINEER_MODEL_TIMEOUT": "2.5"})
    assert isinstance(found, OpenAICompatible)
    assert found.patience.seconds == 2.5


def test_recordings_need_no_server() -> None:
    found = configured_model({"BACKEND_ENGINEER_MODEL": "m", "BACKEND_ENGINEER_MODEL_RECORDINGS": "none-such"})
    assert isinstance(found, Recorded)
    with pytest.raises(ModelFailed) as caught:
        found.complete(ASKED, [], 10)
    assert caught.value.code == "stale-recording"


@pytest.mark.parametrize(
    "wrong",
    [
        {"BACKEND_ENGINEER_MODEL_TIMEOUT": "0"},
        {"BACKEND_ENGINEER_MODEL_TIMEOUT": "nan"},
        {"BACKEND_ENGINEER_MODEL_TIMEOUT": "soon"},
        {"BACKEND_ENGINEER_MODEL_STREAM": "yes"},
        {"BACKEND_ENGINEER_MODEL_RECORD": "1"},
    ],
)
def test_a_setting_that_cannot_be_read_is_an_error(wrong: dict[str, str]) -> None:
    with pytest.raises(BadInput) as caught:
        configured_model({**SERVER, **wrong})
    assert caught.value.hint


def test_recording_needs_a_server() -> None:
    given = {"BACKEND_ENGINEER_MODEL_RECORDINGS": "x", "BACKEND_ENGINEER_MODEL_RECORD": "1"}
    with pytest.raises(BadInput):
        configured_model({"BACKEND_ENGINEER_MODEL": "m", **given})
