"""Cases of the hostile suite: bad input, injected instructions, demands that weaken a backend, contradictions."""

from enum import StrEnum
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, Field


class Outcome(StrEnum):
    """What becomes of a request."""

    PLANNED = "planned"
    REFUSED = "refused"


class Expected(BaseModel):
    """What a careful reader makes of it. `told`: something is told as a risk, or as not done."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    outcome: Outcome
    entities: tuple[str, ...] = ()
    told: bool = False


class Hostile(BaseModel):
    """A text that wants something else than a backend, or one that cannot be built."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: str
    text: str = Field(min_length=1)
    expect: Expected


def read_hostile() -> tuple[Hostile, ...]:
    """The cases of `evals/data/hostile.yaml`, in their order."""
    text = (resources.files("evals") / "data" / "hostile.yaml").read_text(encoding="utf-8")
    return tuple(Hostile.model_validate(item) for item in yaml.safe_load(text))
