"""Cases of the pattern suites: a request, and the patterns and standard operations that it means."""

from importlib import resources
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from evals.cases import EntityName

Expected = Annotated[str, StringConstraints(pattern=r"^[a-z_]+ [A-Z][A-Za-z0-9]*(\.[a-z_]+)?( .+)?$")]
"""A pattern as `pattern_facts.line` writes it; ` / ` parts readings that are both right."""
EITHER = " / "


class PatternCase(BaseModel):
    """One request and its expectations; `access`, `actions` and `soft_delete` are scored where they are given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    domain: str
    text: str = Field(min_length=1)
    patterns: tuple[Expected, ...] = ()
    """All of them; others are false."""
    access: dict[str, str] = {}
    """What is done → who may, of roles, `owner`, `authenticated` and `public`; admins may besides."""
    actions: dict[EntityName, str] = {}
    """Entity → its standard operations."""
    soft_delete: tuple[EntityName, ...] = ()
    unplaced: tuple[str, ...] = ()
    """Pieces of the text that must be told as not understood."""


def read_pattern_cases(file: str) -> tuple[PatternCase, ...]:
    """The cases of a file in `evals/data`, in their order."""
    text = (resources.files("evals") / "data" / file).read_text(encoding="utf-8")
    return tuple(PatternCase.model_validate(item) for item in yaml.safe_load(text))
