"""What a conversation does with a turn that waits, with what it was started with, and with odd input."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from agent.chat.threads import STATE_VARIABLE
from agent.cli.main import app

FIRST = "Design the database: notes with a title and a text"
SHELF = "add a required shelf code to notes"
pytestmark = pytest.mark.usefixtures("shared_cache")


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)


class Chat:
    """Starts the chat on one thread, at a terminal or a pipe."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def begin(self) -> None:
        code, told = self.pipe("--stack", "fastapi,sqlite", lines=[FIRST])
        assert code == 0, told

    def pipe(self, *options: str, lines: list[str | bytes] | None = None) -> tuple[int, str]:
        given = b"".join((line if isinstance(line, bytes) else line.encode()) + b"\n" for line in lines or [])
        done = CliRunner().invoke(app, ["chat", "--thread", "notes", "--validate", "static", *options], input=given)
        return done.exit_code, done.output

    def terminal(self, *options: str, lines: list[str | bytes] | None = None) -> tuple[int, str]:
        with self._patch.context() as patch:
            for module in ("asking", "conversation", "lines"):
                patch.setattr(f"agent.cli.{module}.person_is_there", lambda: True)
            return self.pipe(*options, lines=lines)


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch) -> Chat:
    made = Chat(monkeypatch)
    made.begin()
    return made


def test_what_waits_is_shown_with_what_to_do(chat: Chat) -> None:
    code, told = chat.terminal(lines=[SHELF])
    assert code == 3
    waits = told.partition("Changes that are not made yet")[2]
    assert "+ attribute Note.shelf_code" in waits
    assert "--yes" in waits
    assert "--answer" not in told


def test_where_only_the_confirmation_is_open_the_changes_are_shown(chat: Chat) -> None:
    code, told = chat.terminal(lines=["rename title to headline"])
    assert code == 3
    assert "→ attribute Note.title" in told.partition("Changes that are not made yet")[2]


@pytest.mark.parametrize("options", [(), ("--yes",)])
def test_a_pipe_finishes_what_waits_and_then_takes_its_own_turn(chat: Chat, options: tuple[str, ...]) -> None:
    chat.terminal(lines=[SHELF])
    code, told = chat.pipe(*options, lines=["rename title to headline"])
    assert code == 0, told
    assert f"A turn waited for an answer: the defaults are taken: {SHELF}" in told
    assert told.index("version 2 (") < told.index("> rename title") < told.index("version 3 (")


def test_yes_finishes_what_waits_at_a_terminal_too(chat: Chat) -> None:
    chat.terminal(lines=[SHELF])
    code, told = chat.terminal("--yes", lines=["rename title to headline"])
    assert code == 0, told
    assert "version 3 (" in told


def test_a_person_is_shown_what_waits_and_asked_again(chat: Chat) -> None:
    chat.terminal(lines=[SHELF])
    code, told = chat.terminal(lines=["", "no thanks", "show history"])
    assert code == 0, told
    shown, _, rest = told.partition("Make these changes? [yes]")
    assert f"A turn waits for an answer: {SHELF}" in shown
    assert "+ attribute Note.shelf_code" in shown
    assert "Nothing was changed." in rest
    assert f"1. {FIRST}" in rest
    assert "2. " not in rest


def test_no_turn_is_taken_before_the_one_that_waits(chat: Chat) -> None:
    chat.terminal(lines=["rename title to headline"])
    code, told = chat.terminal("add a colour to notes")
    assert code == 3
    assert "Not taken, for a turn waits: add a colour to notes" in told


def test_another_turn_at_the_question_is_asked_about_again(chat: Chat) -> None:
    code, told = chat.terminal(lines=["rename title to headline", "add a colour to notes", "no"])
    assert code == 0
    assert "neither yes nor no, and was not taken as a turn" in told
    assert told.count("Make these changes?") == 2
    assert "Nothing was changed." in told


def test_a_stack_that_is_not_the_backends_is_an_error(chat: Chat) -> None:
    code, told = chat.pipe("--stack", "express,sqlite", lines=["show history"])
    assert code == 2
    assert "This backend is fastapi on sqlite." in told
    assert 'say "switch to express"' in told
    assert "> show history" not in told


def test_the_stack_of_the_backend_may_be_named(chat: Chat) -> None:
    assert chat.pipe("--stack", "fastapi", lines=["show history"])[0] == 0


def test_a_dash_is_a_turn_like_others(chat: Chat) -> None:
    code, told = chat.pipe(lines=["-", "show history"])
    assert code == 0
    assert f"1. {FIRST}" in told


def test_what_is_no_text_is_told_and_the_chat_goes_on(chat: Chat) -> None:
    code, told = chat.pipe(lines=[b"rename \xff to x", "show history"])
    assert code == 2
    assert "not-text" in told
    assert f"1. {FIRST}" in told


def test_an_answer_that_is_no_text_is_asked_for_again(chat: Chat) -> None:
    code, told = chat.terminal(lines=[SHELF, b"\xff", "", "yes"])
    assert code == 0, told
    assert "That is not UTF-8 text." in told


def test_the_thread_keeps_its_folder(chat: Chat, tmp_path: Path) -> None:
    place = tmp_path / "elsewhere"
    chat.pipe("--out", str(place), lines=["rename title to headline"])
    _, told = chat.pipe(lines=["rename headline to caption"])
    assert f"{place} version 3 (" in told
    assert '"caption"' in (place / "database/schema.sql").read_text(encoding="utf-8")


def test_a_new_thread_leaves_the_folder_of_another_alone(chat: Chat, tmp_path: Path) -> None:
    before = (tmp_path / "build/notes/database/schema.sql").read_bytes()
    options = ("--thread", "boats", "--out", "build/notes", "--stack", "fastapi,sqlite")
    code, told = chat.pipe(*options, lines=["Design the database: boats with a name"])
    assert code == 2
    assert "other-backend" in told
    assert (tmp_path / "build/notes/database/schema.sql").read_bytes() == before


def test_asking_needs_no_folder_as_it_was_made(chat: Chat, tmp_path: Path) -> None:
    (tmp_path / "build/notes/database/schema.sql").write_text("-- mine\n")
    assert chat.pipe(lines=["show history", "help", "why is the key a uuid?"])[0] == 0
    code, told = chat.pipe(lines=["rename title to headline"])
    assert code == 2
    assert "edited-by-hand" in told
