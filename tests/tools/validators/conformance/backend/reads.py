"""The reading half of the interpreter: expressions, rows, pages, references."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any
from uuid import uuid4

from tests.tools.validators.conformance.backend.members import passes
from tests.tools.validators.conformance.backend.paging import NoCursor, cursor_page, offset_page
from tests.tools.validators.conformance.backend.related import related_value
from tests.tools.validators.conformance.backend.store import Row, Store, comparable
from tools.blueprint.plan import operation as plan
from tools.blueprint.plan import store as calls
from tools.blueprint.plan.expr import (
    Argument,
    BoundValue,
    Call,
    ColumnValue,
    Expr,
    InputValue,
    Literal,
    Related,
    ViewerValue,
)
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.shapes import ErrorCase
from tools.blueprint.plan.values import Member
from tools.validators.conformance.evaluate import FUNCTIONS
from tools.validators.conformance.runner.buckets import bucket


class Refused(Exception):
    """An error of the contract, with what is told beside its code."""

    def __init__(
        self, case: ErrorCase, errors: list[dict[str, str]] | None = None, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(case.code)
        self.case = case
        self.errors = errors or []
        self.headers = headers or {}


@dataclass
class Context:
    """One call: its inputs, who calls, and what its nodes bound."""

    operation: OperationPlan
    inputs: dict[str, Any]
    query: dict[str, Any]
    viewer: Row | None
    session: Row | None
    if_match: str | None
    key: str | None = None
    """By which a repeated request is known."""
    bound: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    """Where the item at hand stands in the body, by what a loop calls it."""
    before: tuple[dict[str, list[Row]] | None, int] = (None, 0)
    """Rows and number of events to go back to when the call is refused half-way."""

    def offered(self, source: BoundValue | None) -> dict[str, Any]:
        """What a step may take values from."""
        return self.inputs if source is None else self.bound[source.bind]

    def pointer(self, column: str, source: BoundValue | None) -> str | None:
        """Where the value of a column stands in the body."""
        fields: Sequence[Member] = self.operation.body.fields if self.operation.body else ()
        around = f"/{self.operation.wrapper.wire}" if self.operation.wrapper is not None else ""
        if source is not None:
            fields = plan.items_of(self.operation.nodes)[source.bind].members
            around = self.places[source.bind]
        wire = next((item.wire for item in fields if column == item.name.snake), None)
        return f"{around}/{wire}" if wire is not None else None


class Reader:
    def __init__(self, store: Store, sessions: Any) -> None:
        self.store = store
        self.faults = store.faults
        self.sessions = sessions

    def run(self, context: Context) -> None:
        for node in context.operation.nodes:
            getattr(self, f"_{type(node).__name__}")(node, context)

    # expressions

    def value(
        self,
        expr: Expr,
        context: Context,
        row: Row | None = None,
        arguments: dict[str, Any] | None = None,
        names: dict[str, Row] | None = None,
    ) -> Any:
        names = names or ({"": row} if row is not None else {})
        match expr:
            case Literal(value=value):
                return list(value) if isinstance(value, tuple) else value
            case InputValue(name=name):
                return context.inputs.get(name)
            case BoundValue(bind=bind, column=column):
                return context.bound[bind] if column is None else context.bound[bind].get(column)
            case ViewerValue(column=column):
                return context.viewer[column] if context.viewer is not None else None
            case ColumnValue(column=column, of=alias):
                return names[alias][column] if alias in names else None
            case Related():
                return related_value(
                    self.store, expr, names, lambda part, known: self.value(part, context, None, arguments, known)
                )
            case Argument(name=name):
                return (arguments or {})[name]
            case Call(function="now" | "today" as clock):
                return self.store.clock.told()[: None if clock == "now" else 10]
            case Call(function="if", args=(condition, then, other)):
                chosen = then if self.value(condition, context, None, arguments, names) else other
                return self.value(chosen, context, None, arguments, names)
            case Call(function="new_uuid"):
                return self.store.new_key()
            case Call(function="minutes_from_now", args=(minutes,)):
                return self.store.clock.told(self.value(minutes, context))
            case Call(function="random_uuid"):
                return str(uuid4())
            case Call(function=name, args=args):
                values = [self.value(arg, context, None, arguments, names) for arg in args]
                if name in ("and", "or"):
                    return all(values) if name == "and" else any(values)
                kinds = [arg.type for arg in args]
                return FUNCTIONS[name](
                    *(comparable(kind, item) if kind else item for kind, item in zip(kinds, values, strict=True))
                )
        raise TypeError(expr)

    def _rows(self, call: Any, context: Context, among: list[Row] | None = None) -> list[Row]:
        self.store.reads += 1
        arguments = self._arguments(call, context)
        found = self.store.rows[call.table] if among is None else among
        for condition in call.conditions:
            if condition.unless is not None and arguments[condition.unless]:
                continue
            if self._ignored(condition, call):
                continue
            found = [row for row in found if self.value(condition.predicate, context, row, arguments)]
        return list(found)

    def _ignored(self, condition: calls.Condition, call: Any) -> bool:
        """Planted faults: a condition that is forgotten."""
        predicate = condition.predicate
        values = {item.name: item.value for item in call.parameters}
        viewer = isinstance(predicate, Call) and any(
            isinstance(arg, Argument) and isinstance(values[arg.name], ViewerValue) for arg in predicate.args
        )
        if viewer and call.table == self.store.account and "shows accounts of other tenants" in self.faults:
            return True
        listing = isinstance(call, calls.ListRows)
        if viewer and (
            ("no owner check" in self.faults and not listing) or ("lists foreign rows" in self.faults and listing)
        ):
            return True
        if isinstance(predicate, Related) and "lists unrelated rows" in self.faults:
            return True
        if isinstance(predicate, Related) and "strangers are members" in self.faults and not listing:
            return True
        soft = isinstance(predicate, Call) and predicate.function == "is_null"
        return soft and "shows deleted rows" in self.faults

    def _arguments(self, call: Any, context: Context) -> dict[str, Any]:
        return {item.name: self.value(item.value, context) for item in call.parameters}

    # reads

    def _Fetch(self, node: plan.Fetch, context: Context) -> None:
        rows = self._rows(node.call, context)
        if not rows:
            raise Refused(node.absent)
        context.bound[node.bind] = rows[0]

    def _Lock(self, node: plan.Lock, context: Context) -> None:
        """One request at a time: nobody else is there to be kept out."""

    def _FetchPage(self, node: plan.FetchPage, context: Context) -> None:
        call, arguments = node.call, self._arguments(node.call, context)
        rows = self._filtered(self._rows(call, context), call.filters, context)
        links: dict[str, Row] = {}
        key = self.store.table(call.table).primary_key[0]
        if call.through is not None:
            near = [
                link
                for link in self.store.rows[call.through.table]
                if link[call.through.near] == arguments[call.through.argument]
            ]
            links = {link[call.through.far]: link for link in near}
            rows = [row for row in rows if row[key] in links]
        if call.search is not None:
            rows = self._searched(rows, call.search, arguments[call.search.argument], key)
        else:
            rows = self._sorted(rows, call, context, key)
        rows = [{**links.get(row[key], {}), **row, "__link__": links.get(row[key])} for row in rows]
        page = context.bound[node.bind] = self._page(rows, context, key)
        if "reads row by row" in self.faults:
            self.store.reads += len(page["rows"])

    def _filtered(self, rows: list[Row], filters: tuple[calls.Filter, ...], context: Context) -> list[Row]:
        if "an order loses filters" in self.faults and "sort" in context.query:
            return rows
        for found in filters:
            if found.operator == "holds" and found.parameter in context.query:
                members = context.query[found.parameter]
                rows = [row for row in rows if passes(row[found.column], members, self.faults)]
            elif found.parameter in context.query and "ignores filters" not in self.faults:
                wanted = comparable(found.type, context.query[found.parameter])
                kept = [row for row in rows if row[found.column] is not None]
                rows = [
                    row
                    for row in kept
                    if self._passes(found.operator, comparable(found.type, row[found.column]), wanted)
                ]
        return rows

    def _passes(self, operator: str, value: Any, wanted: Any) -> bool:
        if operator == "eq":
            return bool(value == wanted)
        if "filters are exclusive" in self.faults and value == wanted:
            return False
        return bool(value >= wanted if operator == "gte" else value <= wanted)

    def _searched(self, rows: list[Row], search: calls.Search, term: str, key: str) -> list[Row]:
        folded = _fold(term)
        ranked = []
        for row in rows:
            texts = [_fold(row[column]) for column in search.columns if row[column] is not None]
            ranks = [
                0 if text == folded else 1 if text.startswith(folded) else 2
                for text in texts
                if self._has(text, folded)
            ]
            if ranks:
                ranked.append((0 if "search has no order" in self.faults else min(ranks), row[key], row))
        return [row for _, _, row in sorted(ranked, key=lambda entry: entry[:2])]

    def _has(self, text: str, term: str) -> bool:
        if "search takes wildcards" in self.faults:
            term = term.replace("%", "").replace("_", "")
        return term in text

    def _sorted(self, rows: list[Row], call: calls.ListRows, context: Context, key: str) -> list[Row]:
        table = self.store.table(call.table)
        cased = {self._wire(name): name for name in call.sorts}
        asked = [(cased[name.removeprefix("-")], name.startswith("-")) for name in context.query.get("sort", [])]
        if "a filter loses the order" in self.faults and any(item.parameter in context.query for item in call.filters):
            asked = []
        rows = sorted(rows, key=lambda row: row[key])
        for column, descending in reversed(asked or list(call.order)):
            kind = table.column(column).type
            full = [row for row in rows if row[column] is not None]
            empty = [row for row in rows if row[column] is None]
            values = {id(row): comparable(kind, row[column]) for row in full}
            if "sorts decimals as text" in self.faults:
                values = {id(row): str(row[column]) for row in full}
            # A reversed sort keeps the order of equal rows.
            full.sort(key=lambda row, values=values: values[id(row)], reverse=descending)  # type: ignore[misc]
            rows = empty + full if "nulls first" in self.faults else full + empty
        return rows

    def _wire(self, name: str) -> str:
        if self.store.plan.api.casing != "camel":
            return name
        head, *tail = name.split("_")
        return head + "".join(part.capitalize() for part in tail)

    def _page(self, rows: list[Row], context: Context, key: str) -> dict[str, Any]:
        query, usual = context.query, self.store.plan.api.default_limit
        if "the usual page is longer" in self.faults and query["limit"] == usual:
            query = {**query, "limit": usual + 1}
        if self.store.plan.api.pagination == "offset":
            return offset_page(rows, query)
        try:
            return cursor_page(rows, query, key, self._asked(context), self.faults)
        except NoCursor:
            error = {"parameter": "cursor", "code": "format", "message": "This is no cursor."}
            raise Refused(case_of(self.store, "validation_failed"), [error]) from None

    def _asked(self, context: Context) -> str:
        """A list, as it was asked for."""
        shown = {name: value for name, value in context.query.items() if name not in ("cursor", "limit")}
        rows = [context.inputs[item.name.snake] for item in context.operation.path_fields]
        under = [] if "cursors fit every row" in self.faults else rows
        return repr((context.operation.name.snake, under, sorted(shown.items(), key=lambda item: item[0])))

    def _FetchAggregate(self, node: plan.FetchAggregate, context: Context) -> None:
        call = node.call
        rows = self._filtered(self._rows(call, context), call.filters, context)
        cased = {self._wire(name): name for name in call.choices}
        group = call.by or cased.get(context.query.get("group_by", ""))
        groups: dict[Any, list[Row]] = {} if group else {None: rows}
        for row in rows if group else ():
            groups.setdefault(self._group(row, call, str(group)), []).append(row)
        found = []
        for name, members in sorted(groups.items(), key=lambda entry: self._rank(call, str(group), entry[0])):
            text = name if name is None or isinstance(name, str) else json.dumps(name)
            measures = {self._wire(item.name): self._measure(item, members) for item in call.measures}
            found.append({"group": text, **measures})
        context.bound[node.bind] = {"groups": found}

    def _rank(self, call: calls.AggregateRows, group: str, value: Any) -> tuple[bool, Any]:
        if value is None or "groups in any order" in self.faults:
            return True, 0
        column = None if call.bucket(group) else self.store.plan.table(call.table).column(group)
        return False, value if column is None else comparable(column.type, value)

    def _group(self, row: Row, call: calls.AggregateRows, name: str) -> Any:
        span = call.bucket(name)
        if span is None:
            return row[name]
        value = row[span.column]
        if "weeks begin on Sunday" in self.faults and span.unit == "week" and value is not None:
            return (date.fromisoformat(bucket(value, "week")) - timedelta(days=1)).isoformat()
        return None if value is None else bucket(value, span.unit)

    def _measure(self, measure: calls.Measure, rows: list[Row]) -> Any:
        if measure.column is None:
            return len(rows) + ("counts one more" in self.faults)
        present = [row[measure.column] for row in rows if row[measure.column] is not None]
        if not present:
            return None
        if measure.type.kind in ("date", "datetime"):
            return min(present) if measure.function == "min" else max(present)
        values = [Decimal(str(value)) for value in present]
        if measure.function == "avg":
            return f"{(sum(values, Decimal(0)) / len(values)).quantize(Decimal('0.000001'), ROUND_HALF_EVEN):f}"
        value = {"sum": lambda: sum(values, Decimal(0)), "min": lambda: min(values), "max": lambda: max(values)}[
            measure.function
        ]()
        return f"{value:.{measure.type.scale or 0}f}" if measure.type.kind == "decimal" else int(value)

    def _RequireReferences(self, node: plan.RequireReferences, context: Context) -> None:
        call, arguments = node.call, self._arguments(node.call, context)
        errors = []
        offered = context.offered(call.source)
        for reference in call.references:
            value = offered.get(reference.field)
            if value is None or "no reference check" in self.faults:
                continue
            kept = reference.kept is not None and value == self.value(reference.kept, context)
            if kept and "old references are refused" not in self.faults:
                continue
            rows = [row for row in self.store.rows[reference.table] if row[reference.column] == value]
            for condition in reference.conditions:
                if condition.unless is None or not arguments[condition.unless]:
                    if self._ignored(condition, call):
                        continue
                    rows = [row for row in rows if self.value(condition.predicate, context, row, arguments)]
            if not rows:
                pointer = context.pointer(reference.field, call.source)
                errors.append({"pointer": pointer, "code": "reference_not_found", "message": "There is no such row."})
        if errors:
            raise Refused(node.missing, errors)

    def _MatchVersion(self, node: plan.MatchVersion, context: Context) -> None:
        if "ignores If-Match" in self.faults:
            return
        if context.if_match is None:
            if "If-Match is optional" in self.faults:
                return
            raise Refused(node.required)
        tags = [part.strip() for part in context.if_match.split(",")]
        if "weak tags match" in self.faults:
            tags = [tag.removeprefix("W/") for tag in tags]
        if "*" not in tags and f'"{context.bound[node.bind]["version"]}"' not in tags:
            raise Refused(node.stale)

    def _Compute(self, node: plan.Compute, context: Context) -> None:
        row, arguments = context.bound[node.of], self._arguments(node.call, context)
        for item in node.call.values:
            context.bound[item.name] = self.value(item.value, context, row, arguments)

    def _Guard(self, node: plan.Guard, context: Context) -> None:
        if "guards nothing" not in self.faults and not self.value(node.condition, context):
            raise Refused(node.error)

    def _Assign(self, node: plan.Assign, context: Context) -> None:
        context.bound[node.bind] = self.value(node.value, context)


def case_of(store: Store, code: str) -> ErrorCase:
    return next(case for case in store.plan.standard_errors if case.code == code)


def _fold(text: str) -> str:
    return "".join(char.lower() if char.isascii() else char for char in text)
