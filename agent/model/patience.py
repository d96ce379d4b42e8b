"""How often a model is asked again, and how long is waited: bounded in number and in time."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from agent.model.faults import Adapted, Fault
from agent.model.port import Message, ModelPort, Reply, ToolSpec
from tools.validators.runtime.stopping import check_stopped

WAIT_CEILING_SECONDS = 20.0
"""A server that asks for more is not waited for."""
_WAITS = (0.5, 1.0)
_SHORTEST_SECONDS = 0.01
_LOOK_SECONDS = 0.2


def pause(seconds: float) -> None:
    """Sleeps, and raises where the work is stopped meanwhile."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        check_stopped()
        time.sleep(min(left, _LOOK_SECONDS))


@dataclass(frozen=True, slots=True)
class Patience:
    """The time of one call, with its repetitions and the waits between them."""

    seconds: float
    repetitions: int = len(_WAITS)
    sleep: Callable[[float], None] = pause
    monotonic: Callable[[], float] = time.monotonic

    def repeat(self, attempt: Callable[[float], Reply]) -> Reply:
        """The first reply. `attempt` is told the seconds that it has; raises what its last one raised."""
        end = self.monotonic() + self.seconds
        repeated = 0
        while True:
            check_stopped()
            try:
                return attempt(max(end - self.monotonic(), _SHORTEST_SECONDS))
            except Adapted:
                continue
            except Fault as fault:
                if not fault.passing or repeated >= self.repetitions:
                    raise
                wait = _WAITS[min(repeated, len(_WAITS) - 1)] if fault.wait_seconds is None else fault.wait_seconds
                if wait > WAIT_CEILING_SECONDS or wait >= end - self.monotonic():
                    raise
            self.sleep(wait)
            repeated += 1


USUAL = Patience(seconds=60.0)


@runtime_checkable
class Repeating(Protocol):
    """A model whose attempts can be made, and so counted, one by one."""

    @property
    def patience(self) -> Patience: ...

    def attempt(self, messages: Sequence[Message], tools: Sequence[ToolSpec], max_tokens: int, seconds: float) -> Reply:
        """One attempt. Raises Fault where another one may help, ModelFailed otherwise."""
        ...


def patience_of(model: ModelPort | None) -> Patience:
    """The model's own; none for a model that does not say."""
    return model.patience if isinstance(model, Repeating) else Patience(seconds=0, repetitions=0)


def attempt(
    model: ModelPort, messages: Sequence[Message], tools: Sequence[ToolSpec], max_tokens: int, seconds: float
) -> Reply:
    """One attempt of any model."""
    if isinstance(model, Repeating):
        return model.attempt(messages, tools, max_tokens, seconds)
    return model.complete(messages, tools, max_tokens)
