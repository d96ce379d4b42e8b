"""Looks up what the knowledge base says about the request."""

import json
from dataclasses import asdict

from agent.context import Context
from agent.nodes.step import Tell, step
from agent.state import Data, State
from agent.task import Request

MAX_QUERY = 2_000


@step("ground")
def ground(state: State, context: Context, tell: Tell) -> Data:
    """The documents nearest to the request, best first. Without them the run goes on, and says so."""
    request = Request.model_validate(state["request"])
    wanted = request.task_type.value if request.task_type else None
    try:
        found = context.retriever.search(_query(request), context.settings.passages, wanted)
    except Exception as error:
        # The index is a cache over a database of somebody else's; whatever breaks in it must not end a run.
        return {"passages": [], "notices": [f"The knowledge index could not be searched: {type(error).__name__}."]}
    return {"passages": [asdict(passage) for passage in found]}


def _query(request: Request) -> str:
    parts = [request.text]
    if request.task_type is not None:
        parts.append(request.task_type.value.replace("_", " "))
    if request.blueprint is not None:
        parts += [entity.name for entity in request.blueprint.entities]
    if request.payload:
        parts.append(json.dumps(request.payload, ensure_ascii=False, sort_keys=True))
    return " ".join(part for part in parts if part)[:MAX_QUERY]
