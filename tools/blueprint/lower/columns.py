"""The columns that lists and analytics name: relationships by their column, and none that callers may not use so."""

from collections.abc import Iterable

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.kinds import SEARCHED, filterable, groupable, sortable
from tools.blueprint.managed import managed_columns
from tools.blueprint.model import Aggregate, List, Step
from tools.errors import BadInput


def with_columns(index: BlueprintIndex, step: Step, path: str) -> Step:
    """The step with columns for all names. Raises BadInput for one that callers may not filter, sort or search by."""
    if not isinstance(step, List | Aggregate):
        return step
    entity = step.list if isinstance(step, List) else step.aggregate
    if entity not in index.entities:
        return step
    names = _Names(index, entity, path)
    found = {"filters": names.of(step.filters, filterable(index, entity), "filter")}
    if isinstance(step, Aggregate):
        found["group_by"] = names.of(step.group_by, groupable(index, entity), "group")
        return step.model_copy(update=found)
    found["sorts"] = names.of(step.sorts, sortable(index, entity), "sort")
    found["search"] = names.of(step.search, _texts(index, entity), "search")
    found["order"] = tuple(f"-{name}" if down else name for down, name in names.ordered(step.order))
    return step.model_copy(update=found)


class _Names:
    def __init__(self, index: BlueprintIndex, entity: str, path: str) -> None:
        self._links = {link.name: index.link_column(link) for link in index.links(entity)}
        self._entity = entity
        self._path = path
        columns = (*index.entities[entity].attributes, *managed_columns(index, entity))
        self._shown = {*self._links.values(), *(column.name for column in columns if not column.sensitive)}

    def of(self, names: Iterable[str], known: Iterable[str], verb: str) -> tuple[str, ...]:
        return tuple(self._one(name, known, verb) for name in names)

    def ordered(self, names: Iterable[str]) -> list[tuple[bool, str]]:
        """Whether it descends, and the column."""
        return [(name.startswith("-"), self._one(name.removeprefix("-"), self._shown, "order")) for name in names]

    def _one(self, name: str, known: Iterable[str], verb: str) -> str:
        column = self._links.get(name, name)
        if column not in known:
            raise BadInput(
                f"{self._entity} has no `{name}` to {verb} by.",
                hint=f"Name one of: {', '.join(sorted(known)) or 'nothing here'}.",
                path=self._path,
            )
        return column


def _texts(index: BlueprintIndex, entity: str) -> tuple[str, ...]:
    attributes = index.entities[entity].attributes
    return tuple(item.name for item in attributes if item.type in SEARCHED and not item.sensitive)
