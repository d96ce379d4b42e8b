"""Lists ask the store as often for many rows as for one: what is related to them is fetched together, row by row never.

Played where the engine tells the statements it was sent; whoever plays the plan counts them.
"""

from collections.abc import Mapping
from typing import Any

from tools.blueprint.graphql import model
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.store import ListRows
from tools.validators.conformance import graphql
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.children import children
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.document import Fixture, Step, ref
from tools.validators.conformance.graphql import GraphqlCatalog, named_path
from tools.validators.conformance.narrowing import MOMENT, columns_sent, window
from tools.validators.conformance.nesting import nested_page
from tools.validators.conformance.parents import parent_of
from tools.validators.conformance.reaching import named_by, referable
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import read_of, target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.sources import Source, source_of
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable
from tools.validators.conformance.wrapping import rows_pointer

REST = "statement-count"
GRAPHQL = "graphql-statement-count"
CHECKS = (REST, GRAPHQL)
SIZES = (1, 5)
"""Rows of the pages that are compared; as many as the last one are made."""
TIMES = 6
"""How often each request is sent: the fewest statements count, for new connections send more of their own."""
TERM = "value"
"""Stands in every ordinary text."""
Query = list[list[object]]


def add(out: Collector) -> None:
    for operation in out.plan.operations:
        call = read_of(operation)
        if isinstance(call, ListRows):
            out.add(REST, operation, "", _rest, operation, call)
    if not out.plan.api.graphql:
        return
    catalog = GraphqlCatalog(out.plan)
    for field in catalog.api.queries:
        call = read_of(field.operation)
        if field.form == "page" and isinstance(call, ListRows):
            out.add(GRAPHQL, field.operation, "", _graphql, catalog, field, call)


def _compare(script: Script, pages: list[Step], items: str) -> None:
    script.steps.append({"do": "statements", "times": TIMES, "pages": pages, "items": items})


def _rest(script: Script, operation: OperationPlan, call: ListRows) -> None:
    path: dict[str, str] = {}
    query: Query = []
    if operation.intent == "link.list":
        actor, path = _linked(script, operation)
    else:
        actor, query, path = _asked(script, operation, call)
    wanted = success(script.catalog, operation)
    pages = [
        script.request(operation, actor, path=path, query=[*query, ["limit", size]], expect=wanted) for size in SIZES
    ]
    _compare(script, pages, rows_pointer(operation))


def _graphql(script: Script, catalog: GraphqlCatalog, field: model.OperationField, call: ListRows) -> None:
    """With everything that is related to the rows, and what is related to that."""
    actor, query, path = _asked(script, field.operation, call)
    script.need_actor(actor)
    variables: dict[str, Any] = {name: ref(value) for name, value in named_path(field, path).items()}
    named = {str(name): value for name, value in query}
    for argument in field.arguments:
        if argument.source == "filter" and named.keys() - {"q"}:
            variables[argument.name] = catalog.input(argument, named)
        elif argument.source == "query" and argument.field is not None and argument.field.wire in named:
            variables[argument.name] = named[argument.field.wire]
    page = nested_page(catalog, field, lambda operation: script.suite.may(actor, operation), SIZES[-1])
    text = graphql.document(catalog, field, (*variables, "first"), page.selection)
    wanted = graphql.data(field, {"type": "object"})
    name = actor.name if actor is not None else None
    sizes = (*(size for size in SIZES if size < page.rows), page.rows)
    pages = [graphql.post(text, {**variables, "first": size}, name, wanted) for size in sizes]
    _compare(script, pages, f"/data/{field.name}/edges")


