"""Where a run goes next. A failure, wherever it happens, goes straight to delivery, which tells it."""

from collections.abc import Sequence
from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Send

from agent.context import Context, context_of
from agent.state import Production, State


def after_intake(state: State) -> Literal["ground", "deliver"]:
    return "deliver" if state["failure"] else "ground"


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
    calls = [Production(tool=tool, blueprint=plan["blueprint"], stack=plan["stack"]) for tool in tools]
    return [Send("generate", call) for call in calls]
