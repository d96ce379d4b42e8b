"""The language model that the suites are run with, where one is; without one the embedded planner is measured alone."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from agent.context import Context, Settings, default_context
from agent.model.port import ModelPort
from agent.modelling import modelled
from agent.outcome import Spend
from agent.planner import plan
from agent.planner.draft import Draft
from agent.task import request_of_text
from knowledge import Rulebook

SPEND = "spend"
"""Key of what the model cost, in a sample's store."""
_MODEL: ContextVar[ModelPort | None] = ContextVar("model", default=None)


@contextmanager
def using(model: ModelPort | None) -> Iterator[None]:
    """The suites that run in the context are run with this model."""
    token = _MODEL.set(model)
    try:
        yield
    finally:
        _MODEL.reset(token)


def at_hand() -> ModelPort | None:
    """The model of this run."""
    return _MODEL.get()


def planned(text: str) -> tuple[Draft, Spend]:
    """The draft of a text, completed by the model where there is one, and what that cost. Raises AgentError."""
    request = request_of_text(text)
    draft, model = plan(request, _rulebook()), at_hand()
    if model is None:
        return draft, Spend()
    made = modelled(model, context(), request, draft, _excerpts(text), lambda spend: None)
    return made.draft, made.spend


@cache
def context() -> Context:
    """The ports that the planner by tool calls looks through."""
    return default_context(Settings())


@cache
def _rulebook() -> Rulebook:
    return Rulebook.shipped()


def _excerpts(text: str) -> Sequence[str]:
    found = context().retriever.search(text[:2_000], context().settings.passages)
    return [passage.excerpt for passage in found]
