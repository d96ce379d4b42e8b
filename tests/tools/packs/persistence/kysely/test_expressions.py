"""Store expressions in the words of Kysely's builder."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from tests.tools.database_designer.sql.expressions import CONDITIONS, table
from tests.tools.packs.persistence.kysely.printing import planned
from tools.blueprint.plan.expr import Argument, Call, ColumnValue, Expr, InputValue, Literal, Related
from tools.blueprint.plan.store import Condition, Parameter
from tools.blueprint.plan.values import ValueType
from tools.errors import Unsupported
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.scanning import scan
from tools.packs.persistence.kysely.expressions import StoreExpressions

BOOL, INT, SHORT, TEXT = ValueType("bool"), ValueType("int64"), ValueType("int32"), ValueType("text")
CENTS, UUID = ValueType("decimal", precision=6, scale=2), ValueType("uuid")
WHOLE, PART, SHARE = ColumnValue("whole", SHORT), ColumnValue("part", SHORT), ColumnValue("share", ValueType("float"))
NAME, NOTE, FLAG, MARK = (
    ColumnValue("name", TEXT), ColumnValue("note", TEXT), ColumnValue("flag", BOOL), ColumnValue("mark", BOOL),
)  # fmt: skip
PRICE, FINE = ColumnValue("price", CENTS), ColumnValue("fine", ValueType("decimal", precision=8, scale=4))


def printer(datastore: str = "postgresql", *parameters: Parameter) -> StoreExpressions:
    plan = planned("notes", datastore)
    thing = table(datastore)
    return StoreExpressions(replace(plan, tables=(*plan.tables, thing)), thing, Imports("src/x.ts"), parameters)


def printed(expr: Expr, datastore: str = "postgresql") -> str:
    return printer(datastore).print(expr)


def filtered(expr: Expr, datastore: str = "postgresql", *parameters: Parameter) -> str:
    return "".join(printer(datastore, *parameters).filters(Condition(expr)))


def call(function: str, *args: Expr) -> Call:
    return Call(function, args, BOOL)


def number(function: str, *args: Expr) -> Call:
    return Call(function, args, INT)


@pytest.mark.parametrize(
    ("expr", "source"),
    [
        (WHOLE, "eb.ref('things.whole')"),
        (call("is_null", NOTE), "eb('things.note', 'is', null)"),
        (call("not", call("is_null", NOTE)), "eb.not(eb('things.note', 'is', null))"),
        (call("eq", NAME, Literal("it's", TEXT)), r"eb('things.name', '=', 'it\'s')"),
        (call("lt", Literal(3, INT), WHOLE), "eb('things.whole', '>', 3)"),
        (number("neg", WHOLE), "eb.neg('things.whole')"),
        (number("size", NAME), "eb.fn<number>('length', ['things.name'])"),
        (call("contains", NAME, Literal("a", TEXT)),
         "sqlContains(eb.ref('things.name'), columns.literal('a', columns.text))"),
        (number("div", WHOLE, Literal(2, INT)), "sqlDiv(eb.ref('things.whole'), columns.literal(2, columns.int64))"),
        (number("if", FLAG, WHOLE, Literal(0, INT)),
         "eb.case().when(eb('things.flag', '=', true)).then(eb.ref('things.whole'))"
         ".else(columns.literal(0, columns.int64)).end()"),
    ],
)  # fmt: skip
def test_expressions_are_printed(expr: Expr, source: str) -> None:
    assert printed(expr) == source


@pytest.mark.parametrize(
    ("expr", "calls"),
    [
        (Literal(True, BOOL), ""),
        (call("and", call("eq", NAME, Argument("title", TEXT)), call("is_null", NOTE)),
         ".where('things.name', '=', title).where('things.note', 'is', null)"),
        (call("eq", WHOLE, PART), ".whereRef('things.whole', '=', 'things.part')"),
        (FLAG, ".where('things.flag', '=', true)"),
        (call("or", FLAG, call("gt", WHOLE, PART)),
         ".where((eb) => eb.or([eb('things.flag', '=', true), eb('things.whole', '>', eb.ref('things.part'))]))"),
        (call("in", NAME, Literal(("a", "b"), ValueType("array", items=TEXT))),
         ".where('things.name', 'in', ['a', 'b'])"),
    ],
)  # fmt: skip
def test_conditions_are_said_as_the_library_says_them(expr: Expr, calls: str) -> None:
    assert filtered(expr) == calls


def test_a_null_is_compared_like_other_values() -> None:
    title = Argument("title", TEXT)
    there, perhaps = (Parameter("title", TEXT, InputValue("title", TEXT), nullable) for nullable in (False, True))
    assert filtered(call("eq", NOTE, title), "postgresql", there) == ".where('things.note', '=', title)"
    assert filtered(call("eq", NOTE, title), "postgresql", perhaps) == (
        ".where('things.note', 'is not distinct from', title)"
    )
    assert filtered(call("ne", NAME, title), "postgresql", there) == ".where('things.name', '!=', title)"
    assert filtered(call("ne", NOTE, title), "postgresql", there) == ".where('things.note', 'is distinct from', title)"


def test_what_may_be_unknown_is_false_where_it_is_turned() -> None:
    unsure = call("gt", WHOLE, PART)
    assert printed(call("not", unsure)) == (
        "eb.not(eb.fn.coalesce(eb('things.whole', '>', eb.ref('things.part')), eb.lit(false)))"
    )
    assert printed(call("not", MARK)) == "eb.not(eb('things.mark', 'is not distinct from', true))"
    assert printed(call("not", call("eq", NOTE, Literal("a", TEXT)))) == (
        "eb.not(eb('things.note', 'is not distinct from', 'a'))"
    )


def test_null_is_in_a_list_that_holds_it() -> None:
    some = Literal(("a", None), ValueType("array", items=TEXT))
    assert printed(call("in", NOTE, some)) == "eb.or([eb('things.note', 'is', null), eb('things.note', 'in', ['a'])])"


def test_a_list_that_was_sent_may_be_empty() -> None:
    sent = Argument("names", ValueType("array", items=TEXT))
    names = Parameter("names", ValueType("array", items=TEXT), InputValue("names", TEXT))
    assert filtered(call("in", NAME, sent), "postgresql", names) == (
        ".where((eb) => names.length === 0 ? eb.lit(false) : eb('things.name', 'in', names))"
    )


def test_operands_keep_their_grouping() -> None:
    product = number("mul", number("add", WHOLE, PART), WHOLE)
    assert printed(product) == "eb(eb.parens('things.whole', '+', eb.ref('things.part')), '*', eb.ref('things.whole'))"
    assert printed(number("neg", number("neg", WHOLE))) == "eb.neg(eb.parens(eb.neg('things.whole')))"


@pytest.mark.parametrize(
    ("expr", "source"),
    [
        (call("gt", PRICE, Literal(Decimal("1.5"), CENTS)), "eb('things.price', '>', '1.5')"),
        (call("gt", PRICE, Literal(3, INT)), "eb('things.price', '>', '3')"),
        (call("lt", PRICE, Argument("limit", CENTS)), "eb('things.price', '<', columns.exact(6, 2).store(limit))"),
        (Call("mul", (PRICE, WHOLE), CENTS), "sql<string>`${sql.ref('things.price')} * ${sql.ref('things.whole')}`"),
    ],
)
def test_decimals_are_texts_where_the_store_has_decimals(expr: Expr, source: str) -> None:
    assert printed(expr) == source


@pytest.mark.parametrize(
    ("expr", "source"),
    [
        (call("gt", PRICE, Literal(3, INT)), "eb('things.price', '>', columns.exact(6, 2).store(new Big('3')))"),
        (Call("mul", (PRICE, Literal(3, INT)), CENTS), "eb('things.price', '*', 3)"),
        (call("eq", FLAG, Literal(False, BOOL)), "eb('things.flag', '=', 0)"),
    ],
)
def test_a_store_without_decimals_and_booleans_counts_units(expr: Expr, source: str) -> None:
    assert printed(expr, "sqlite") == source


@pytest.mark.parametrize(
    "condition",
    [
        call("lt", PRICE, FINE),
        call("eq", PRICE, WHOLE),
        call("lt", PRICE, Literal(Decimal("1.003"), CENTS)),
        call("gt", Call("mul", (PRICE, PRICE), CENTS), Literal(Decimal(1), CENTS)),
        call("gt", Call("if", (FLAG, PRICE, FINE), CENTS), Literal(Decimal(1), CENTS)),
    ],
)
def test_where_decimals_are_counted_in_units_they_must_count_the_same_unit(condition: Expr) -> None:
    with pytest.raises(Unsupported) as refused:
        printer("sqlite").predicate(condition)
    assert refused.value.code == "condition-unsupported"
    assert printed(condition)


def test_a_value_wider_than_the_column_tells_its_type() -> None:
    assert printed(call("lt", WHOLE, Argument("most", INT))) == (
        "eb('things.whole', '<', columns.literal(most, columns.int64))"
    )
    assert printed(call("lt", WHOLE, Argument("most", INT)), "sqlite") == "eb('things.whole', '<', most)"
    assert printed(call("lt", SHARE, Argument("most", INT))) == "eb('things.share', '<', most)"


def test_two_given_values_tell_their_types() -> None:
    assert printed(call("lt", Argument("a", TEXT), Argument("b", TEXT))) == (
        "eb(columns.literal(a, columns.text), '<', columns.literal(b, columns.text))"
    )


def test_an_alias_is_no_table_of_the_plan() -> None:
    plan = planned("blog")
    article, comment = plan.table("article"), plan.table("comment")
    key = article.column(article.primary_key[0])
    near = next(column for column in comment.columns if column.reference and column.reference.table == "article")
    on = call("eq", ColumnValue(near.name.snake, UUID, "comments"), ColumnValue(key.name.snake, UUID))
    comments = Related("count", "comment", "comments", on, None, None, None, INT)
    source = StoreExpressions(plan, article, Imports("src/x.ts")).print(comments)
    assert source == (
        "eb.selectFrom('comments as related_comments').select((eb) => eb.fn.countAll<number>().as('count'))"
        f".whereRef('related_comments.{near.physical}', '=', 'articles.{key.physical}')"
    )


@given(CONDITIONS)
def test_any_condition_is_one_expression_of_known_words(condition: Expr) -> None:
    expressions = printer()
    source = expressions.predicate(condition)
    assert not [char for _, char, depth in scan(source) if char == "," and depth == 0]
    outside = {place: char for place, char, _ in scan(source)}
    code = "".join(outside.get(place, " ") for place in range(len(source)))
    words = set(re.findall(r"(?<![\w.$])[A-Za-z_]\w*", code))
    functions = {"sqlContains", "sqlDiv", "sqlEndsWith", "sqlLower", "sqlMod", "sqlStartsWith"}
    assert words <= functions | {
        "Big",
        "SqlBool",
        "columns",
        "eb",
        "false",
        "new",
        "null",
        "number",
        "sql",
        "string",
        "true",
    }


@pytest.mark.parametrize("expr", [InputValue("title", TEXT), call("launch", WHOLE)])
def test_what_no_store_can_say_is_refused(expr: Expr) -> None:
    with pytest.raises((TypeError, ValueError), match="store"):
        printed(expr)
