"""Cases of the suite of generated code: what is asked for, and the stacks that it must hold on."""

from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, Field


class Build(BaseModel):
    """A request that is built and proven live on one stack."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    framework: str
    datastore: str
    text: str = Field(min_length=1)


def read_builds() -> tuple[Build, ...]:
    """The cases of `evals/data/codegen.yaml`, in their order."""
    text = (resources.files("evals") / "data" / "codegen.yaml").read_text(encoding="utf-8")
    return tuple(Build.model_validate(item) for item in yaml.safe_load(text))
