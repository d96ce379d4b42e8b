"""Lists: pages to the end, order, every filter, every sort both ways."""

from contextlib import suppress
from decimal import Decimal
from typing import Any

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.store import Filter, ListRows
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import REGISTER
from tools.validators.conformance.checks.moving import rows_come_and_go
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.dataset import Dataset, dataset_for, keys_of, known, page_step, reader
from tools.validators.conformance.document import Matcher, expect, problem, ref
from tools.validators.conformance.ordering import default_order, sort_key
from tools.validators.conformance.reaching import named_by
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import read_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.sources import SINGLE, source_of
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable
from tools.validators.conformance.wrapping import rows_member, rows_pointer

PAGES = "pagination"
FILTERS = "filters"
SORTS = "sorting"
MOST_MADE = 25
"""Rows that are made for one page; where it holds more, its length is taken on trust."""
OTHERS = 5
"""Rows that one row is linked with, beside the first; the last is not."""


def add(out: Collector) -> None:
    for operation in out.plan.operations:
        call = read_of(operation)
        if not isinstance(call, ListRows):
            continue
        if operation.intent == "link.list":
            out.add(PAGES, operation, "", _linked, operation)
            continue
        if call.search is not None:
            continue
        out.add(PAGES, operation, "to the end", _pages, operation)
        out.add(PAGES, operation, "while rows come and go", rows_come_and_go, operation)
        for found in call.filters:
            if found.operator == "holds":
                continue
            out.add(FILTERS, operation, found.parameter, _filter, operation, found)
        if call.filters and call.sorts:
            out.add(FILTERS, operation, "in every order", _filters_in_order, operation, call)
        for column in call.sorts:
            out.add(SORTS, operation, column, _sort, operation, column)
        if len(call.sorts) > 1:
            out.add(SORTS, operation, "two keys", _two_keys, operation, call)


class _Asked:
    """One list, asked about its dataset."""

    def __init__(self, script: Script, operation: OperationPlan) -> None:
        self.script = script
        self.operation = operation
        self.data: Dataset = dataset_for(script.suite, operation)
        self.actor = reader(script.suite, operation, self.data)
        if script.catalog.wire_of(operation, script.catalog.key_column(self.data.table)) is None:
            raise Unavailable("its rows do not show their key")
        self.key = f"/{script.catalog.key_wire(operation, self.data.table)}"
        self.data.use(script)

    def pages(self, query: list[list[object]], limit: int, save: str) -> None:
        request = self.script.request(
            self.operation,
            self.actor,
            path=self.data.path,
            query=query,
            expect=success(self.script.catalog, self.operation),
        )
        self.script.steps.append(page_step(self.script, self.operation, request, limit, save))

    def check(self, save: str, about: str, **wanted: object) -> None:
        self.script.steps.append({"do": "check", "list": save, "about": about, "at": self.key, **wanted})


def _pages(script: Script, operation: OperationPlan) -> None:
    """Every page size gives each row once, in order of the key."""
    asked = _Asked(script, operation)
    most = script.suite.plan.api.max_limit
    order = default_order(script, operation, asked.key)
    for limit in sorted({1, min(2, most), min(3, most), most}):
        asked.pages(asked.data.narrow, limit, "rows")
        wanted: dict[str, object] = {"distinct": True, "sorted": order}
        if asked.data.alone:
            wanted["same"] = keys_of(asked.data.rows)
        asked.check("rows", f"pages of {limit}", **wanted)
    if operation == next((item for item in script.suite.plan.operations if item.intent == "crud.list"), None):
        _usual(asked)


def _usual(asked: _Asked) -> None:
    """A page is as long as pages are where nothing is said of it, with one row more than it holds."""
    script, usual = asked.script, asked.script.suite.plan.api.default_limit
    call = read_of(asked.operation)
    assert isinstance(call, ListRows)
    if asked.data.single or asked.data.path or usual > MOST_MADE:
        return
    source = source_of(script.suite, asked.operation, call)
    for _ in range(usual + 1):
        source.row(script)
    whole = success(script.catalog, asked.operation)
    script.call(asked.operation, asked.actor, expect=whole, save={"page": rows_pointer(asked.operation)})
    script.steps.append(
        {"do": "holds", "list": "page", "about": "a page of the usual length", "matcher": {"length": usual}}
    )


