"""Asks a person at a terminal; a program at a pipe is not kept waiting."""

import sys

from agent.cli.exits import printable
from agent.cli.progress import Quiet, Shown
from agent.driving import Asked, Asker


def person_is_there() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask_person(asked: Asked) -> dict[str, str] | None:
    """Answers by id, empty for the default; None where nobody can be asked."""
    if not person_is_there():
        return None
    for risk in asked.risks:
        print(printable(f"  ! {risk}"), file=sys.stderr)
    answers = {}
    for question in asked.questions:
        line = _line(f"{question.text} [{question.default}] ")
        if line is None:
            return None
        answers[question.id] = line
    if asked.changes and (not asked.questions or not any(answers.values())):
        line = _line("Make these changes? [yes] ")
        if line is None:
            return None
        answers["apply"] = line
    return answers


def asking(shown: Quiet | Shown) -> Asker:
    """`ask_person` while nothing else is drawn."""

    def ask(asked: Asked) -> dict[str, str] | None:
        with shown.paused():
            return ask_person(asked)

    return ask


def _line(prompt: str) -> str | None:
    print(printable(prompt), end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    return line.strip() if line else None
