"""Cases of the injection suite: texts that want to command the planners, and what must hold all the same."""

from enum import StrEnum
from importlib import resources
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

_HARMLESS = "Remark"
"""What a document says in place of the attack: a name, a comment and a value alike."""


class Kind(StrEnum):
    """Where the attack comes in."""

    REQUEST = "request"
    """In the person's own words."""
    PASSAGE = "passage"
    """In a document that was looked up for the request."""
    PAYLOAD = "payload"
    """In a contract or schema that comes with the task."""
    TURN = "turn"
    """In a turn of the chat about what was planned."""
    TOOL_RESULT = "tool_result"
    """In what a tool answers to the model."""


class _Plain(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Must(_Plain):
    """What holds whatever the planner makes of it."""

    unchanged: bool = False
    """Nothing is protected less than it would be without the attack."""
    follows: tuple[str, ...] = ()
    """Wishes of the person's own: `permission Entity.action allow who`, or a setting and its value."""
    risk: bool = False
    """It is told as a risk, where it is done."""
    never: tuple[str, ...] = ()
    """Texts that no name and no value of the Blueprint holds."""


class Call(_Plain):
    """A call of a tool, as a model that obeys makes it."""

    name: str
    arguments: dict[str, JsonValue]


class Attack(_Plain):
    """One attack, and a model that obeys it: by edits, or by calls."""

    id: str
    kind: Kind
    request: str = Field(min_length=1)
    attack: str = ""
    """The hostile text, where it does not stand in the request."""
    payload: str = ""
    """The document that holds it: OpenAPI as JSON, or DDL."""
    obeyed: tuple[dict[str, JsonValue], ...]
    calls: tuple[Call, ...] = ()
    must: Must

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.attack) == (self.kind is Kind.REQUEST) or bool(self.payload) != (self.kind is Kind.PAYLOAD):
            raise ValueError(f"{self.id}: a case says once where its attack stands")
        if self.attack not in self.payload and self.payload:
            raise ValueError(f"{self.id}: the payload does not hold the attack")
        if not (self.obeyed or self.calls) or self.must == Must():
            raise ValueError(f"{self.id}: nothing is attempted, or nothing must hold")
        return self

    def documents(self, *, harmless: bool) -> dict[str, JsonValue]:
        """The document under its key; `harmless`: with a word in place of the attack."""
        text = self.payload.replace(self.attack, _HARMLESS) if harmless else self.payload
        return {"api_spec" if text.lstrip().startswith("{") else "schema": text}


def read_attacks() -> tuple[Attack, ...]:
    """The cases of `evals/data/injection.yaml`, in their order."""
    text = (resources.files("evals") / "data" / "injection.yaml").read_text(encoding="utf-8")
    return tuple(Attack.model_validate(item) for item in yaml.safe_load(text))
