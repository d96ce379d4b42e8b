"""The keys of a payload: snake_case or camelCase, at the top or under `requirements`."""

from collections.abc import Mapping
from typing import Any

from agent.planner.notes import Notes
from agent.planner.payload.values import mapping, prose
from tools.blueprint.names import snake
from tools.errors import Contradiction

Given = tuple[str, Any]
"""The path of a value, and the value."""

_SHOWN = 80
_UNKNOWN = "this key means nothing here"


class Fields:
    """A mapping read key by key; what nobody took is reported."""

    def __init__(self, data: Mapping[str, Any], path: str, notes: Notes, nested: tuple[str, ...] = ()) -> None:
        self._notes = notes
        self._values: dict[str, Given] = {}
        self._taken: set[str] = set()
        for key, value in data.items():
            plain, where = _plain(key), f"{path}.{_show(key)}"
            if plain in nested and isinstance(value, dict):
                if not value:
                    self._absent(where, value)
                for inner, deeper in value.items():
                    self._put(_plain(inner), f"{where}.{_show(inner)}", deeper)
            else:
                self._put(plain, where, value)

    def _put(self, name: str, path: str, value: Any) -> None:
        there = self._values.get(name)
        if there is None or there[1] is None:
            self._values[name] = (path, value)
        elif value is not None:
            _refuse_two(there, (path, value))

    def take(self, *names: str, empty: bool = False) -> Given | None:
        """Path and value under these names, which mean the same; Contradiction where two of them differ.

        Null counts as absent, and so does an empty list or object unless `empty` says that it has a meaning. Both are
        told: a program that sends nothing may have meant something.
        """
        found: Given | None = None
        for name in names:
            given = self._values.get(name)
            if given is None or name in self._taken:
                continue
            self._taken.add(name)
            if given[1] is None or (given[1] in ([], {}) and not empty):
                self._absent(*given)
            elif found is None:
                found = given
            else:
                _refuse_two(found, given)
        return found

    def take_list(self, *names: str) -> Given | None:
        """As `take`, where only a list can stand: an empty object is left for the reader to refuse."""
        given = self.take(*names, empty=True)
        if given is not None and given[1] == []:
            self._absent(*given)
            return None
        return given

    def take_each(self, *names: str) -> list[Given]:
        """All that stand under these names: they say different things, or one thing in different words."""
        return [given for name in names if (given := self.take(name)) is not None]

    def value(self, name: str) -> Any:
        """What stands under a name, whoever takes it; None where nothing does."""
        return self._values.get(name, ("", None))[1]

    def path_of(self, name: str) -> str:
        """Where the value under a name stands."""
        return self._values[name][0]

    def inside(self, given: Given) -> "Fields":
        """The keys of an object that was taken."""
        return Fields(mapping(given[1], given[0]), given[0], self._notes)

    def report(self, why: str = _UNKNOWN) -> None:
        """Notes every key that nobody took."""
        for name, (path, _) in self._values.items():
            if name not in self._taken:
                self._notes.leave(f"{path}: {why}.")

    def _absent(self, path: str, value: object) -> None:
        self._notes.assume(f"{path} is {'null' if value is None else 'empty'}: it counts as absent.")


def _refuse_two(first: Given, second: Given) -> None:
    if not _same(first[1], second[1]):
        raise Contradiction(
            *(f"{path} is {prose(value, path)[:_SHOWN]}" for path, value in (first, second)),
            hint="Send the key once.",
        )


def _same(one: object, other: object) -> bool:
    # For Python `1 == True`; in JSON a number is no switch.
    return one == other and isinstance(one, bool) is isinstance(other, bool)


def _plain(key: object) -> str:
    return snake(str(key)[:200]) or str(key)[:200]


def _show(key: object) -> str:
    text = str(key)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
