"""Queries: what lists and analytics can be asked, and what their stores are asked for."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.frameworks.express.fields import FieldPrinter, const
from tools.packs.frameworks.express.host import local
from tools.packs.frameworks.express.objects import BASE, function_block, object_block
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import returned
from tools.packs.languages.typescript.literals import record, text

_ORDERING = "src/repositories/ordering.ts"
_NOT_FILTERS = frozenset({"limit", "cursor", "offset", "sort", "q", "group_by"})


def query_class(operation: OperationPlan) -> str:
    """`ListBooksQuery`."""
    return f"{operation.name.pascal}Query"


def query_const(operation: OperationPlan) -> str:
    """`listBooksQuery`."""
    return const(query_class(operation))


def listing_function(operation: OperationPlan) -> str:
    """`listingOfListBooks`."""
    return f"listingOf{operation.name.pascal}"


def filters_function(operation: OperationPlan) -> str:
    """`filtersOfAnalyzeBooks`."""
    return f"filtersOf{operation.name.pascal}"


def listing_of(plan: RenderPlan, operation: OperationPlan) -> str:
    """What a service asks its store for; lists of one operation are told apart by the path."""
    within = [local(field.name.attr) for field in operation.path_fields] if plan.api.pagination == "cursor" else []
    return f"{listing_function(operation)}({', '.join(['query', *within])})"


def query_blocks(plan: RenderPlan, operation: OperationPlan, printer: FieldPrinter, imports: Imports) -> list[str]:
    """The schema of a query, and the function that makes a listing or filters of it."""
    if not operation.query:
        return []
    name = query_class(operation)
    printer.owner = operation.name.pascal
    lines = [printer.line(field, printer.query(field)) for field in operation.query]
    asked = [text(field.wire) for field in operation.query if field.type.kind == "members"]
    gathered = f"{imports.name('src/core/members.ts', 'gathered')}({', '.join(asked)})" if asked else ""
    told = f"What `{operation.name.snake}` can be asked."
    blocks = object_block(name, told, lines, operation.query, printer, imports, gathered)
    if operation.response.form == "page":
        blocks.append(_listing(plan, operation, imports))
    elif operation.response.form == "aggregate":
        blocks.append(_filters(operation, imports))
    return blocks


def _filters(operation: OperationPlan, imports: Imports) -> str:
    filtering = imports.type_name(_ORDERING, "Filtering")
    parameters = [f"query: {query_class(operation)}"]
    lines, told = returned(_chosen(operation, imports)), "Return the filters that were sent."
    return function_block(told, filters_function(operation), parameters, filtering, lines)


def _chosen(operation: OperationPlan, imports: Imports) -> str:
    others = [text(field.name.attr) for field in operation.query if field.name.snake in _NOT_FILTERS]
    return f"{imports.name(BASE, 'chosen')}(query, [{', '.join(others)}])"


def _listing(plan: RenderPlan, operation: OperationPlan, imports: Imports) -> str:
    names = {field.name.snake for field in operation.query}
    members = [
        ("filters", _chosen(operation, imports) if names - _NOT_FILTERS else "{}"),
        ("sort", "query.sort" if "sort" in names else "[]"),
        ("limit", "query.limit"),
    ]
    parameters, told = [f"query: {query_class(operation)}"], "Return which rows are wanted, and in which order."
    if plan.api.pagination == "cursor":
        of = [text(operation.name.snake), *(["query.q"] if "q" in names else [])]
        if operation.path_fields or plan.api.graphql:
            parameters.append("...within: readonly unknown[]")
            of.append("...within")
            told = f"{told[:-1]}; `within` tells equal lists apart."
        members += [("cursor", "query.cursor"), ("of", f"[{', '.join(of)}]")]
    else:
        members.append(("offset", "query.offset"))
    listing = imports.type_name(_ORDERING, "Listing")
    return function_block(told, listing_function(operation), parameters, listing, returned(record(members)))
