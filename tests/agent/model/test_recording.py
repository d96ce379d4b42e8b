"""What was recorded is replayed, and nothing else is."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.model.budget import Metered
from agent.model.openai_compatible import OpenAICompatible, configured_model
from agent.model.patience import Patience
from agent.model.port import Message, ModelFailed, Reply, ToolCall, ToolSpec, Usage
from agent.model.recording import Recorded
from agent.model.scripted import ScriptedModel
from tests.agent.model.server import Server, called, failed, said
from tools.errors import BadInput

ASKED = (Message("system", "s"), Message("user", "Books."))
TOOL = ToolSpec("edit", "Edits.", {"type": "object"})
REPLY = Reply("né\n", (ToolCall("1", "edit", '{"a": [1,'),), Usage(3, 4, exact=False), "length")


def record(folder: Path, *replies: Reply | ModelFailed) -> Recorded:
    return Recorded(ScriptedModel(replies), folder, "record")


def replay(folder: Path, name: str = "scripted") -> Recorded:
    return Recorded(None, folder, "replay", name)


def stale(model: Recorded, *messages: Message, tools: tuple[ToolSpec, ...] = (TOOL,)) -> str:
    with pytest.raises(ModelFailed) as caught:
        model.complete(messages or ASKED, tools, 9)
    assert caught.value.code == "stale-recording"
    assert "again" in caught.value.hint
    return caught.value.message


def test_a_replay_says_what_was_said(tmp_path: Path) -> None:
    assert record(tmp_path / "new", REPLY).complete(ASKED, [TOOL], 9) == REPLY
    assert replay(tmp_path / "new").complete(ASKED, [TOOL], 1_000) == REPLY
    [file] = (tmp_path / "new").iterdir()
    assert file.suffix == ".json"


def test_a_replay_asks_nobody(tmp_path: Path) -> None:
    model = ScriptedModel([REPLY])
    stale(Recorded(model, tmp_path, "replay"))
    assert model.heard == []


def test_a_change_of_prompt_tools_or_model_is_told_with_the_nearest_recording(tmp_path: Path) -> None:
    other = (Message("system", "other"), ASKED[1])
    record(tmp_path, REPLY).complete(other, [TOOL], 9)
    [far] = [file.name for file in tmp_path.iterdir()]
    record(tmp_path, REPLY).complete(ASKED, [TOOL], 9)
    [near] = [file.name for file in tmp_path.iterdir() if file.name != far]
    (tmp_path / "notes.json").write_text("[]")
    changed = (ASKED[0], Message("user", "Books and authors."))
    assert near in stale(replay(tmp_path), *changed)
    assert far in stale(replay(tmp_path), Message("system", "other one"), ASKED[1])
    assert near in stale(replay(tmp_path), tools=())
    assert "nearest" not in stale(replay(tmp_path, "another"))
    assert "nearest" not in stale(replay(tmp_path), *ASKED, ASKED[1])


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"reply": {"text": "x"}}', "\udcff"])
def test_a_spoilt_recording_is_told(tmp_path: Path, text: str) -> None:
    record(tmp_path, REPLY).complete(ASKED, [TOOL], 9)
    [file] = tmp_path.iterdir()
    file.write_bytes(text.encode(errors="surrogateescape"))
    assert file.name in stale(replay(tmp_path))


def test_a_new_recording_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    record(tmp_path, Reply("old")).complete(ASKED, [], 9)
    record(tmp_path, Reply("new")).complete(ASKED, [], 9)
    assert replay(tmp_path).complete(ASKED, [], 9) == Reply("new")


def test_failures_are_not_kept(tmp_path: Path) -> None:
    with pytest.raises(ModelFailed, match="No"):
        record(tmp_path, ModelFailed("No.", hint="Wait.")).complete(ASKED, [], 9)
    assert list(tmp_path.iterdir()) == []


def test_recording_needs_a_model(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        Recorded(None, tmp_path, "record", "m")


def test_a_real_exchange_by_the_environment(server: Server, tmp_path: Path) -> None:
    named = {"BACKEND_ENGINEER_MODEL": "m", "BACKEND_ENGINEER_MODEL_RECORDINGS": str(tmp_path)}
    asked = {**named, "BACKEND_ENGINEER_MODEL_RECORD": "1", "OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "sk-key"}
    server.answers = [called("edit", {"a": 1})]
    model = configured_model(asked)
    assert model is not None
    reply = model.complete(ASKED, [TOOL], 9)
    again = configured_model(named)
    assert again is not None
    assert again.complete(ASKED, [TOOL], 9) == reply
    assert len(server.heard) == 1
    [file] = tmp_path.iterdir()
    assert "sk-key" not in file.read_text()
    assert server.url not in file.read_text()


def test_its_attempts_are_counted_too(server: Server, tmp_path: Path) -> None:
    server.answers = [failed(500), said("x")]
    model = OpenAICompatible("m", "k", server.url, patience=Patience(60, sleep=lambda _: None))
    metered = Metered(Recorded(model, tmp_path, "record"))
    assert metered.complete(ASKED, [], 9).text == "x"
    assert metered.spend.calls == 2
    again = Metered(replay(tmp_path, "m"))
    again.complete(ASKED, [], 9)
    assert (again.spend.calls, again.spend.tokens) == (1, 9)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=9), min_size=1, max_size=3), st.text(max_size=20))
def test_any_words_survive(tmp_path: Path, words: list[str], text: str) -> None:
    messages = [Message("user", word) for word in words]
    record(tmp_path, Reply(text)).complete(messages, [], 9)
    assert replay(tmp_path).complete(messages, [], 9) == Reply(text)
    assert all(json.loads(file.read_text()) for file in tmp_path.iterdir())