def _filter(script: Script, operation: OperationPlan, found: Filter) -> None:
    asked = _Asked(script, operation)
    wire = script.catalog.cased(found.parameter)
    shown = script.catalog.wire_of(operation, found.column)
    most = script.suite.plan.api.max_limit
    narrowed = [entry for entry in asked.data.narrow if entry[0] != wire]
    if not known(asked.data, found.column):
        _filter_by_shown(asked, found, wire, shown)
        return
    for position in asked.data.positions:
        value = asked.data.value(position, found.column)
        if value is None:
            continue
        same = [row for row in asked.data.rows if _passes(found, row.values.get(found.column), value)]
        asked.pages([*narrowed, [wire, value]], most, "found")
        # The filter that narrows to these rows does so by itself.
        alone = asked.data.alone
        asked.check("found", f"{wire}={value}", distinct=True, **{"same" if alone else "holds": keys_of(same)})


def _filters_in_order(script: Script, operation: OperationPlan, call: ListRows) -> None:
    """Every filter with every order, one way or the other: neither loses the other, nor at the border of a page."""
    asked = _Asked(script, operation)
    if asked.data.single:
        raise Unavailable(SINGLE)
    most, number = script.suite.plan.api.max_limit, 0
    shown = [column for column in call.sorts if script.catalog.wire_of(operation, column) is not None]
    for found in call.filters:
        if found.operator == "holds" or not known(asked.data, found.column):
            continue
        value = _common(asked.data, found)
        if value is None:
            continue
        wire = script.catalog.cased(found.parameter)
        narrowed = [entry for entry in asked.data.narrow if entry[0] != wire]
        same = [row for row in asked.data.rows if _passes(found, row.values.get(found.column), value)]
        rows = {"same" if asked.data.alone else "holds": keys_of(same)}
        for column in shown:
            number += 1
            descending = number % 2 == 1
            name = ("-" if descending else "") + script.catalog.cased(column)
            keys = [sort_key(script, operation, column, descending), {"at": asked.key}]
            asked.pages([*narrowed, [wire, value], ["sort", name]], 2 if number % 3 == 0 else most, "found")
            asked.check("found", f"{wire}={value}&sort={name}", distinct=True, sorted=keys, **rows)
    if not number:
        raise Unavailable("no filter with a known value")


def _common(data: Dataset, found: Filter) -> Any:
    """A value of the filter that lets as many rows pass as any; None where no row has one."""
    values = [row.values.get(found.column) for row in data.rows]
    counts = [(sum(_passes(found, item, value) for item in values), value) for value in values if value is not None]
    return max(counts, key=lambda entry: entry[0], default=(0, None))[1]


def _filter_by_shown(asked: _Asked, found: Filter, wire: str, shown: str | None) -> None:
    """The filter by a value that only the server knows: every row that is found has it, and the row itself is found."""
    if shown is None:
        raise Unavailable(f"{found.column} is not shown")
    if not _set_on_creation(asked, found.column):
        raise Unavailable(f"{found.column} is empty in every row")
    row = asked.data.rows[asked.data.positions[0]]
    value = ref(f"{row.bind}/{shown}")
    bounds: dict[str, Matcher] = {"eq": {"is": value}, "gte": {"min": value}, "lte": {"max": value}}
    bound = bounds[found.operator]
    narrowed = [entry for entry in asked.data.narrow if entry[0] != wire]
    asked.pages([*narrowed, [wire, value]], asked.script.suite.plan.api.max_limit, "found")
    matcher = {"each": {"object": {shown: bound}, "open": True}}
    asked.script.steps.append({"do": "holds", "list": "found", "about": f"rows with {wire}", "matcher": matcher})
    asked.check("found", f"{wire} of a row", holds=[row.reference])


def _set_on_creation(asked: _Asked, column: str) -> bool:
    """Whether new rows have a value in the column that was not sent."""
    data, catalog = asked.data, asked.script.catalog
    if not catalog.table(data.table).column(column).nullable:
        return True
    if data.rows[data.positions[0]].values.get(column) is not None:
        return True
    creator = catalog.creator(data.table) or catalog.operation(REGISTER)
    insert = catalog.insert_into(creator, data.table) if creator is not None else None
    if insert is None:
        return False
    # An account that registered sent all that it may; the admin's command sends what it must.
    registered = data.single and data.actor != asked.script.suite.admin and column in insert.accept
    return registered or any(item.column == column for item in insert.assignments)


