"""Where a run goes next. A failure, wherever it happens, goes straight to delivery, which tells it."""

from collections.abc import Sequence
from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Send

from agent.context import Context, context_of
from agent.state import Data, Production, State


def after_intake(state: State) -> Literal["ground", "interpret", "deliver"]:
    if state["failure"]:
        return "deliver"
    return "interpret" if is_turn(state) else "ground"


def is_turn(state: State) -> bool:
    """Whether what came in is a turn about the backend that the thread holds; a task is always a request."""
    return bool(state.get("versions")) and state.get("task") is None


def after_interpret(state: State) -> Literal["revise", "answer", "deliver"]:
    turn = state.get("turn")
    if state["failure"] or turn is None:
        return "deliver"
    return "answer" if _wants_words(turn) else "revise"


def _wants_words(turn: Data) -> bool:
    """Whether the turn wants an answer, and no new version."""
    return turn["kind"] == "unclear" or (turn["kind"] == "command" and turn["command"] not in ("undo", "redo"))


def after_revise(state: State, runtime: Runtime[Context]) -> Sequence[Send] | Literal["confirm", "answer", "deliver"]:
    if state["failure"]:
        return "deliver"
    if (state.get("turn") or {}).get("kind") == "unclear":
        return "answer"
    if context_of(runtime).settings.ask:
        return "confirm"
    return _productions(state, state["plan"]["tools"])


def after_confirm(state: State) -> Sequence[Send] | Literal["interpret", "answer", "deliver"]:
    if state["failure"]:
        return "deliver"
    turn = state.get("turn") or {}
    if turn.get("kind") == "unclear":
        return "answer"
    return "interpret" if turn.get("kind") == "answered" else _productions(state, state["plan"]["tools"])


def after_plan(state: State, runtime: Runtime[Context]) -> Sequence[Send] | Literal["clarify", "deliver"]:
    if state["failure"]:
        return "deliver"
    if context_of(runtime).settings.ask and state["draft"]["questions"]:
        return "clarify"
    return _productions(state, state["plan"]["tools"])


def after_clarify(state: State) -> Literal["plan", "deliver"]:
    return "deliver" if state["failure"] else "plan"


def after_generate(state: State) -> Literal["validate", "deliver"]:
    return "deliver" if state["failure"] else "validate"


def after_validate(state: State) -> Literal["repair", "deliver"]:
    found = any(row["status"] == "failed" for row in state.get("evidence", []))
    return "repair" if found and not state["failure"] else "deliver"


def after_repair(state: State) -> Sequence[Send] | Literal["deliver"]:
    return "deliver" if state["failure"] else _productions(state, state.get("redo", []))


def _productions(state: State, tools: Sequence[str]) -> list[Send]:
    plan = state["plan"]
    calls = [
        Production(
            tool=tool,
            blueprint=plan["blueprint"],
            stack=plan["stack"],
            migrations=plan.get("migrations", []),
        )
        for tool in tools
    ]
    return [Send("generate", call) for call in calls]
