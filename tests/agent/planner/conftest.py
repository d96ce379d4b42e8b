"""The rulebook that comes with the agent, and drafts made with it."""

from collections.abc import Callable

import pytest

from agent.planner import Draft, RulebookPort, plan
from agent.task import read_task, request_of_task, request_of_text
from knowledge.rules import Rulebook


@pytest.fixture(scope="session")
def rulebook() -> RulebookPort:
    return Rulebook.shipped()


@pytest.fixture(scope="session")
def planned(rulebook: RulebookPort) -> Callable[[str], Draft]:
    """The draft of a text."""
    return lambda text: plan(request_of_text(text), rulebook)


@pytest.fixture(scope="session")
def task_planned(rulebook: RulebookPort) -> Callable[[str, object], Draft]:
    """The draft of a task type and its payload."""

    def draft(type_: str, payload: object) -> Draft:
        return plan(request_of_task(read_task({"id": "t-1", "type": type_, "payload": payload})), rulebook)

    return draft
