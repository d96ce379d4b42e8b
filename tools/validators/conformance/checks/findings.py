"""Searches and analytics: hits and misses, best first; counts and measures that add up."""

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.store import AggregateRows, Bucket, ListRows, Measure
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.dataset import Dataset, dataset_for, known, page_step, reader
from tools.validators.conformance.document import Matcher, bucket_of, expect, problem, text
from tools.validators.conformance.narrowing import columns_sent
from tools.validators.conformance.rows import Row
from tools.validators.conformance.runner.buckets import bucket
from tools.validators.conformance.samples import decimal_text
from tools.validators.conformance.scoping import read_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.sources import source_of
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

SEARCH = "search"
ANALYTICS = "analytics"
LATE = {"weekday": 7, "time": "23:30"}
AVERAGE = Decimal("0.000001")


def add(out: Collector) -> None:
    searches = [operation for operation in out.plan.operations if getattr(read_of(operation), "search", None)]
    for operation in searches:
        out.add(SEARCH, operation, "hits, misses and order", _search, operation)
    if not searches:
        out.none(SEARCH, "api", "nothing can be searched")
    aggregates = [operation for operation in out.plan.operations if isinstance(read_of(operation), AggregateRows)]
    for operation in aggregates:
        call = read_of(operation)
        assert isinstance(call, AggregateRows)
        for group in (None, *call.choices) if call.by is None else (call.by,):
            out.add(ANALYTICS, operation, group or "all rows",
                    _aggregate, operation, group)  # fmt: skip
    if not aggregates:
        out.none(ANALYTICS, "api", "there are no analytics")


def _search(script: Script, operation: OperationPlan) -> None:
    """Equal before prefix before anywhere; letters in either case; signs that stores give a meaning mean nothing."""
    call = read_of(operation)
    assert isinstance(call, ListRows)
    assert call.search is not None
    source = source_of(script.suite, operation, call)
    creator, maker = source.creator, source.actor
    caller = maker if script.suite.may(maker, operation) else script.suite.who(operation)
    fields = columns_sent(script.catalog, creator)
    for column in call.search.columns:
        item = fields.get(column)
        if item is None or item.type.pattern is not None or (item.type.max_length or 99) < 24:
            continue
        term = f"Qz{script.suite.number()}"
        spellings = (f"a {term.lower()} b", term, f"{term} tail", f"{term[:-1]}_ miss", "other text")
        rows = [source.row(script, {item.wire: spelling}) for spelling in spellings]
        anywhere, equal, prefix = rows[:3]
        _found(script, operation, caller, term, [equal, prefix, anywhere])
        _found(script, operation, caller, term.upper(), [equal, prefix, anywhere])
        for sign in ("%", "_", "\\", "*", "'"):
            _found(script, operation, caller, f"{term}{sign}", [])
            _found(script, operation, caller, f"{sign}{term}", [])
        _found(script, operation, caller, f"{term[:-1]}_", [rows[3]])
        accented = f"É{term}"
        row = source.row(script, {item.wire: accented})
        _found(script, operation, caller, f"É{term.lower()}", [row])
        # Letters of other alphabets mean themselves alone, whatever a store could make of them.
        _found(script, operation, caller, f"é{term}", [])
    for query in ([], [["q", ""]], [["q", "x" * 201]]):
        script.call(
            operation, caller, query=query, expect=problem(422, "validation_failed", errors=[{"parameter": "q"}])
        )


def _found(script: Script, operation: OperationPlan, caller: Actor | None, term: str, rows: list[Row]) -> None:
    """Exactly these rows, best first, whatever the size of the pages."""
    key = script.catalog.key_wire(operation, operation.group)
    request = script.request(operation, caller, query=[["q", term]], expect=success(script.catalog, operation))
    script.steps.append(page_step(script, operation, request, 2, "hits"))
    script.steps.append(
        {"do": "check", "list": "hits", "about": f"q={term}", "at": f"/{key}", "order": [row.reference for row in rows]}
    )


