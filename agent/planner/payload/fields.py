"""The keys of a payload: snake_case or camelCase, at the top or under `requirements`."""

from collections.abc import Mapping
from typing import Any

from agent.planner.notes import Notes
from agent.planner.payload.values import prose
from tools.blueprint.names import snake
from tools.errors import Contradiction

_SHOWN = 80


class Fields:
    """A mapping read key by key; what nobody took is reported."""

    def __init__(self, data: Mapping[str, Any], path: str, notes: Notes, nested: tuple[str, ...] = ()) -> None:
        self._notes = notes
        self._values: dict[str, tuple[str, Any]] = {}
        self._taken: set[str] = set()
        for key, value in data.items():
            plain = _plain(key)
            if plain in nested and isinstance(value, dict):
                for inner, deeper in value.items():
                    self._put(_plain(inner), f"{path}.{_show(key)}.{_show(inner)}", deeper)
            else:
                self._put(plain, f"{path}.{_show(key)}", value)

    def _put(self, name: str, path: str, value: Any) -> None:
        if name in self._values and self._values[name][1] != value:
            there, first = self._values[name]
            raise Contradiction(
                f"{there} is {prose(first, there)[:80]}",
                f"{path} is {prose(value, path)[:80]}",
                hint="Send the key once.",
            )
        self._values[name] = (path, value)

    def take(self, *names: str) -> tuple[str, Any] | None:
        """Path and value under the first of these names that is there; null counts as absent."""
        found = None
        for name in names:
            if name in self._values:
                self._taken.add(name)
                if found is None and self._values[name][1] is not None:
                    found = self._values[name]
        return found

    def report(self) -> None:
        """Notes every key that nobody took."""
        for name, (path, _) in self._values.items():
            if name not in self._taken:
                self._notes.leave(f"{path}: this key means nothing here.")


def _plain(key: object) -> str:
    return snake(str(key)[:200]) or str(key)[:200]


def _show(key: object) -> str:
    text = str(key)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
