"""The reference is what the code takes, and the committed page is the reference."""

import re
from pathlib import Path

import pytest

from tools.blueprint.cel import Scope, compile_expression
from tools.blueprint.cel.functions import FUNCTIONS, Function
from tools.blueprint.model.steps import STEPS
from tools.blueprint.plan.expr import ColumnValue, InputValue
from tools.blueprint.plan.values import ValueType
from tools.reference.blueprint import reference

PAGE = Path(__file__).parents[3] / "docs" / "blueprint.md"
TEXT = ValueType("string", max_length=100)
SCOPE = Scope(
    {"row": lambda name: ColumnValue(name or "title", TEXT), "input": lambda name: InputValue(name or "title", TEXT)}
)


def test_the_committed_page_is_the_reference() -> None:
    """`backend-engineer blueprint reference > docs/blueprint.md` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == reference()


@pytest.mark.parametrize("kind", STEPS)
def test_every_step_and_each_of_its_keys_is_explained(kind: str) -> None:
    section = re.split(r"\n#+ ", reference().partition(f"### `{kind}`\n")[2])[0]
    for name, field in STEPS[kind].model_fields.items():
        row = next(line for line in section.splitlines() if line.startswith(f"| `{field.alias or name}` |"))
        assert row.rstrip("| ").rpartition("|")[2].strip().endswith((".", "`)", "first."))


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_the_example_of_a_function_is_one(function: Function) -> None:
    expr = compile_expression(function.example, SCOPE)
    assert expr.type == function.gives
