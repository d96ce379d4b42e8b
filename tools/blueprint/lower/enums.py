"""Classes of enums: one for each column with a fixed choice, none called like another class that targets make."""

from collections.abc import Iterator
from itertools import chain, count

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.names import pascal, snake

_OF_ROWS = ("", "Create", "Key", "Page", "Update", "View")
_OF_OPERATIONS = ("Group", "Query", "Request", "Result")
_ENDING = "Choice"


class EnumNames:
    """Gives each column its class; the same column always gets the same one."""

    def __init__(self, index: BlueprintIndex) -> None:
        self._taken = frozenset(_classes(index))
        self._given: dict[str, tuple[str, str]] = {}

    def name(self, owner: str, attribute: str) -> str:
        """`Book` and `genre` → `BookGenre`."""
        wanted = f"{owner}{pascal(attribute)}"
        longer = f"{wanted}{_ENDING}"
        for name in chain((wanted, longer), (f"{longer}{number}" for number in count(2))):
            if name not in self._taken and self._given.setdefault(name, (owner, attribute)) == (owner, attribute):
                return name
        raise AssertionError("numbers do not end")


def _classes(index: BlueprintIndex) -> Iterator[str]:
    """Names of classes that rows, views and operations may get."""
    rows = [pascal(snake(name)) for name in index.entities]
    rows += [pascal(many.table) for name in index.entities for many in index.many(name)]
    rows += [view.name for view in index.blueprint.views]
    yield from (f"{name}{ending}" for name in rows for ending in _OF_ROWS)
    for operation in index.blueprint.operations:
        yield from (f"{pascal(operation.name)}{ending}" for ending in _OF_OPERATIONS)
