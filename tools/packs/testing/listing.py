"""What tests of lists ask for: by which members they sort, filter and search."""

from tools.blueprint.plan.operation import FetchPage, OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import ListRows
from tools.packs.testing.catalog import SAMPLES, Maker, sample

ROWS = 3
"""Rows that a test of sorting makes."""
_ORDERED = frozenset({"string", "text", "int32", "int64", "date", "datetime"})
"""Kinds whose wire form sorts as the values do."""
_EQUAL = _ORDERED | {"enum", "uuid", "bool"}


def sort_key(maker: Maker, listing: OperationPlan) -> str | None:
    """A column that rows are sorted by and shown with, and that all of them have; best one that tests fill."""
    shown = _shown(listing)
    filled = {field.column for field in maker.values}
    usable = [
        name
        for name in _call(listing).sorts
        if name in shown and not maker.table.column(name).nullable and maker.table.column(name).type.kind in _ORDERED
    ]
    return next((name for name in usable if name in filled), next(iter(usable), None))


def equal_filter(maker: Maker, listing: OperationPlan) -> tuple[str, str] | None:
    """A parameter that asks for equal values, and the column that it looks at."""
    shown = _shown(listing)
    filled = [field.column for field in (*maker.values, *(field for field, _ in maker.references))]
    parameters = {field.name.snake: field.wire for field in listing.query}
    for column in filled:
        for item in _call(listing).filters:
            if item.column == column and item.operator == "eq" and column in shown and item.type.kind in _EQUAL:
                return parameters[item.parameter], item.column
    return None


def held_member(listing: OperationPlan, update: OperationPlan | None) -> tuple[str, str] | None:
    """A member that a change gives a document, and the parameter that asks for members of it."""
    if update is None or update.body is None or update.wrapper is not None:
        return None
    parameters = {field.name.snake: field.wire for field in listing.query}
    changed = {field.name.snake: field.wire for field in update.body.fields}
    for item in _call(listing).filters:
        if item.operator == "holds" and item.column in changed:
            return changed[item.column], parameters[item.parameter]
    return None


def search_term(maker: Maker, search: OperationPlan) -> str | None:
    """The member that tests search for: a text that they fill, and that may be a term."""
    call = _call(search)
    longest = next((field.type.max_length for field in search.query if field.name.snake == "q"), None)
    columns = call.search.columns if call.search is not None else ()
    return next((field.wire for field in maker.values if field.column in columns and _fits(field, longest)), None)


def _shown(listing: OperationPlan) -> set[str | None]:
    return {field.column for field in listing.response.view.fields} if listing.response.view else set()


def _call(operation: OperationPlan) -> ListRows:
    return next(node.call for node in operation.nodes if isinstance(node, FetchPage))


def _fits(field: Field, longest: int | None) -> bool:
    """Whether every sample of the field is a term."""
    texts = [str(sample(field, number)) for number in range(1, SAMPLES + 1)]
    return all(item.strip() and (longest is None or len(item) <= longest) for item in texts)
