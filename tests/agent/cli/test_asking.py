"""Questions at a terminal: what is at stake stands before them, and nothing is drawn over them."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from agent.cli.asking import asking
from agent.cli.progress import Quiet
from agent.driving import Asked
from agent.planner.draft import Question

ASKED = Asked(
    (Question(id="rows", text="What should rows have?", default="nothing"),),
    changes=("+ attribute Book.isbn: string",),
    risks=("Dropping books.price loses its values.",),
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Bars(Quiet):
    """Tells whether something would be drawn."""

    drawn = True

    @contextmanager
    def paused(self) -> Iterator[None]:
        self.drawn = False
        yield
        self.drawn = True


def terminal(monkeypatch: pytest.MonkeyPatch, given: Terminal) -> Terminal:
    """What is shown; set in the test itself, for the streams are captured anew for it."""
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setattr("sys.stdin", given)
    return shown


def typed(*lines: str) -> Terminal:
    return Terminal("".join(f"{line}\n" for line in lines))


def test_risks_stand_before_the_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    written = terminal(monkeypatch, typed("", "no"))
    assert asking(Bars())(ASKED) == {"rows": "", "apply": "no"}
    shown = written.getvalue()
    assert shown.index("loses its values") < shown.index("What should rows have? [nothing]") < shown.index("Make these")


def test_after_an_answer_the_patch_is_shown_again_before_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal(monkeypatch, typed("A1"))
    assert asking(Bars())(ASKED) == {"rows": "A1"}


def test_nobody_at_a_pipe_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert asking(Bars())(ASKED) is None


def test_nothing_is_drawn_over_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    bars = Bars()
    seen: list[bool] = []

    class Watched(Terminal):
        def readline(self, *size: int) -> str:  # type: ignore[override]
            seen.append(bars.drawn)
            return "\n"

    terminal(monkeypatch, Watched())
    asking(bars)(ASKED)
    assert seen == [False, False]
    assert bars.drawn
