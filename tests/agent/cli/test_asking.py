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


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    return shown


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in lines)))


def test_risks_stand_before_the_questions(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "", "no")
    assert asking(Bars())(ASKED) == {"rows": "", "apply": "no"}
    shown = terminal.getvalue()
    assert shown.index("loses its values") < shown.index("What should rows have? [nothing]") < shown.index("Make these")


def test_after_an_answer_the_patch_is_shown_again_before_it_is_made(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "A1")
    assert asking(Bars())(ASKED) == {"rows": "A1"}


def test_nobody_at_a_pipe_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert asking(Bars())(ASKED) is None


def test_nothing_is_drawn_over_a_question(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    bars = Bars()
    seen: list[bool] = []

    class Watched(Terminal):
        def readline(self, *size: int) -> str:  # type: ignore[override]
            seen.append(bars.drawn)
            return "\n"

    monkeypatch.setattr("sys.stdin", Watched())
    asking(bars)(ASKED)
    assert seen == [False, False]
    assert bars.drawn
