"""The columns that lists and analytics name: relationships by their column, and none that callers may not use so."""

from collections.abc import Iterable

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.kinds import SEARCHED, UNORDERED, groupable, nameable, sortable
from tools.blueprint.managed import DELETED_AT, managed_columns
from tools.blueprint.model import Aggregate, Each, List, Step
from tools.errors import BadInput


def with_columns(index: BlueprintIndex, step: Step, path: str) -> Step:
    """The step with columns for all names. Raises BadInput for one that callers may not filter, sort or search by."""
    match step:
        case List(list=entity) | Aggregate(aggregate=entity) | Each(each=entity) if entity in index.entities:
            return _with_columns(index, _Names(index, entity, path), entity, step)
    return step


def _with_columns(index: BlueprintIndex, names: "_Names", entity: str, step: List | Aggregate | Each) -> Step:
    if isinstance(step, Each):
        return step.model_copy(update={"order": names.ordered(step.order)})
    found = {"filters": names.of(step.filters, nameable(index, entity), "filter")}
    if isinstance(step, Aggregate):
        found["group_by"] = names.of(step.group_by, groupable(index, entity), "group")
        if step.by is not None and step.by not in step.buckets:
            by = names.of((step.by,), groupable(index, entity), "group")
            # What every answer is grouped by is the one group there is.
            return step.model_copy(update={**found, "by": by[0], "group_by": (*found["group_by"], *by)})
        return step.model_copy(update=found)
    found["sorts"] = names.of(step.sorts, sortable(index, entity), "sort")
    found["search"] = names.of(step.search, _texts(index, entity), "search")
    found["order"] = names.ordered(step.order, frozenset({DELETED_AT}) if step.deleted else frozenset())
    return step.model_copy(update=found)


class _Names:
    def __init__(self, index: BlueprintIndex, entity: str, path: str) -> None:
        self._links = {link.name: index.link_column(link) for link in index.links(entity)}
        self._entity = entity
        self._path = path
        columns = (*index.entities[entity].attributes, *managed_columns(index, entity))
        seen = [column for column in columns if not column.sensitive]
        self._ordered = {*self._links.values(), *(column.name for column in seen if column.type not in UNORDERED)}

    def of(self, names: Iterable[str], known: Iterable[str], verb: str) -> tuple[str, ...]:
        return tuple(self._one(name, known, verb) for name in names)

    def ordered(self, names: Iterable[str], more: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Columns, with a leading `-` for those that descend. `more`: what rows are ordered by beside what is shown."""
        known = self._ordered | more
        return tuple(
            f"{'-' * name.startswith('-')}{self._one(name.removeprefix('-'), known, 'order')}" for name in names
        )

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
