"""The agent's events: who listens is told in the order of subscription."""

import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Literal

from pydantic import JsonValue

EventName = Literal["initialized", "shutdown", "taskAssigned", "taskProgress", "taskCompleted", "error", "heartbeat"]
Handler = Callable[[dict[str, JsonValue]], None]

_log = logging.getLogger(__name__)


class Events:
    """Subscriptions by event name."""

    def __init__(self) -> None:
        self._handlers: dict[str, list[Handler]] = defaultdict(list)

    def on(self, event: EventName, handler: Handler) -> Callable[[], None]:
        """Subscribes; the answer unsubscribes."""
        handlers = self._handlers[event]
        handlers.append(handler)
        return lambda: handlers.remove(handler) if handler in handlers else None

    def emit(self, event: EventName, data: dict[str, JsonValue]) -> None:
        """Tells all listeners. One that fails is logged, and takes neither the others nor the task with it."""
        for handler in tuple(self._handlers[event]):
            try:
                handler(data)
            except Exception:
                _log.exception("A listener to %s failed.", event)
