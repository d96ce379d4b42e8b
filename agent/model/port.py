"""What the agent needs of a language model: one exchange of messages, with tools that it may call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from tools.errors import AgentError


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool that the model may call."""

    name: str
    description: str
    parameters: Mapping[str, Any]
    """JSON Schema of its arguments, an object."""


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call that the model made."""

    id: str
    name: str
    arguments: str
    """As the model wrote them: JSON, or what it took for JSON."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of an exchange."""

    role: Literal["system", "user", "assistant", "tool"]
    content: str
    calls: tuple[ToolCall, ...] = ()
    """Of an assistant: the calls that it made."""
    call_id: str = ""
    """Of a tool: the call that it answers."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What an exchange cost, in tokens."""

    input_tokens: int = 0
    output_tokens: int = 0
    exact: bool = True
    """Whether the server counted; otherwise it is an estimate of ours."""

    @property
    def tokens(self) -> int:
        return self.input_tokens + self.output_tokens


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered: words, calls, or both."""

    text: str
    calls: tuple[ToolCall, ...] = ()
    usage: Usage = Usage()
    ended: Literal["stop", "length", "refusal"] = "stop"
    """`length`: it was cut off, and its last call may be incomplete."""


class ModelFailed(AgentError):
    """The model gave no usable answer; the run goes on without it."""

    code = "model-failed"


class ModelPort(Protocol):
    """A chat model."""

    @property
    def name(self) -> str: ...

    def complete(self, messages: Sequence[Message], tools: Sequence[ToolSpec], max_tokens: int) -> Reply:
        """The answer, of at most `max_tokens` tokens. Raises ModelFailed for whatever goes wrong."""
        ...
