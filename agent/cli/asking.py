"""Asks a person at a terminal; a program at a pipe is not kept waiting."""

import sys

from agent.cli.exits import printable
from agent.cli.lines import is_text, person_is_there, read_line
from agent.cli.progress import Quiet, Shown
from agent.driving import Asked, Asker
from agent.nodes.confirm import APPLY, agreement

NEITHER = "That is neither yes nor no, and was not taken as a turn. Yes makes the changes, no leaves all as it is."


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
        while line is not None and agreement(line) is None:
            print(NEITHER, file=sys.stderr)
            line = _line("Make these changes? [yes] ")
        if line is None:
            return None
        answers[APPLY] = line
    return answers


def default_answers(asked: Asked) -> dict[str, str]:
    """What is answered where nobody is to be asked: the defaults, and that the changes are made."""
    return {question.id: "" for question in asked.questions} | {APPLY: ""}


def asking(shown: Quiet | Shown) -> Asker:
    """`ask_person` while nothing else is drawn."""

    def ask(asked: Asked) -> dict[str, str] | None:
        with shown.paused():
            return ask_person(asked)

    return ask


def _line(prompt: str) -> str | None:
    while True:
        print(printable(prompt), end="", file=sys.stderr, flush=True)
        line = read_line()
        if line is None or is_text(line):
            return line
        print("That is not UTF-8 text.", file=sys.stderr)