def _passes(found: Filter, value: object, wanted: object) -> bool:
    if value is None:
        return False
    left, right = (Decimal(str(item)) if found.type.kind == "decimal" else item for item in (value, wanted))
    if found.operator == "eq":
        return bool(left == right)
    return bool(left >= right) if found.operator == "gte" else bool(left <= right)  # type: ignore[operator]


def _sort(script: Script, operation: OperationPlan, column: str) -> None:
    """Both ways, nulls last either way, ties by the key; also over page borders."""
    asked = _Asked(script, operation)
    if asked.data.single:
        raise Unavailable(SINGLE)
    for descending in (False, True):
        key = sort_key(script, operation, column, descending)
        name = ("-" if descending else "") + script.catalog.cased(column)
        for limit in {2, script.suite.plan.api.max_limit}:
            asked.pages([*asked.data.narrow, ["sort", name]], limit, "sorted")
            wanted: dict[str, object] = {"same": keys_of(asked.data.rows)} if asked.data.alone else {}
            asked.check(
                "sorted", f"sort={name}, pages of {limit}", sorted=[key, {"at": asked.key}], distinct=True, **wanted
            )


def _two_keys(script: Script, operation: OperationPlan, call: ListRows) -> None:
    asked = _Asked(script, operation)
    if asked.data.single:
        raise Unavailable(SINGLE)
    for first, second in ((call.sorts[0], call.sorts[1]), (call.sorts[-1], call.sorts[0])):
        keys = [sort_key(script, operation, first, True), sort_key(script, operation, second, False)]
        name = f"-{script.catalog.cased(first)},{script.catalog.cased(second)}"
        asked.pages([*asked.data.narrow, ["sort", name]], 3, "sorted")
        asked.check("sorted", f"sort={name}", sorted=[*keys, {"at": asked.key}], distinct=True)


def _linked(script: Script, operation: OperationPlan) -> None:
    """All linked rows and no other, page by page."""
    linker = next(
        (item for item in script.catalog.with_intent("link.put") if item.path.startswith(operation.path)), None
    )
    if linker is None:
        raise Unavailable("no operation links rows")
    actor = script.caller(linker, alone=True)
    rows = script.targets(linker, actor)
    (near_field, near), (far_field, far) = rows.items()
    # The last one is not linked.
    others = _others(script, linker, far_field, actor)
    linked: list[Row] = [far, *others[:-1]]
    for row in linked:
        more = {"json": script.body(linker, actor)[0]} if linker.body is not None else {}
        script.call(
            linker,
            actor,
            path={near_field: near.key, far_field: row.key},
            expect=success(script.catalog, linker),
            **more,
        )
    caller = actor if script.suite.may(actor, operation) else script.caller(operation)
    key = f"/{script.catalog.key_wire(operation, far.table)}"
    path = {operation.path_fields[0].name.snake: near.key}
    for limit in (2, script.suite.plan.api.max_limit):
        request = script.request(operation, caller, path=path, expect=success(script.catalog, operation))
        script.steps.append(page_step(script, operation, request, limit, "linked"))
        script.steps.append({"do": "check", "list": "linked", "about": f"pages of {limit}", "at": key, "distinct": True,
                             "sorted": [{"at": key}], "same": keys_of(linked)})  # fmt: skip
    script.call(
        operation,
        caller,
        path=path,
        query=[["limit", 0]],
        expect=problem(422, "validation_failed", errors=[{"parameter": "limit"}]),
    )
    with suppress(Unavailable):
        _empty(script, operation, named_by(script, linker, near_field, actor), caller)


def _others(script: Script, linker: OperationPlan, field: str, actor: Actor | None) -> list[Row]:
    """Rows beside the first that can be linked; none where the caller sees its own account alone."""
    try:
        return [named_by(script, linker, field, actor) for _ in range(OTHERS)]
    except Unavailable:
        return []


def _empty(script: Script, operation: OperationPlan, other: Row, caller: Actor | None) -> None:
    """Nothing is linked with another row."""
    empty = {"object": {rows_member(operation): {"length": 0}}, "open": True}
    script.call(
        operation, caller, path={operation.path_fields[0].name.snake: other.key}, expect=expect(200, body=empty)
    )
