"""Asks a person at a terminal; a program at a pipe is not kept waiting."""

import sys

from agent.cli.exits import printable
from agent.planner.draft import Question


def ask_person(questions: tuple[Question, ...]) -> dict[str, str] | None:
    """Answers by id, empty for the default; None where nobody can be asked."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    answers = {}
    for question in questions:
        print(printable(f"{question.text} [{question.default}] "), end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            return None
        answers[question.id] = line.strip()
    return answers
