"""Filters by members of documents: what means a text, exact names, several at once, pages."""

from collections.abc import Sequence

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.store import AggregateRows, Filter, ListRows
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.dataset import keys_of, page_step
from tools.validators.conformance.document import Matcher, expect
from tools.validators.conformance.edges import HOSTILE
from tools.validators.conformance.holding import holds
from tools.validators.conformance.narrowing import columns_sent
from tools.validators.conformance.parents import parent_of
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import read_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.sources import source_of
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

FILTERS = "filters"

TEXTS = (
    "red", "Red", "RED", "re", "red ", "", "42", "42.0", "4.2e1", "042", "+42", "42 ", "4.5", "4.50", "-0", "0",
    "0.1", "1e-7", "true", "True", "false", "1", "null", '"red"', '["red"]', "{}", "9007199254740991",
    "9007199254740993", "1e999", "NaN", "%", "r_d",
)  # fmt: skip
"""What is asked for, one after another."""

NAMES = (
    *HOSTILE, "a.b", "$", "$.a", '"', "''", "a\\b", "?", "#-1", "%", "&a=b", "+", "é☃", "😀",
    "e\u0301",
)  # fmt: skip
"""Names that stores, paths into documents and queries give a meaning of their own."""

Members = dict[str, str]


def add(out: Collector) -> None:
    for operation in out.plan.operations:
        call = read_of(operation)
        if call is None or operation.intent == "link.list" or (isinstance(call, ListRows) and call.search is not None):
            continue
        for found in call.filters:
            if found.operator != "holds":
                continue
            if isinstance(call, AggregateRows):
                out.add(FILTERS, operation, found.parameter, _counted, operation, call, found)
                continue
            out.add(FILTERS, operation, f"{found.parameter}: what a text means", _meanings, operation, call, found)
            out.add(FILTERS, operation, f"{found.parameter}: exact names", _names, operation, call, found)
            out.add(FILTERS, operation, f"{found.parameter}: several at once", _several, operation, call, found)


class _Documents:
    """Rows with documents that nobody else has, and questions about them."""

    def __init__(self, script: Script, operation: OperationPlan, call: ListRows | AggregateRows, found: Filter) -> None:
        self.script = script
        self.operation = operation
        self.source = source_of(script.suite, operation, call)
        sent = columns_sent(script.catalog, self.source.creator).get(found.column)
        if sent is None:
            raise Unavailable(f"nothing that clients send becomes {found.column}")
        self.sent = sent
        self.wire = script.catalog.cased(found.parameter)
        self.tail = str(script.suite.number())
        """Makes names of members that no other row has."""
        self.path: dict[str, str] = {}
        self.fixed: dict[str, object] = {}
        parent = parent_of(script.catalog, operation, call, self.source.creator)
        if parent is not None:
            row = parent.row(script, self.source.actor)
            self.fixed, self.path = {parent.item.wire: row.reference}, parent.path(script, row)
        self.rows: list[tuple[object, Row]] = []

    @property
    def reader(self) -> Actor | None:
        suite, maker = self.script.suite, self.source.actor
        if not suite.signs_in(self.operation):
            return None
        return maker if maker is not None and suite.may(maker, self.operation) else suite.who(self.operation)

    def make(self, *documents: object) -> None:
        for document in documents:
            row = self.source.row(self.script, {**self.fixed, self.sent.wire: document})
            self.rows.append((document, row))

    def passed(self, members: Members) -> list[Row]:
        return [row for document, row in self.rows if holds(document, members)]

    def query(self, members: Members) -> list[list[object]]:
        return [[f"{self.wire}[{name}]", text] for name, text in members.items()]

    def ask(self, members: Members, limits: Sequence[int]) -> None:
        """Exactly the rows whose documents hold the members, whatever the size of the pages."""
        script, operation = self.script, self.operation
        key = script.catalog.wire_of(operation, script.catalog.key_column(self.source.table))
        if key is None:
            raise Unavailable("its rows do not show their key")
        for limit in limits:
            wanted = success(script.catalog, operation)
            request = script.request(operation, self.reader, path=self.path, query=self.query(members), expect=wanted)
            script.steps.append(page_step(script, operation, request, limit, "found"))
            about = ", ".join(f"{self.wire}[{name}]={text}" for name, text in members.items())
            script.steps.append(
                {"do": "check", "list": "found", "about": about, "at": f"/{key}", "distinct": True,
                 "same": keys_of(self.passed(members))}
            )  # fmt: skip


