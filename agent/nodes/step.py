"""What all nodes share: progress is told, a stop is heard, an error becomes the run's failure."""

import inspect
from collections.abc import Callable
from typing import Any, Protocol, cast

from langgraph.runtime import Runtime

from agent import progress
from agent.context import Context, context_of
from agent.failures import describe
from agent.progress import ProgressEvent
from agent.state import Data
from tools.errors import AgentError
from tools.validators.runtime.stopping import check_stopped

Tell = Callable[[ProgressEvent], None]


Body = Callable[[Any, Context, Tell], Data]
"""The work of a node: state, context and a way to tell progress, to what changes."""


class Node(Protocol):
    """As LangGraph calls it."""

    def __call__(self, state: Any, runtime: Runtime[Context]) -> Data: ...


def step(name: str) -> Callable[[Body], Node]:
    """Makes a node of a body. A stop leaves the run unfinished, so that it can go on; other errors are its failure."""

    def decorate(body: Body) -> Node:
        def node(state: Any, runtime: Runtime[Context]) -> Data:
            context, tell = context_of(runtime), cast(Tell, runtime.stream_writer)
            check_stopped()
            tell(progress.node(name, "started"))
            try:
                update = body(state, context, tell)
            except AgentError as error:
                # What was raised because of a stop is not how the run ends.
                check_stopped()
                update = {"failure": describe(error)}
            check_stopped()
            tell(progress.node(name, "finished"))
            return update

        node.__name__, node.__doc__ = name, inspect.getdoc(body)
        return node

    return decorate
