"""Drives the graph on one thread to an outcome, over the questions that it stops for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from langchain_core.runnables import RunnableConfig
from langgraph.types import Command

from agent.concluding import needs_input
from agent.context import Context
from agent.graph import Graph
from agent.outcome import Outcome, read_outcome
from agent.planner.draft import Question
from agent.progress import ProgressEvent
from agent.state import RunInput, State
from tools.validators.runtime.stopping import check_stopped

Listener = Callable[[ProgressEvent], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person is asked: questions with defaults; of a chat's turn also whether to go on with its changes."""

    questions: tuple[Question, ...]
    changes: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()


Asker = Callable[[Asked], dict[str, str] | None]
"""Answers by question id, and `apply`; None where nobody can be asked."""


def drive(
    graph: Graph, given: RunInput, config: RunnableConfig, context: Context, listen: Listener, ask: Asker
) -> Outcome:
    """The outcome of the input; where the thread was cut off, of what it was at."""
    start: RunInput | Command[Any] | None = None if graph.get_state(config).next else given
    while True:
        for mode, event in graph.stream(
            start, config, context=context, stream_mode=["custom", "updates"], durability="sync"
        ):
            if mode == "custom":
                listen(cast(ProgressEvent, event))
        asked = awaited(graph, config)
        values = cast(State, graph.get_state(config).values)
        if asked is None:
            return read_outcome(values["outcome"])
        answers = ask(asked)
        # What a person said who then stopped the work is no answer.
        check_stopped()
        if answers is None:
            return read_outcome(needs_input(values, context, asked.questions))
        start = Command(resume=answers)


def awaited(graph: Graph, config: RunnableConfig) -> Asked | None:
    """What the thread waits to be answered; None where it waits for nothing."""
    interrupts = graph.get_state(config).interrupts
    if not interrupts:
        return None
    data: dict[str, Any] = interrupts[0].value
    questions = tuple(Question.model_validate(item) for item in data["questions"])
    return Asked(questions, tuple(data.get("changes", ())), tuple(data.get("risks", ())))
