"""A conversation of its own about edits that were refused: it holds what mending them needs, and nothing of the rest.

It is made anew of the present Blueprint each time, so that it does not grow from round to round.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict

from pydantic import JsonValue

from agent.model.port import Message
from agent.model_planner.conversation import Conversation
from agent.model_planner.guard import UNASKED
from agent.model_planner.line import one_line
from agent.model_planner.outline import around
from agent.model_planner.prompt import said, technologies
from agent.model_planner.selection import keys_for
from agent.model_planner.session import Session
from agent.model_planner.tools.registry import MENDING_SPECS
from agent.model_planner.tools.tool import Refused
from prompts import render
from prompts.tokens import count
from tools.blueprint.cel.functions import FUNCTIONS
from tools.errors import BadInput

ROOM = 6_000
"""Tokens for the refused edits and their findings: more than an answer of a model holds."""
LONGEST_EDIT = 4_000
LONGEST_FINDING = 400
_AROUND = 8
"""Tokens around an edit and its finding."""


def mending(session: Session, refused: Sequence[Refused]) -> Conversation:
    """System and user message: the keys of the parts that the edits are about, the request, what the edits are about in
    the Blueprint, and each edit with what was found."""
    shown = _shown(refused)
    # An edit that nobody asked for needs other words, or to be left out: nothing of the format.
    wrong = [item for item in refused[: len(shown)] if item.error.code != UNASKED]
    keys = keys_for([item.sent for item in wrong])
    system = render("plan.mend", **asdict(keys), functions=[function.example for function in FUNCTIONS])
    user = _user(session, shown, len(refused) - len(shown), wrong)
    return Conversation((Message("system", system), Message("user", user)), MENDING_SPECS)


def _shown(refused: Sequence[Refused]) -> list[tuple[str, str]]:
    """Edits and findings, as many as there is room for, and the first one always; what to do is told once."""
    shown: list[tuple[str, str]] = []
    hints: set[str] = set()
    room = ROOM
    for item in refused:
        why = item.error.message if item.error.hint in hints else str(item.error)
        hints.add(item.error.hint)
        pair = _written(item.sent), one_line(why, LONGEST_FINDING)
        room -= count("\n".join(pair)).tokens + _AROUND
        if room < 0:
            break
        shown.append(pair)
    return shown


def _written(sent: JsonValue) -> str:
    return one_line(json.dumps(sent, ensure_ascii=False, separators=(",", ":")), LONGEST_EDIT)


def _user(session: Session, shown: Sequence[tuple[str, str]], more: int, wrong: Sequence[Refused]) -> str:
    """With as much of the Blueprint as the budget lets: what the edits are about, or names alone, or nothing."""
    about = [text for item in wrong for text in _about(item)]
    for texts in (about, ()) if about else ():
        try:
            return _rendered(session, around(session.blueprint, texts), shown, more)
        except BadInput:
            continue
    return _rendered(session, "", shown, more)


def _about(item: Refused) -> tuple[str, str]:
    """Without what names more than that: a quote of the request, and the names that a finding has to offer."""
    sent = {key: value for key, value in item.sent.items() if key != "because"} if isinstance(item.sent, dict) else {}
    return _written(sent), one_line(item.error.message.partition(". ")[0], LONGEST_FINDING)


def _rendered(session: Session, outline: str, shown: Sequence[tuple[str, str]], more: int) -> str:
    return render(
        "plan.refused",
        request=said(session.request),
        unplaced=session.unplaced,
        stack=technologies(session.stack),
        blueprint=outline,
        refused=shown,
        more=more,
    )
