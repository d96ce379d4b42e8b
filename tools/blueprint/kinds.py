"""What callers may do with a value of a kind: filter, compare, sort, search, measure."""

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.managed import VERSION, managed_columns
from tools.blueprint.model import Attribute
from tools.blueprint.model import AttributeType as T

RANGED = frozenset({T.INT32, T.INT64, T.DECIMAL, T.FLOAT, T.DATE, T.DATETIME})
"""Filtered by `_gte` and `_lte`."""

EQUAL = frozenset({T.STRING, T.INT32, T.INT64, T.DECIMAL, T.BOOL, T.UUID, T.DATE, T.ENUM, T.EMAIL})
"""Filtered by equality; a float or an instant is seldom equal to anything."""

SORTED = frozenset({T.STRING, T.INT32, T.INT64, T.DECIMAL, T.FLOAT, T.DATE, T.DATETIME, T.ENUM, T.EMAIL})
UNORDERED = frozenset({T.JSON, T.ARRAY, T.BINARY})
"""Nothing comes before or after such a value: stores would each order it in a way of their own."""

MEASURED = frozenset({T.INT32, T.INT64, T.DECIMAL})
GROUPED = frozenset({T.ENUM, T.BOOL})
SEARCHED = frozenset({T.STRING, T.TEXT})

SHORT = 255
"""Longer strings are no use as a filter or sort key."""


def _visible(index: BlueprintIndex, entity: str) -> list[Attribute]:
    declared = index.entities[entity].attributes
    columns = (*declared, *managed_columns(index, entity))
    return [item for item in columns if not item.sensitive and item.name != VERSION]


def _short(attribute: Attribute) -> bool:
    return attribute.type is not T.STRING or (attribute.max_length or SHORT) <= SHORT


def filterable(index: BlueprintIndex, entity: str) -> tuple[str, ...]:
    """Columns that lists and analytics filter by unless said: scalar attributes, references, then marked documents."""
    names = [item.name for item in _visible(index, entity) if item.type in EQUAL | RANGED and _short(item)]
    marked = [item.name for item in _documents(index, entity) if item.filterable]
    return (*names, *(index.link_column(link) for link in index.links(entity)), *marked)


def nameable(index: BlueprintIndex, entity: str) -> tuple[str, ...]:
    """Columns that the filters of a step may name: all that, and any document, which is filtered by its members."""
    documents = [item.name for item in _documents(index, entity) if not item.filterable]
    return (*filterable(index, entity), *documents)


def _documents(index: BlueprintIndex, entity: str) -> list[Attribute]:
    return [item for item in _visible(index, entity) if item.type is T.JSON]


def sortable(index: BlueprintIndex, entity: str) -> tuple[str, ...]:
    """Columns that lists sort by."""
    return tuple(item.name for item in _visible(index, entity) if item.type in SORTED and _short(item))


def searchable(index: BlueprintIndex, entity: str) -> tuple[str, ...]:
    """Attributes that search covers: those marked, or all plain text where none is."""
    texts = [item for item in index.entities[entity].attributes if item.type in SEARCHED and not item.sensitive]
    marked = [item.name for item in texts if item.searchable]
    return tuple(marked or (item.name for item in texts if item.searchable is not False and not item.pattern))


def groupable(index: BlueprintIndex, entity: str) -> tuple[str, ...]:
    """Columns that analytics group by: enums, booleans and references."""
    names = [item.name for item in _visible(index, entity) if item.type in GROUPED]
    return (*names, *(index.link_column(link) for link in index.links(entity)))


def measurable(index: BlueprintIndex, entity: str) -> tuple[str, ...]:
    """Numeric attributes that analytics sum up."""
    return tuple(
        item.name for item in index.entities[entity].attributes if item.type in MEASURED and not item.sensitive
    )


def ranged(index: BlueprintIndex, entity: str) -> tuple[str, ...]:
    """Columns that have a least and a greatest value: numbers, dates and instants."""
    return tuple(item.name for item in _visible(index, entity) if item.type in RANGED)
