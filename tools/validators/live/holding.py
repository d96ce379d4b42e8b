"""Answers of services outside that are kept back until somebody lets them go."""

from dataclasses import dataclass, field
from threading import Event


@dataclass
class _Gate:
    seconds: float
    """How long it stays closed at most: nothing waits for ever."""
    opened: Event = field(default_factory=Event)
    late: bool = False
    """Whether an answer went out because the time was over."""


class Holding:
    """Gates by the address of a call; each is opened by whoever closed it."""

    def __init__(self) -> None:
        self._gates: dict[str, _Gate] = {}

    def hold(self, call: str, seconds: float) -> None:
        """Keeps back the answers to a call from now on."""
        self._gates[call] = _Gate(seconds)

    def wait(self, call: str) -> None:
        """Waits where the answers to the call are kept back."""
        gate = self._gates.get(call)
        if gate is not None and not gate.opened.wait(gate.seconds):
            gate.late = True

    def release(self, call: str) -> bool:
        """Lets the answers go; whether all were still kept back."""
        gate = self._gates.pop(call)
        gate.opened.set()
        return not gate.late

    def release_all(self) -> None:
        for call in list(self._gates):
            self.release(call)