def _aggregate(script: Script, operation: OperationPlan, group: str | None) -> None:
    call = read_of(operation)
    assert isinstance(call, AggregateRows)
    data = dataset_for(script.suite, operation)
    apart = bool(data.narrow or data.path)
    if group is not None and not apart:
        raise Unavailable("no filter sets the rows apart from all others")
    data.use(script)
    actor = reader(script.suite, operation, data)
    if group is None:
        _everything(script, operation, call, data, actor)
    if not apart:
        return
    span = call.bucket(group)
    if span is not None and not known(data, span.column):
        _moments(script, operation, call, data, span)
        return
    grouped = _groups(script, call, data, group)
    groups = [_group(script, call, data, name, rows) for name, rows in grouped]
    query = _query(script, call, data, group)
    body: Matcher = {"object": {"groups": {"items": groups}}}
    script.call(operation, actor, path=data.path, query=query, expect=expect(200, body=body))
    if group is None:
        none: Matcher = {"object": {"groups": {"length": 1, "each": _group(script, call, data, None, [])}}}
        column = next((found for found in call.filters if found.operator == "gte" and known(data, found.column)), None)
        if column is not None and column.type.kind in ("date", "datetime"):
            edge = "9999-12-31" if column.type.kind == "date" else "9999-12-31T23:59:59.999Z"
            query = [*data.narrow, [script.catalog.cased(column.parameter), edge]]
            script.call(operation, actor, path=data.path, query=query, expect=expect(200, body=none))
        wrong = problem(422, "validation_failed", errors=[{"parameter": script.catalog.cased("group_by")}])
        if call.choices:
            query = [[script.catalog.cased("group_by"), "no_such_column"]]
            script.call(operation, actor, path=data.path, query=query, expect=wrong)


def _everything(
    script: Script, operation: OperationPlan, call: AggregateRows, data: Dataset, actor: Actor | None
) -> None:
    """Where nothing is asked for, these rows are counted among all others."""
    measures: dict[str, Matcher] = {script.catalog.cased(item.name): {} for item in call.measures}
    counted = {
        script.catalog.cased(item.name): {"min": len(data.rows)} for item in call.measures if item.column is None
    }
    one: Matcher = {"object": {"group": {"is": None}, **measures, **counted}}
    script.call(operation, actor, path=data.path, expect=expect(200, body={"object": {"groups": {"items": [one]}}}))


def _query(script: Script, call: AggregateRows, data: Dataset, group: str | None) -> list[list[object]]:
    """What is asked to see the groups of the rows, and no others."""
    return [*data.narrow, *_grouped(script, call, group)]


def _grouped(script: Script, call: AggregateRows, group: str | None) -> list[list[object]]:
    if group is None or call.by is not None:
        return []
    return [[script.catalog.cased("group_by"), script.catalog.cased(group)]]


def _moments(script: Script, operation: OperationPlan, call: AggregateRows, data: Dataset, span: Bucket) -> None:
    """Rows stand in the span of the moment that they were given when they were made."""
    creator = source_of(script.suite, operation, call).creator
    shown = script.catalog.wire_of(creator, span.column)
    if shown is None or script.catalog.table(call.table).column(span.column).nullable:
        raise Unavailable(f"the rows' {span.column} is set by the server")
    data.use(script)
    counts = {script.catalog.cased(item.name): {"min": 1} for item in call.measures if item.function == "count"}
    # Late on a Sunday: another clock, another beginning of the week and another zone all tell another span.
    script.steps.append({"do": "control", "action": "move_clock", **LATE, "seconds": 0})
    row = source_of(script.suite, operation, call).row(script, data.given)
    told: Matcher = {"is": bucket_of(f"{row.bind}/{shown}", span.unit)}
    group: Matcher = {"object": {"group": told, **counts}, "open": True}
    query = [*(data.narrow if data.given else []), *_grouped(script, call, span.name)]
    body: Matcher = {"object": {"groups": {"has": group}}}
    actor = reader(script.suite, operation, data)
    script.call(operation, actor, path=data.path, query=query, expect=expect(200, body=body))
    script.steps.append({"do": "control", "action": "move_clock", "seconds": 0})


