"""Host expressions in Python: what they print, and that it comes to what the expression means."""

import ast
import operator
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.tools.database_designer.sql.expressions import CONDITIONS, ROWS, table
from tools.blueprint.plan.expr import BoundValue, Call, ColumnValue, Expr, Literal
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import ValueType
from tools.database_migrator.seeds.evaluation import holds
from tools.packs.frameworks.fastapi.host import HostExpressions
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, WIDTH

BOOL, INT, TEXT = ValueType("bool"), ValueType("int64"), ValueType("text")
THING = table("sqlite")


@dataclass(frozen=True)
class _Plan:
    """A plan of one table, as far as expressions look at it."""

    things: Table
    auth: None = None

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
    binds: dict[str, str] = field(default_factory=dict)


def printer() -> tuple[HostExpressions, Imports]:
    imports = Imports()
    plan: Any = _Plan(THING)
    operation: Any = _Operation()
    return HostExpressions(plan, operation, imports, {"it": "thing"}), imports


def of_row(expr: Expr) -> Expr:
    """The condition over a bound row instead of the store's."""
    match expr:
        case ColumnValue(column, kind):
            return BoundValue("it", column, kind)
        case Call(args=args):
            return replace(expr, args=tuple(map(of_row, args)))
    return expr


def compiled(expr: Expr) -> Expr:
    """The condition as the compiler leaves it: nothing is turned twice."""
    if not isinstance(expr, Call):
        return expr
    args = tuple(map(compiled, expr.args))
    inner = args[0]
    if expr.function == "not" and isinstance(inner, Call) and inner.function == "not":
        return inner.args[0]
    return replace(expr, args=args)


def _helpers() -> ModuleType:
    folder = Path(str(files("tools.packs.frameworks.fastapi"))) / "templates/base/app/core"
    found = ModuleType("computing")
    exec((folder / "computing.py.j2").read_text(encoding="utf-8"), found.__dict__)  # noqa: S102 - our own output
    return found


HELPERS = _helpers()
_READ: dict[str, Callable[[Any], Any]] = {
    "decimal": Decimal,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}


def answered(source: str, row: Mapping[str, Any]) -> Any:
    """What the printed expression comes to, over a row as the models hold it."""
    columns = {column.name.attr: column.type.kind for column in THING.columns}
    values = {
        name: value if value is None else _READ.get(columns[name], lambda it: it)(value) for name, value in row.items()
    }
    names = {"it": SimpleNamespace(**values), "operator": operator, "Decimal": Decimal, **vars(HELPERS)}
    return eval(source, names)  # noqa: S307 - our own output


@settings(max_examples=400)
@given(CONDITIONS, ROWS)
def test_a_condition_holds_where_it_should(condition: Expr, row: dict[str, Any]) -> None:
    expressions, _ = printer()
    source = expressions.print(of_row(condition))
    assert bool(answered(source, row)) is holds(condition, row), source


@given(CONDITIONS)
def test_what_is_printed_is_imported(condition: Expr) -> None:
    expressions, imports = printer()
    source = expressions.print(of_row(condition))
    names = {node.id for node in ast.walk(ast.parse(source, mode="eval")) if isinstance(node, ast.Name)}
    assert names - {"it", "len", "str"} <= set(imports.render().replace(",", " ").split())


WHOLE, PART = BoundValue("it", "whole", INT), BoundValue("it", "part", INT)
NAME, NOTE = BoundValue("it", "name", TEXT), BoundValue("it", "note", TEXT)


DATETIME = ValueType("datetime")
MOMENT = BoundValue("it", "moment", DATETIME)


def call(function: str, *args: Expr) -> Call:
    return Call(function, args, BOOL)


@pytest.mark.parametrize(
    ("expr", "source"),
    [
        (call("lt", WHOLE, Literal(3, INT)), "it.whole < 3"),
        (call("lt", PART, WHOLE), "both(operator.lt, it.part, it.whole)"),
        (Call("mul", (WHOLE, Call("add", (WHOLE, Literal(1, INT)), INT)), INT), "it.whole * (it.whole + 1)"),
        (Call("div", (WHOLE, Literal(2, INT)), INT), "quotient(it.whole, 2)"),
        (call("starts_with", NAME, Literal("a b", TEXT)), 'it.name.startswith("a b")'),
        (call("contains", NOTE, NAME), "both(operator.contains, it.note, it.name)"),
        (
            call("not", call("or", call("is_null", NOTE), call("eq", NAME, NOTE))),
            "not (it.note is None or it.name == it.note)",
        ),
        (call("and", call("not", call("is_null", NOTE)), PART), "it.note is not None and (it.part is True)"),
        (Call("digest", (NAME,), TEXT), "digest_of(it.name)"),
        (Call("digest", (NOTE,), TEXT), "computed(digest_of, it.note)"),
        (
            call("lt", MOMENT, Call("minutes_from_now", (Literal(30, INT),), DATETIME)),
            "both(operator.lt, it.moment, clock.now() + timedelta(minutes=30))",
        ),
        (call("not", call("in", NAME, Literal(("a",), TEXT))), 'it.name not in ("a",)'),
        (call("not", call("contains", NAME, Literal("a", TEXT))), '"a" not in it.name'),
        (call("not", call("contains", NOTE, NAME)), "not both(operator.contains, it.note, it.name)"),
        (
            call("and", call("or", call("eq", NAME, NOTE), call("eq", NOTE, NAME)), call("is_null", PART)),
            "(it.name == it.note or it.note == it.name) and it.part is None",
        ),
    ],
)
def test_expressions_read_like_those_of_a_person(expr: Expr, source: str) -> None:
    assert printer()[0].print(expr) == source


def test_long_conditions_stand_as_the_formatter_wants_them(tmp_path: Path) -> None:
    heads: list[str] = []

    @settings(max_examples=500, phases=[Phase.generate])
    @given(
        CONDITIONS,
        CONDITIONS,
        CONDITIONS,
        st.integers(1, 14),
        st.sampled_from(["and", "or"]),
        st.booleans(),
        st.booleans(),
    )
    def collect(first: Expr, second: Expr, third: Expr, level: int, function: str, hold: bool, alone: bool) -> None:
        expressions, _ = printer()
        joined = (first,) if alone else (first, call("not", second), third)
        condition = compiled(of_row(joined[0] if alone else call(function, *joined)))
        heads.append("\n".join((expressions.when if hold else expressions.unless)(condition, level)))

    collect()
    for number, head in enumerate(heads):
        level = (len(head) - len(head.lstrip())) // len(INDENT)
        outer = "".join(f"{INDENT * depth}if it:\n" for depth in range(level))
        (tmp_path / f"head_{number}.py").write_text(f"{outer}{head}\n{INDENT * (level + 1)}pass\n", encoding="utf-8")
    (tmp_path / "ruff.toml").write_text(f"line-length = {WIDTH}\n", encoding="utf-8")
    ruff = [sys.executable, "-m", "ruff"]
    for command in (["format", "--diff"], ["check", "--select=E71", "--output-format=concise"]):
        told = subprocess.run(
            [*ruff, *command, "--no-cache", "--quiet", tmp_path], capture_output=True, text=True, check=False
        )
        assert not told.stdout, told.stdout
