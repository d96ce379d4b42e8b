"""What planning gives: a Blueprint, and everything that a person should know about how it came to be."""

from pydantic import BaseModel, ConfigDict

from agent.task import StackWish, TaskType
from tools.blueprint.model import Blueprint


class Question(BaseModel):
    """Something whose answer would change the Blueprint; `default` is what was taken."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    text: str
    default: str


class Draft(BaseModel):
    """The outcome of planning: plain data, the same for the same request and rulebook."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    blueprint: Blueprint
    stack: StackWish
    """Asked for, or the default; a part is None where nothing can be assumed beside what was asked."""
    task_type: TaskType
    assumptions: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    unplaced: tuple[str, ...] = ()
    """What was said and found no place in the Blueprint."""
    risks: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    """Ids of the rules that were applied, sorted."""
