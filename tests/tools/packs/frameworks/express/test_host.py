"""Host expressions in TypeScript: what they print, and that its checker finds no condition whose outcome it knows."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.database_designer.sql.expressions import CONDITIONS, table
from tests.tools.packs.frameworks.fastapi.test_host import compiled, of_row
from tools.blueprint.plan.expr import BoundValue, Call, Expr, Literal
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import ValueType
from tools.packs.frameworks.express.host import HostExpressions, local
from tools.packs.languages.typescript.imports import Imports

BOOL, INT, TEXT, PRICE = ValueType("bool"), ValueType("int64"), ValueType("text"), ValueType("decimal")
DATETIME = ValueType("datetime")
THING = table("sqlite")


@dataclass(frozen=True)
class _Plan:
    """A plan of one table, as far as expressions look at it."""

    things: Table
    auth: None = None
    groups: tuple[Any, ...] = ()

    def table(self, name: str) -> Table:
        assert name == "thing"
        return self.things


@dataclass(frozen=True)
class _Operation:
    nodes: tuple[Any, ...] = ()
    asks: tuple[Any, ...] = ()
    path_fields: tuple[Any, ...] = ()
    query: tuple[Any, ...] = ()
    body: None = None


def printer() -> HostExpressions:
    plan: Any = _Plan(THING)
    operation: Any = _Operation()
    return HostExpressions(plan, operation, Imports("src/services/things.ts"), {"it": "thing"})


def of(name: str) -> BoundValue:
    return BoundValue("it", name, THING.column(name).type)


def call(function: str, *args: Expr, kind: ValueType = BOOL) -> Call:
    return Call(function, args, kind)


WHOLE, PART, NAME, NOTE, MARK, FLAG = of("whole"), of("part"), of("name"), of("note"), of("mark"), of("flag")
SUM = call("add", PART, Literal(1, INT), kind=INT)


@pytest.mark.parametrize(
    ("expr", "source"),
    [
        (call("lt", WHOLE, Literal(3, INT)), "it.whole < 3"),
        (call("lt", PART, WHOLE), "it.part !== null && it.part < it.whole"),
        (call("lt", SUM, WHOLE), "both(isLess, computed((left, right) => left + right, it.part, 1), it.whole)"),
        (call("lt", NAME, Literal("b", TEXT)), "isLess(it.name, 'b')"),
        (call("lt", of("day"), of("end")), "it.end !== null && it.day < it.end"),
        (call("not", call("lt", of("day"), of("end"))), "it.end === null || it.day >= it.end"),
        (call("mul", WHOLE, call("add", WHOLE, Literal(1, INT), kind=INT), kind=INT), "it.whole * (it.whole + 1)"),
        (
            call("mul", Literal(2**40, INT), call("size", NAME, kind=INT), kind=INT),
            "whole(1_099_511_627_776 * size(it.name))",
        ),
        (call("div", WHOLE, Literal(2, INT), kind=INT), "quotient(it.whole, 2)"),
        (call("div", of("share"), of("ratio"), kind=ValueType("float")), "ratio(it.share, it.ratio)"),
        (call("starts_with", NAME, Literal("a b", TEXT)), "it.name.startsWith('a b')"),
        (call("contains", NOTE, NAME), "both(contains, it.note, it.name)"),
        (call("not", call("contains", NOTE, NAME)), "!both(contains, it.note, it.name)"),
        (call("eq", NAME, NOTE), "it.name === it.note"),
        (call("not", call("or", call("is_null", NOTE), MARK)), "it.note !== null && it.mark !== true"),
        (call("or", call("is_null", PART), call("lt", WHOLE, PART)), "it.part === null || it.whole < it.part"),
        (call("eq", MARK, Literal(False, BOOL)), "it.mark === false"),
        (call("eq", FLAG, Literal(False, BOOL)), "!it.flag"),
        (call("eq", call("lt", WHOLE, Literal(3, INT)), Literal(False, BOOL)), "it.whole >= 3"),
        (call("digest", NAME, kind=TEXT), "digestOf(it.name)"),
        (call("digest", NOTE, kind=TEXT), "computed(digestOf, it.note)"),
        (
            call("lt", of("moment"), call("minutes_from_now", Literal(30, INT), kind=DATETIME)),
            "it.moment !== null && it.moment < clock.later(clock.now(), 30 * 60_000)",
        ),
        (call("not", call("in", NAME, Literal(("a",), ValueType("array", items=TEXT)))), "it.name !== 'a'"),
        (
            call("in", NOTE, Literal(("a", "b"), ValueType("array", items=TEXT))),
            "it.note !== null && ['a', 'b'].includes(it.note)",
        ),
        (call("in", NOTE, Literal(("a", None), ValueType("array", items=TEXT))), "holds(['a', null], it.note)"),
        (call("gt", Literal(2, INT), of("price")), "it.price.lt(2)"),
        (call("eq", of("price"), WHOLE), "it.price.eq(it.whole)"),
        (call("eq", of("fine"), Literal(Decimal("1.5"), PRICE)), "same(it.fine, new Big('1.5'))"),
        (call("add", WHOLE, of("price"), kind=PRICE), "new Big(it.whole).plus(it.price)"),
        (call("if", call("is_null", NOTE), NAME, NOTE, kind=TEXT), "it.note ?? it.name"),
        (
            call("if", call("not_null", SUM), SUM, WHOLE, kind=INT),
            "computed((left, right) => left + right, it.part, 1) ?? it.whole",
        ),
        (call("if", FLAG, of("price"), Literal(0, INT), kind=PRICE), "it.flag ? it.price : new Big('0')"),
        (
            call("and", call("or", call("eq", NAME, NOTE), FLAG), call("is_null", PART)),
            "(it.name === it.note || it.flag) && it.part === null",
        ),
        # What is known to hold, or not to, is compared where the checker does not look.
        (call("is_null", NAME), "same(it.name, null)"),
        (call("eq", Literal(1, INT), Literal(2, INT)), "same(1, 2)"),
        (call("and", Literal(True, BOOL), FLAG), "same(true, true) && it.flag"),
    ],
)
def test_expressions_read_like_those_of_a_person(expr: Expr, source: str) -> None:
    assert printer().print(expr) == source


def test_what_one_guard_has_said_no_other_one_asks_again() -> None:
    host = printer()
    for condition, head in (
        (call("not_null", PART), "if (it.part === null) {"),
        (call("gt", PART, Literal(0, INT)), "if (it.part <= 0) {"),
        (call("not_null", PART), "if (same(it.part, null)) {"),
        (call("ne", NAME, Literal("a", TEXT)), "if (it.name === 'a') {"),
        (call("eq", NAME, Literal("b", TEXT)), "if (it.name !== 'b') {"),
        (call("eq", NAME, Literal("c", TEXT)), "if (!same(it.name, 'c')) {"),
        (MARK, "if (it.mark !== true) {"),
        (MARK, "if (!same(it.mark, true)) {"),
    ):
        assert host.unless(condition, 0) == [head]
        host.tell(condition, True)


def test_a_method_stands_in_no_expression_that_tests_what_it_belongs_to() -> None:
    """Linters want one chain of the two, and a chain gives undefined."""
    there = call("not_null", of("fine"))
    more = call("gt", of("fine"), Literal(Decimal("1.5"), PRICE))
    host = printer()
    assert host.condition(call("and", there, more)) == "it.fine !== null && isMore(it.fine, new Big('1.5'))"
    host.tell(there, True)
    assert host.condition(more) == "it.fine.gt(new Big('1.5'))"


def test_of_properties_nothing_is_known_in_a_function_that_is_called_later() -> None:
    host = printer()
    host.tell(call("not_null", PART), True)
    assert host.condition(call("lt", PART, WHOLE)) == "it.part < it.whole"
    with host.facts.in_function():
        assert host.condition(call("lt", PART, WHOLE)) == "it.part !== null && it.part < it.whole"


def test_where_two_ways_meet_what_both_have_said_is_known() -> None:
    host = printer()
    host.tell(call("or", call("eq", NAME, Literal("a", TEXT)), call("eq", NAME, Literal("b", TEXT))), True)
    assert host.condition(call("eq", NAME, Literal("c", TEXT))) == "same(it.name, 'c')"
    assert host.condition(call("eq", NAME, Literal("a", TEXT))) == "it.name === 'a'"


@given(st.lists(CONDITIONS, min_size=1, max_size=4))
def test_every_helper_that_is_printed_is_imported(conditions: list[Expr]) -> None:
    host = printer()
    sources = []
    for condition in map(compiled, map(of_row, conditions)):
        sources.append(host.condition(condition))
        host.tell(condition, True)
    helpers = {"both", "computed", "holds", "isAtLeast", "isAtMost", "isLess", "isMore", "lowered", "quotient", "size"}
    used = {name for name in (*helpers, "same", "remainder") for source in sources if f"{name}(" in source}
    assert used <= set(host.imports.render().replace(",", " ").split())


def test_names_are_clear_of_what_services_and_routes_use() -> None:
    names = ("data", "default", "bookStore", "changedBook", "done2", "title")
    assert [local(name) for name in names] == ["data_", "default_", "bookStore_", "changedBook_", "done2_", "title"]
