"""Cases of the routing suites: a request, and the task type that it asks for."""

from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, Field

from agent.task import TaskType


class Route(BaseModel):
    """What somebody asks for, and which of the ten kinds of task that is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    text: str = Field(min_length=1)
    task: TaskType


def read_routes(name: str) -> tuple[Route, ...]:
    """The cases of `evals/data/<name>.yaml`, in their order."""
    text = (resources.files("evals") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    return tuple(Route.model_validate(item) for item in yaml.safe_load(text))
