"""Answers that are written as tables (CSV) or as documents to look at (HTML): whole, quoted, led from page to page."""

from html import escape

from tools.blueprint.plan.operation import FetchPage, OperationPlan, every
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import FindRow, ListRows
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import ref
from tools.validators.conformance.scoping import scoping_of, target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

CHECK = "written-answers"
HOSTILE = "=<i>\"a\", &'b'</i>"
PAGE = 2
TEXTS = ("string", "text")


def add(out: Collector) -> None:
    written = [operation for operation in out.plan.operations if operation.response.media != "json"]
    for operation in written:
        out.add(CHECK, operation, operation.response.media, _list if _page(operation) else _row, operation)
    if not written:
        out.none(CHECK, API, "all answers are JSON")


def _page(operation: OperationPlan) -> ListRows | None:
    return next((node.call for node in every(operation.nodes) if isinstance(node, FetchPage)), None)


def _list(script: Script, operation: OperationPlan) -> None:
    """Rows that one text sets apart: all of them on one page, or some and a link to the others."""
    call = _page(operation)
    assert call is not None
    if operation.path_fields:
        raise Unavailable("its rows stand under another one")
    field, parameter = _telling(script, operation, call)
    actor = script.caller(operation)
    value = f"{HOSTILE} {script.suite.number()}"
    unique = field.name.snake in script.catalog.single_uniques(call.table)
    count = 1 if unique else PAGE + 1
    for _ in range(count):
        script.row(call.table, actor, {field.wire: value}, optional=False)
    query = [[script.catalog.cased(parameter), value]]
    raw = _raw(operation, value)
    wanted = success(script.catalog, operation)
    whole = {**wanted, "raw": raw, "headers": {**wanted["headers"], "Link": {"absent": True}}}
    script.call(operation, actor, query=query, expect=whole)
    _hidden(script, operation, call, actor, query)
    if count <= PAGE:
        return
    linked = {**wanted["headers"], "Link": {"pattern": r'<[^<>]+>; rel="next"'}}
    expect = {**wanted, "raw": raw, "headers": linked}
    script.call(operation, actor, query=[*query, ["limit", str(PAGE)]], expect=expect, save={"next": "link:next"})
    script.call(operation, actor, expect=whole)
    script.steps[-1]["target"] = ref("next")


def _hidden(
    script: Script, operation: OperationPlan, call: ListRows, actor: Actor | None, query: list[list[str]]
) -> None:
    """Whoever sees rows of its own alone, or of its tenant, gets none of these."""
    scoping = scoping_of(call, script.catalog.tenant_column)
    if actor is None or not scoping.any or (scoping.tenant is None and scoping.shows_others(actor.role)):
        return
    stranger = script.new_account(actor.role)
    # The first is what every such answer begins with.
    raw = {"lacks": _raw(operation, query[0][1])["has"][1:]}
    script.call(operation, stranger, query=query, expect={**success(script.catalog, operation), "raw": raw})


def _telling(script: Script, operation: OperationPlan, call: ListRows) -> tuple[Field, str]:
    """A text that rows are made with, is shown and can be asked for; and the parameter that asks for it."""
    creator = script.catalog.creator(call.table)
    shown = {item.column for item in operation.response.view.fields} if operation.response.view is not None else set()
    asked = {item.column: item.parameter for item in call.filters if item.operator == "eq"}
    for field in script.catalog.accepted(creator).values() if creator is not None else ():
        column = field.name.snake
        if _is_free(field) and column in shown and column in asked:
            return field, asked[column]
    raise Unavailable("no text that rows are made with is shown and can be asked for")


def _is_free(field: Field) -> bool:
    room = field.type.max_length is None or field.type.max_length >= len(HOSTILE) + 12
    return field.type.kind in TEXTS and field.type.pattern is None and room


def _row(script: Script, operation: OperationPlan) -> None:
    """One row that holds what a page must not run."""
    actor = script.caller(operation)
    targets = target_columns(operation)
    given = {name: _hostile(script, operation, target) for name, target in targets.items()}
    shown = [value for values in given.values() for value in values.values()]
    if not shown:
        raise Unavailable("no text that rows are made with is shown")
    rows = script.targets(operation, actor, given)
    wanted = success(script.catalog, operation)
    for value in shown:
        expect = {**wanted, "raw": _raw(operation, str(value))}
        script.call(operation, actor, path=script.path(rows), expect=expect)


def _hostile(script: Script, operation: OperationPlan, target: tuple[str, str, FindRow]) -> dict[str, object]:
    creator, view = script.catalog.creator(target[0]), operation.response.view
    of_row = view is not None and view.entity == script.catalog.table(target[0]).entity
    shown = {item.column for item in view.fields} if view is not None and of_row else set()
    fields = script.catalog.accepted(creator).values() if creator is not None else ()
    value = f"{HOSTILE} {script.suite.number()}"
    return {field.wire: value for field in fields if _is_free(field) and field.name.snake in shown}


def _raw(operation: OperationPlan, value: str) -> dict[str, list[str]]:
    """What the answer must hold and must not: names of columns in their line, and the value quoted for the medium."""
    assert operation.response.view is not None
    if operation.response.media == "html":
        # Whether quotes are told by name or by number is the framework's own affair.
        first, last = escape(value).partition("&quot;")[0], escape(value).rpartition(";")[2]
        return {"has": ["<!doctype html>", first, f"&lt;/i&gt;{last}"], "lacks": [value, "<i>"]}
    names = ",".join(field.wire for field in operation.response.view.fields)
    # What begins like a formula gets an apostrophe before it.
    cell = "\"'" + value.replace('"', '""') + '"'
    return {"has": [f"{names}\r\n", cell], "lacks": [value]}
