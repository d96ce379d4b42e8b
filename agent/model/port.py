"""What the agent needs of a language model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from tools.errors import AgentError


@dataclass(frozen=True, slots=True)
class Message:
    """One message of an exchange."""

    role: Literal["system", "user"]
    content: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered; `tokens` counts both directions."""

    text: str
    tokens: int


class ModelFailed(AgentError):
    """The model gave no usable answer; the run goes on without it."""

    code = "model-failed"


class ModelPort(Protocol):
    """A chat model."""

    @property
    def name(self) -> str: ...

    def complete(self, messages: Sequence[Message]) -> Reply:
        """The answer. Raises ModelFailed for whatever goes wrong."""
        ...
