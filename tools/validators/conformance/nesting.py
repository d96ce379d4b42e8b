"""GraphQL selections that follow every relation of a page's rows, as far as a query may go."""

from collections.abc import Callable
from dataclasses import dataclass

from tools.blueprint.graphql import model
from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.graphql import CONNECTION_LEVELS, GraphqlCatalog
from tools.validators.conformance.suite import Unavailable

LEVELS = 2
"""Relations that lead on from a row, one after the other."""
FEWEST = 3
"""Rows of a page that can be told from a page of one."""
May = Callable[[OperationPlan], bool]


@dataclass(frozen=True, slots=True)
class NestedPage:
    """The selection of a page, and how many rows a query for it may ask for."""

    selection: str
    rows: int


def nested_page(catalog: GraphqlCatalog, field: model.OperationField, may: May, most: int) -> NestedPage:
    """A page with all that is related to its rows and that the caller may see. Raises Unavailable when none fits."""
    type_ = catalog.object_type(field.type)
    assert type_ is not None
    api = catalog.api
    for levels in range(LEVELS, -1, -1):
        text, cost = _node(catalog, type_, may, levels, api.max_depth - CONNECTION_LEVELS)
        # The field itself and its edges are counted once.
        rows = min(most, (api.max_cost - api.operation_cost - 1) // (1 + cost))
        if rows >= FEWEST:
            return NestedPage(f"{{ edges {{ node {{ {text} }} }} }}", rows)
    raise Unavailable("a page of several rows costs more than a query may")


def _node(catalog: GraphqlCatalog, type_: model.ObjectType, may: May, levels: int, room: int) -> tuple[str, int]:
    """The fields of an object with at most so many levels below it, and what they cost for one row."""
    parts, cost = [type_.fields[0].name], 1
    for nested in type_.nested if levels else ():
        target = catalog.object_type(nested.type)
        taken = 1 if nested.kind == "one" else CONNECTION_LEVELS
        if target is None or room <= taken or not may(nested.operation):
            continue
        text, inner = _node(catalog, target, may, levels - 1, room - taken)
        if nested.kind == "one":
            parts.append(f"{nested.name} {{ {text} }}")
            cost += 1 + inner
        else:
            parts.append(f"{nested.name}(first: 1) {{ edges {{ node {{ {text} }} }} }}")
            cost += CONNECTION_LEVELS + inner
    return " ".join(parts), cost
