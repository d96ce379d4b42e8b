"""cel: texts become typed expressions; mistakes point at the character."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.blueprint.cel import Scope, compile_expression
from tools.blueprint.cel import types as t
from tools.blueprint.lower.scope import Parameters
from tools.blueprint.plan.expr import Argument, Call, ColumnValue, Expr, InputValue, Literal, ViewerValue
from tools.blueprint.plan.values import ValueType
from tools.errors import BadInput

COLUMNS = {
    "age": t.INT,
    "name": t.STRING,
    "price": t.DECIMAL,
    "gone_at": t.DATETIME,
    "owner": t.UUID,
    "extra": ValueType("json"),
    "state": ValueType("enum", values=("open", "shut")),
}


def _row(member: str | None) -> Expr:
    return ColumnValue(member or "", COLUMNS[member or ""])


SCOPE = Scope(
    {
        "row": _row,
        "input": lambda member: InputValue(member or "", {"age": t.INT, "id": t.UUID, "name": t.STRING}[member or ""]),
        "viewer": lambda member: ViewerValue(member or "", {"id": t.UUID, "role": t.STRING}[member or ""]),
    }
)


@pytest.mark.parametrize(
    "text",
    [
        "row.age >= 18 && row.age < 65", "row.name == input.name || row.name.startsWith('a')", "!(row.age == 1)",
        "row.gone_at == null", "row.gone_at <= now()", "row.price * 2 > 1.5", "row.age in [1, 2]", "size(row.name) > 3",
        "row.owner == viewer.id || viewer.role == 'admin'", "(row.age > 1 ? row.age : 2) == 2", "-row.age < 0",
        "row.name == digest(input.name)", "digest(input.id) == input.name", "row.gone_at < minutes_from_now(30)",
        "row.state == 'open' || row.state in ['open', 'shut']",
        r"row.name == 'it\'s \u00e9'",
    ],
)  # fmt: skip
def test_conditions_compile(text: str) -> None:
    assert compile_expression(text, SCOPE, want="bool").type == t.BOOL


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("row.age ==", "no CEL expression"),
        ("row.nothing == 1", "row.nothing"),
        ("nobody.age == 1", "nobody.age"),
        ("row.age == 'x'", "do not compare"),
        ("row.age + 'x' == 1", "do not go together"),
        ("row.owner < viewer.id", "no order"),
        ("row.age", "bool is wanted"),
        ("row.age && true", "bool is wanted"),
        ("row.age == 007", "cannot be read"),
        ("!row.age", "bool is wanted"),
        ("row.name.matches('a')", "no method"),
        ("exec('x')", "no function"),
        ("{'a': 1} == null", "subset"),
        ("b'x' == null", "subset"),
        ("row.extra == row.extra", "do not compare"),
        (r"row.name == '\x00'", "NUL"),
        ("digest(row.name) == 'x'", "before the store is asked"),
        ("now() < minutes_from_now(0)", "from 1 to 525600, written here"),
        ("now() < minutes_from_now(input.age)", "from 1 to 525600, written here"),
        ("now() < minutes_from_now(1.5)", "no function"),
        ("row.state == 'gone'", "never 'gone': it is open, shut"),
        ("'gone' != row.state", "never 'gone'"),
        ("row.state in ['open', 'gone']", "never 'gone'"),
        ("'" + "a" * 10, "no CEL expression"),
        ("(" * 400 + "1" + ")" * 400, "nested"),
    ],
)
def test_mistakes_are_pointed_at(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        compile_expression(text, SCOPE, want="bool")
    assert "^" in caught.value.message


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_noise_never_crashes(text: str) -> None:
    try:
        compile_expression(text, SCOPE)
    except BadInput:
        return


def test_what_is_turned_twice_is_itself() -> None:
    assert compile_expression("!!(row.age == 1)", SCOPE) == compile_expression("row.age == 1", SCOPE)


def test_no_store_computes_what_the_host_does() -> None:
    parameters = Parameters()
    parameters.conditions(compile_expression("row.name == digest('x') && row.gone_at < minutes_from_now(5)", SCOPE))
    assert [parameter.value.function for parameter in parameters.all if isinstance(parameter.value, Call)] == [
        "digest", "minutes_from_now",
    ]  # fmt: skip


def test_host_values_leave_the_predicate_as_parameters() -> None:
    parameters = Parameters()
    (condition,) = parameters.conditions(compile_expression("row.owner == viewer.id || viewer.role == 'admin'", SCOPE))
    assert condition.predicate == Call("eq", (ColumnValue("owner", t.UUID), Argument("viewer_id", t.UUID)), t.BOOL)
    assert condition.unless == "unrestricted"
    assert [parameter.name for parameter in parameters.all] == ["viewer_id", "unrestricted"]
    lifted = parameters.all[1].value
    assert lifted == Call("eq", (ViewerValue("role", t.STRING), Literal("admin", t.STRING)), t.BOOL)
