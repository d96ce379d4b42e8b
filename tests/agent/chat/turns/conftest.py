"""Blueprints of the examples, and turns read with the planner that comes with the agent."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from agent.chat.turns import Turn, understand
from agent.planner import Draft, plan
from agent.task import Request
from knowledge.rules import Rulebook
from tools.blueprint.document import load
from tools.blueprint.model import Blueprint

_EXAMPLES = Path(__file__).parents[3] / "blueprints"
STACK = {"framework": "fastapi", "datastore": "sqlite"}

Said = Callable[..., Turn]


@cache
def example(name: str) -> Blueprint:
    """The Blueprint of an example."""
    return load((_EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def planner() -> Callable[[Request], Draft]:
    rulebook = Rulebook.shipped()
    return lambda request: plan(request, rulebook)


@pytest.fixture(scope="session")
def said(planner: Callable[[Request], Draft]) -> Said:
    """What a turn asks for, of an example or a Blueprint."""

    def read(text: str, of: str | Blueprint = "library", answers: Mapping[str, str] | None = None) -> Turn:
        blueprint = example(of) if isinstance(of, str) else of
        return understand(text, blueprint, STACK, planner, answers or {})

    return read
