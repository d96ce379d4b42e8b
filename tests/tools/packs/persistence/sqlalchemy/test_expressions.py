"""Store expressions in SQLAlchemy's words."""

import ast
from decimal import Decimal

import pytest
from hypothesis import given

from tests.tools.api_generator.plans import example_plan
from tests.tools.database_designer.sql.expressions import CONDITIONS, table
from tests.tools.validators.conformance.playing import plan_of
from tools.blueprint.plan.expr import Argument, Call, ColumnValue, Expr, InputValue, Literal
from tools.blueprint.plan.store import Condition
from tools.blueprint.plan.values import ValueType
from tools.errors import Unsupported
from tools.packs.languages.python.imports import Imports
from tools.packs.persistence.sqlalchemy.expressions import StoreExpressions

BOOL, INT, TEXT = ValueType("bool"), ValueType("int64"), ValueType("text")
WHOLE, PART = ColumnValue("whole", INT), ColumnValue("part", INT)
DATE = ValueType("date")
CENTS = ValueType("decimal", precision=6, scale=2)
NAME, NOTE = ColumnValue("name", TEXT), ColumnValue("note", TEXT)


def printer() -> tuple[StoreExpressions, Imports]:
    imports = Imports()
    return StoreExpressions(example_plan("notes"), table("sqlite"), imports), imports


def printed(expr: Expr) -> str:
    return printer()[0].print(expr)


def call(function: str, *args: Expr) -> Call:
    return Call(function, args, BOOL)


def number(function: str, *args: Expr) -> Call:
    return Call(function, args, INT)


@pytest.mark.parametrize(
    ("expr", "source"),
    [
        (Literal(None, None), "None"),
        (Literal("it's", TEXT), '"it\'s"'),
        (Literal(Decimal("1.50"), None), 'Decimal("1.50")'),
        (WHOLE, "Thing.whole"),
        (Argument("class", TEXT), "class_"),
        (call("lt", WHOLE, PART), "Thing.whole < Thing.part"),
        (call("is_null", NOTE), "Thing.note.is_(None)"),
        (call("not_null", NOTE), "Thing.note.is_not(None)"),
        (
            call("and", call("is_null", NOTE), call("gt", WHOLE, PART)),
            "and_(Thing.note.is_(None), func.coalesce(Thing.whole > Thing.part, false()))",
        ),
        (call("not", call("is_null", NOTE)), "not_(Thing.note.is_(None))"),
        (call("neg", WHOLE), "-Thing.whole"),
        (call("size", NAME), "func.length(Thing.name)"),
        (call("now"), "clock.now()"),
        (call("today"), "clock.now().date()"),
        (call("new_uuid"), "new_id()"),
        (call("random_uuid"), "uuid4()"),
    ],
)
def test_expressions_are_printed(expr: Expr, source: str) -> None:
    assert printed(expr) == source


def test_what_is_printed_is_imported() -> None:
    expressions, imports = printer()
    expressions.print(call("or", call("is_null", NOTE), call("eq", ColumnValue("day", DATE), Call("today", (), DATE))))
    assert imports.render() == "from sqlalchemy import or_\n\nfrom app.core import clock"


def test_plain_equality_stands_only_where_a_null_cannot_be_equal_to_one() -> None:
    expressions, _ = printer()
    argument = Argument("value", TEXT)
    assert expressions.condition(Condition(call("eq", NAME, argument))) == "Thing.name == value"
    assert expressions.condition(Condition(call("eq", NOTE, Literal("x", TEXT)))) == 'Thing.note == "x"'
    assert expressions.condition(Condition(call("eq", NOTE, argument))) == "Thing.note.is_not_distinct_from(value)"
    assert printed(call("ne", NOTE, argument)) == "Thing.note.is_distinct_from(value)"


def test_operands_keep_their_grouping() -> None:
    product = number("mul", number("add", WHOLE, PART), WHOLE)
    assert printed(product) == "(Thing.whole + Thing.part) * Thing.whole"
    assert printed(call("lt", number("neg", WHOLE), number("sub", PART, number("sub", WHOLE, PART)))) == (
        "(-Thing.whole) < (Thing.part - (Thing.whole - Thing.part))"
    )


PRICE, FINE = ColumnValue("price", CENTS), ColumnValue("fine", ValueType("decimal", precision=8, scale=4))


@pytest.mark.parametrize(
    "condition",
    [
        call("lt", PRICE, FINE),
        call("eq", PRICE, WHOLE),
        call("lt", PRICE, Literal(Decimal("1.003"), CENTS)),
        call("gt", Call("mul", (PRICE, Literal(2, INT)), CENTS), Literal(Decimal(1), CENTS)),
    ],
)
def test_where_decimals_are_counted_in_units_they_must_count_the_same_unit(condition: Expr) -> None:
    counting = StoreExpressions(plan_of("notes", "sqlite"), table("sqlite"), Imports())
    with pytest.raises(Unsupported) as refused:
        counting.predicate(condition)
    assert refused.value.code == "condition-unsupported"
    assert printed(condition)


def test_a_sum_of_decimals_that_are_counted_in_units_is_one_too() -> None:
    half = Literal(Decimal("0.5"), CENTS)
    more = Call("add", (PRICE, half), CENTS)
    counting = StoreExpressions(plan_of("notes", "sqlite"), table("sqlite"), Imports())
    said = 'type_coerce(Thing.price + Decimal("0.5"), Thing.price.type)'
    assert counting.print(call("lt", Literal(1, INT), more)) == f'Decimal("1") < {said}'
    assert counting.print(Call("sub", (more, half), CENTS)) == f'{said} - Decimal("0.5")'
    assert counting.shown(more) == said
    assert printed(call("lt", Literal(1, INT), more)) == 'Decimal("1") < (Thing.price + Decimal("0.5"))'


def test_a_whole_constant_beside_a_decimal_is_one_too() -> None:
    assert printed(call("lt", PRICE, Literal(3, INT))) == 'Thing.price < Decimal("3")'


def test_a_column_that_may_be_null_is_no_condition_by_itself() -> None:
    flag, mark = (ColumnValue(name, BOOL) for name in ("flag", "mark"))
    assert printer()[0].predicate(call("and", flag, mark)) == "and_(Thing.flag, Thing.mark.is_(True))"


@given(CONDITIONS)
def test_any_condition_is_one_python_expression(condition: Expr) -> None:
    expressions, imports = printer()
    source = expressions.predicate(condition)
    names = {node.id for node in ast.walk(ast.parse(source, mode="eval")) if isinstance(node, ast.Name)}
    known = {"Thing", "Decimal"} | set(imports.render().replace(",", " ").split())
    assert names <= known


@pytest.mark.parametrize("expr", [InputValue("title", TEXT), call("launch", WHOLE)])
def test_what_no_store_can_say_is_refused(expr: Expr) -> None:
    with pytest.raises((TypeError, ValueError), match="store"):
        printed(expr)