def _meanings(script: Script, operation: OperationPlan, call: ListRows, found: Filter) -> None:
    """A text means itself, the number and the boolean that it spells; nothing else, and nothing below the top."""
    asked = _Documents(script, operation, call, found)
    name = f"k{asked.tail}"
    values: tuple[object, ...] = (
        "red", "red", "red", "Red", 42, "42", "42.0", 4.5, 0.1, 1e-7, 0, 1, True, False, "true", None, ["red"],
        {"red": "red"}, {}, "", 9007199254740991,
    )  # fmt: skip
    asked.make(*({name: value} for value in values))
    asked.make({name.upper(): "red"}, {"inside": {name: "red"}}, [{name: "red"}], [name, "red"], ["red"], {}, [])
    if asked.sent.nullable:
        asked.make(None)
    most = script.suite.plan.api.max_limit
    for text in TEXTS:
        asked.ask({name: text}, (min(2, most), most) if text == "red" else (most,))
    for members in ({name.upper(): "red"}, {f"inside.{name}": "red"}, {f"no{name}": "red"}):
        asked.ask(members, (most,))


def _names(script: Script, operation: OperationPlan, call: ListRows, found: Filter) -> None:
    """Names and texts are data, whatever a store or a path into a document would make of them."""
    asked = _Documents(script, operation, call, found)
    names = [f"{name}{asked.tail}" for name in NAMES]
    # Each text stands with the name of the one before it, too: what is found has the text under its own name.
    asked.make({name: f"{name} '[x]\"" for name in names})
    asked.make({name: f"{other} '[x]\"" for name, other in zip(names, names[1:] + names[:1], strict=True)})
    asked.make({f"a{asked.tail}": {f"b{asked.tail}": "x"}}, {"a": {f"b{asked.tail}": "a.b '[x]\""}})
    most = script.suite.plan.api.max_limit
    for name in names:
        asked.ask({name: f"{name} '[x]\""}, (most,))
    longest = "😀" * (100 - len(asked.tail)) + asked.tail
    asked.make({longest: "😀" * 255})
    asked.ask({longest: "😀" * 255}, (most,))
    asked.ask({longest: "😀" * 254}, (most,))


def _several(script: Script, operation: OperationPlan, call: ListRows, found: Filter) -> None:
    """A row is found where all members mean their texts, in whatever order they are asked for."""
    asked = _Documents(script, operation, call, found)
    first, second = f"a{asked.tail}", f"b{asked.tail}"
    asked.make(
        {first: "x", second: 1}, {first: "x", second: "1", "more": None}, {first: "x", second: 2},
        {first: "y", second: 1}, {first: "x"}, {second: 1}, {first: 1, second: "x"}, {second: 1.0, first: "x"},
    )  # fmt: skip
    most = script.suite.plan.api.max_limit
    for members in ({first: "x", second: "1"}, {second: "1", first: "x"}, {first: "x"}, {first: "y", second: "2"}):
        asked.ask(members, (1, most) if len(members) > 1 else (most,))
    asked.ask({first: "x", **{f"{first}{position}": "x" for position in range(7)}}, (most,))


def _counted(script: Script, operation: OperationPlan, call: AggregateRows, found: Filter) -> None:
    """Only rows that pass are counted."""
    count = next((item.name for item in call.measures if item.function == "count"), None)
    if count is None or call.by is not None:
        raise Unavailable("it tells no count of all rows")
    asked = _Documents(script, operation, call, found)
    name, other = f"k{asked.tail}", f"l{asked.tail}"
    asked.make({name: "red", other: 1}, {name: "red"}, {name: "Red", other: 1}, {name: 7}, [name])
    wire = script.catalog.cased(count)
    for members in ({name: "red"}, {name: "red", other: "1"}, {name: "7"}, {name: "blue"}):
        group: Matcher = {"object": {wire: {"is": len(asked.passed(members))}}, "open": True}
        body: Matcher = {"object": {"groups": {"items": [group]}}}
        script.call(operation, asked.reader, path=asked.path, query=asked.query(members), expect=expect(200, body=body))
