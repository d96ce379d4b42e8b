"""The suites as a graph, for programs: in go their names, out come figures, and what these miss."""

from typing import Any, TypedDict

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from agent.failures import describe
from evals.report import Report, committed
from evals.run import run
from tools.errors import AgentError


class EvalsInput(TypedDict, total=False):
    """`suites`: their names, all where none is named. `compare`: a file of `evals/baselines`."""

    suites: list[str]
    compare: str


class EvalsOutput(TypedDict, total=False):
    """`status`: completed, or failed with `error` (code, message, hint, and findings where figures are too low)."""

    status: str
    report: dict[str, Any]
    """As `backend-engineer eval --json` prints it; absent where no suite was run."""
    deltas: dict[str, dict[str, float]]
    """Suite → figure → difference to the baseline."""
    error: dict[str, Any]


class _State(EvalsInput, EvalsOutput, total=False):
    pass


Graph = CompiledStateGraph[_State, None, EvalsInput, EvalsOutput]


def _measure(state: _State) -> EvalsOutput:
    try:
        before = committed(state.get("compare", "baseline.yaml"))
        report = run(state.get("suites", ()))
    except AgentError as error:
        return {"status": "failed", "error": describe(error)}
    return {"report": report.to_json(), "deltas": report.deltas(before)}


def _judge(state: _State) -> EvalsOutput:
    try:
        Report.model_validate(state["report"]).demand()
    except AgentError as error:
        return {"status": "failed", "error": describe(error)}
    return {"status": "completed"}


def _after_measure(state: _State) -> str:
    return END if "error" in state else "judge"


def build() -> Graph:
    """The compiled graph."""
    builder = StateGraph(_State, input_schema=EvalsInput, output_schema=EvalsOutput)
    builder.add_node("measure", _measure)
    builder.add_node("judge", _judge)
    builder.add_edge(START, "measure")
    builder.add_conditional_edges("measure", _after_measure, ["judge", END])
    builder.add_edge("judge", END)
    return builder.compile(name="evals")


graph = build()
