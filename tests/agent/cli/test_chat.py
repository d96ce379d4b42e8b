"""The chat on the command line, by lines of standard input."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from agent.chat.threads import STATE_VARIABLE
from agent.cli.main import app

FIRST = "Design the database: notes with a title and a text"
pytestmark = pytest.mark.usefixtures("shared_cache")


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))


def talk(out: Path, *lines: str, thread: str = "notes") -> tuple[int, str, str]:
    options = ["chat", "--thread", thread, "--out", str(out), "--validate", "static", "--stack", "fastapi,sqlite"]
    done = CliRunner().invoke(app, options, input="".join(f"{line}\n" for line in lines))
    return done.exit_code, done.stdout, done.stderr


def test_each_line_is_a_turn(tmp_path: Path) -> None:
    code, stdout, stderr = talk(tmp_path / "out", FIRST, "rename title to headline", "show history", "undo that")
    assert code == 0, stdout + stderr
    assert "→ attribute Note.title" in stderr
    assert "version 2" in stdout
    assert "~ database/schema.sql" in stdout
    assert f"1. {FIRST}" in stdout
    assert "2. rename title to headline (1 change)" in stdout
    assert "version 3" in stdout
    assert '"title"' in (tmp_path / "out/database/schema.sql").read_text(encoding="utf-8")


def test_a_thread_goes_on_in_the_next_session(tmp_path: Path) -> None:
    talk(tmp_path / "out", FIRST, "rename title to headline")
    code, stdout, _ = talk(tmp_path / "out", "rename headline to caption")
    assert code == 0
    assert "notes: version 2." in stdout
    manifest = json.loads((tmp_path / "out/.backend/manifest.json").read_text(encoding="utf-8"))
    assert "caption" in manifest["blueprint"]


def test_threads_are_apart(tmp_path: Path) -> None:
    talk(tmp_path / "a", FIRST, thread="a")
    _, stdout, _ = talk(tmp_path / "b", "Design the database: boats with a name", "/threads", thread="b")
    assert "a\nb\n" in stdout
    assert "boats" in (tmp_path / "b/database/schema.sql").read_text(encoding="utf-8")


def test_what_is_not_understood_gets_help_and_changes_nothing(tmp_path: Path) -> None:
    code, stdout, _ = talk(tmp_path / "out", FIRST, "sing me a song", "/help", "why is the key a uuid?")
    assert code == 0
    assert "You can say" in stdout
    assert "rename" in stdout
    assert "UUID of version 7" in stdout
    assert "primary-keys" in stdout


def test_a_turn_that_cannot_be_made_is_an_error_and_the_chat_goes_on(tmp_path: Path) -> None:
    code, stdout, stderr = talk(tmp_path / "out", FIRST, "undo", "rename title to headline")
    assert code == 2
    assert "nothing-to-undo" in stderr
    assert "version 2" in stdout


def test_quitting_ends_the_chat(tmp_path: Path) -> None:
    _, stdout, _ = talk(tmp_path / "out", FIRST, "/quit", "rename title to headline")
    assert "version 2" not in stdout


@pytest.mark.parametrize("name", ["", "../x", "A", "x" * 61, "a b"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    code, _, stderr = talk(tmp_path / "out", FIRST, thread=name)
    assert code == 2
    assert "bad-thread" in stderr


def test_a_long_place_breaks_no_line(tmp_path: Path) -> None:
    out = tmp_path / "a-folder-whose-name-is-so-long" / "that-no-line-of-a-terminal-holds-it-and-more"
    _, stdout, _ = talk(out, FIRST, "rename title to headline")
    assert f"{out} version 2 (" in stdout


def test_what_was_taken_where_nobody_answers_is_told(tmp_path: Path) -> None:
    code, stdout, stderr = talk(tmp_path / "out", FIRST, "add a required shelf code to notes")
    assert code == 0, stdout + stderr
    assert "have as shelf_code? Without a value it is optional. Taken: make it optional." in stdout
