"""Cases of the chat suites: a turn about a backend that is there, and what a careful engineer would change."""

from importlib import resources
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from agent.chat.turns.turn import CommandName, Shown
from tools.blueprint.edit.model import Edit


class Wanted(BaseModel):
    """What the turn asks for: exactly one of them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    edits: tuple[Edit, ...] = ()
    command: CommandName | None = None
    shown: Shown | None = None
    stack: dict[str, str] = {}
    unclear: bool = False

    @property
    def kind(self) -> str:
        """As `Turn.kind` tells it."""
        if self.command is not None:
            return "command"
        return "unclear" if self.unclear else "stack" if self.stack else "edits"


class TurnCase(BaseModel):
    """One turn and its expectations."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    id: str
    blueprint: str
    """Stem of a file in `evals/data/blueprints`."""
    text: str = Field(min_length=1)
    wants: Wanted
    may: tuple[Edit, ...] = ()
    """Further edits that are fine; one without a value allows any."""


def read_turns(file: str) -> tuple[TurnCase, ...]:
    """The cases of a file in `evals/data`, in their order."""
    return tuple(TurnCase.model_validate(item) for item in yaml.safe_load(_read(file)))


def blueprint_text(stem: str) -> str:
    """The Blueprint that a case is about, as YAML."""
    return _read(f"blueprints/{stem}.yaml")


def _read(path: str) -> str:
    found: Any = resources.files("evals") / "data" / path
    text: str = found.read_text(encoding="utf-8")
    return text