def _asked(script: Script, operation: OperationPlan, call: ListRows) -> tuple[Actor | None, Query, dict[str, str]]:
    """Who asks for the rows of the table, and the query and path that find them."""
    catalog = script.catalog
    source = source_of(script.suite, operation, call)
    creator, maker = source.creator, source.actor
    name = f"related:{call.table}:{maker.name if maker is not None else ''}"
    parent = parent_of(catalog, operation, call, creator)
    path: dict[str, str] = {}
    if parent is not None:
        row = parent.row(script, maker)
        path = parent.path(script, row)
        _make_rows(script, source, f"related{script.suite.number()}", {parent.item.wire: row.reference})
    elif name not in script.suite.fixtures:
        inner = Script(script.suite)
        _make_rows(inner, source, name, {})
        script.suite.fixtures[name] = Fixture(inner.steps, inner.needs)
    if parent is None:
        script.needs.append(name)
    caller = maker if script.suite.may(maker, operation) else script.suite.who(operation)
    if call.search is not None:
        sent = columns_sent(catalog, creator)
        texts = [sent[column].type for column in call.search.columns if column in sent]
        if not any(text.pattern is None and (text.max_length or 99) > len(TERM) * 3 for text in texts):
            raise Unavailable("nothing of the rows can be searched for")
        return caller, [["q", TERM]], path
    moments = window(script.suite, call, creator) if parent is None else None
    key = catalog.key_wire(creator, call.table)
    first, last = (Row(f"{name}.{place}", call.table, f"{name}.{place}/{key}", maker) for place in (0, SIZES[-1] - 1))
    return caller, moments.between(first, last) if moments is not None else [], path


def _make_rows(script: Script, source: Source, name: str, fixed: Mapping[str, object]) -> None:
    """Rows with references of their own, each with rows that refer to it: none is fetched with another by chance."""
    for place in range(SIZES[-1]):
        script.steps.append(MOMENT)
        bind = f"{name}.{place}"
        row = source.row(script, {**_references(script, source), **fixed}, bind)
        owner = script.signed_in(row) if script.catalog.is_account(source.table) else source.actor
        for child, given in children(script, row):
            try:
                script.row(child, owner, given, optional=False)
            except Unavailable:
                continue
        _link(script, row, owner)
    script.steps.append(MOMENT)


def _references(script: Script, source: Source) -> dict[str, object]:
    found: dict[str, object] = {}
    for item in columns_sent(script.catalog, source.creator).values():
        target = script.catalog.reference_table(source.table, item)
        try:
            if target is not None:
                found[item.wire] = referable(script, source.creator, target, item, source.actor).reference
        except Unavailable:
            continue
    return found


def _link(script: Script, row: Row, actor: Actor | None) -> None:
    """Links the row to one more, in every way that there is."""
    for linker in script.catalog.with_intent("link.put"):
        targets = target_columns(linker)
        far = next((target for target in targets.values() if target[0] != row.table), None)
        if row.table != linker.group or far is None or not script.suite.may(actor, linker):
            continue
        other = script.target(far, actor)
        path = {name: row.key if table == row.table else other.key for name, (table, _, _) in targets.items()}
        _put(script, linker, actor, path)


def _put(script: Script, linker: OperationPlan, actor: Actor | None, path: dict[str, str]) -> None:
    more = {"json": script.body(linker, actor)[0]} if linker.body is not None else {}
    script.call(linker, actor, path=path, expect=success(script.catalog, linker), **more)


def _linked(script: Script, operation: OperationPlan) -> tuple[Actor | None, dict[str, str]]:
    """A row with several linked ones, and who reads them."""
    linkers = script.catalog.with_intent("link.put")
    linker = next((item for item in linkers if item.path.startswith(operation.path)), None)
    if linker is None:
        raise Unavailable("no operation links rows")
    actor = script.caller(linker, alone=True)
    (near_field, near), (far_field, far) = script.targets(linker, actor).items()
    for row in (far, *(named_by(script, linker, far_field, actor) for _ in range(SIZES[-1]))):
        _put(script, linker, actor, {near_field: near.key, far_field: row.key})
    caller = actor if script.suite.may(actor, operation) else script.caller(operation)
    return caller, {operation.path_fields[0].name.snake: near.key}
