"""Questions of the retrieval suite, and the documents that answer them."""

from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, Field


class Question(BaseModel):
    """What somebody asks; any one of the documents is an answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: str = Field(min_length=3)
    want: tuple[str, ...] = Field(min_length=1)


def read_questions() -> tuple[Question, ...]:
    """All questions, in their order."""
    text = (resources.files("evals") / "data" / "retrieval.yaml").read_text(encoding="utf-8")
    return tuple(Question.model_validate(item) for item in yaml.safe_load(text))