def _groups(script: Script, call: AggregateRows, data: Dataset, group: str | None) -> list[tuple[object, list[int]]]:
    """Group values, as they are answered, and the positions of their rows."""
    everything = list(range(len(data.rows)))
    if group is None:
        return [(None, everything)]
    if (span := call.bucket(group)) is not None:
        return _spans(data, span)
    item = next((found for found in call.filters if found.column == group and found.operator == "eq"), None)
    wire = script.catalog.cased(group)
    if item is not None and data.narrow and data.narrow[0][0] == script.catalog.cased(item.parameter):
        return [(_text_of(data.narrow[0][1]), everything)]
    if not known(data, group):
        values = {str(row.sent.get(wire)): row.sent.get(wire) for row in data.rows}
        if len(values) == 1 and None not in values.values():
            return [(_text_of(next(iter(values.values()))), everything)]
        if all(value is None for value in values.values()) and group in data.rows[0].values:
            return [(None, everything)]
        raise Unavailable(f"the rows' {group} is set by the server")
    found: dict[str, tuple[object, list[int]]] = {}
    for position in sorted(everything, key=lambda position: _rank(data.value(position, group), call, script, group)):
        value = data.value(position, group)
        told = value if value is None or isinstance(value, str) else str(value).lower()
        found.setdefault(str(told), (told, []))[1].append(position)
    return list(found.values())


def _rank(value: object, call: AggregateRows, script: Script, group: str) -> tuple[bool, Any]:
    """Groups stand in the order of their values, null last; texts by code point."""
    is_decimal = script.catalog.table(call.table).column(group).type.kind == "decimal"
    return value is None, 0 if value is None else Decimal(str(value)) if is_decimal else value


def _spans(data: Dataset, span: Bucket) -> list[tuple[object, list[int]]]:
    """Spans that rows were sent for, in order, null last."""
    found: dict[str | None, list[int]] = {}
    for position in range(len(data.rows)):
        value = data.value(position, span.column)
        found.setdefault(None if value is None else bucket(str(value), span.unit), []).append(position)
    return sorted(found.items(), key=lambda entry: (entry[0] is None, entry[0] or ""))


def _text_of(value: object) -> object:
    """A group's value as it is answered: always as text."""
    return text(f"${{{value['$']}}}") if isinstance(value, dict) else value


def _group(script: Script, call: AggregateRows, data: Dataset, name: object, positions: list[int]) -> Matcher:
    fields: dict[str, Matcher] = {"group": {"is": name}}
    for measure in call.measures:
        wire = script.catalog.cased(measure.name)
        if measure.column is None:
            fields[wire] = {"is": len(positions)}
        elif known(data, measure.column) or not positions:
            values = [data.value(position, measure.column) for position in positions]
            fields[wire] = {"is": _measured(measure, [value for value in values if value is not None])}
        else:
            fields[wire] = {}
    return {"object": fields}


_MEASURES: dict[str, Callable[[list[Decimal]], Decimal]] = {
    "sum": lambda values: sum(values, Decimal(0)),
    "min": min,
    "max": max,
}


def _measured(measure: Measure, present: list[object]) -> object:
    """The measure's value in wire form; null over no values."""
    if not present:
        return None
    if measure.type.kind in ("date", "datetime"):
        return (min if measure.function == "min" else max)(map(str, present))
    values = [Decimal(str(value)) for value in present]
    if measure.function == "avg":
        return f"{(sum(values, Decimal(0)) / len(values)).quantize(AVERAGE, ROUND_HALF_EVEN):f}"
    value = _MEASURES[measure.function](values)
    return decimal_text(value, measure.type) if measure.type.kind == "decimal" else int(value)
