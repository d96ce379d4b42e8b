"""Layout: the formatter has nothing to change, and no text breaks out of its place."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golden import write_tree
from tests.tools.code_generator.outputs import ruff_findings
from tests.tools.code_generator.texts import TEXTS
from tools.packs.languages.python.layout import (
    WIDTH,
    assignment,
    bracketed,
    docstring,
    exploded,
    expression,
    module,
    split,
)

WORDS = st.from_regex(r"[a-z_]{3,40}", fullmatch=True).filter(lambda word: word.isidentifier() and f"{word}_x" != word)
ARGUMENTS = st.lists(
    st.builds(lambda name, size: f"{name}_x={'v' * size}_y", WORDS, st.integers(1, 60)), min_size=1, max_size=6
)


def test_what_fits_stays_on_one_line() -> None:
    assert bracketed("f(", ["a", "b=1"], ") -> None:") == ["f(a, b=1) -> None:"]
    assert bracketed("f(", [], ")", 2) == ["        f()"]


def test_what_does_not_fit_is_opened_in_two_steps() -> None:
    once, twice = ["a" * 53, "b" * 50], ["a" * 60, "b" * 60]
    assert bracketed("call(", once, ")") == ["call(", f"    {once[0]}, {once[1]}", ")"]
    assert bracketed("call(", twice, ")") == ["call(", f"    {twice[0]},", f"    {twice[1]},", ")"]


def test_one_long_item_gets_no_comma() -> None:
    assert bracketed("call(", ["a" * 120], ")") == ["call(", f"    {'a' * 120}", ")"]


def test_the_last_bracket_of_a_long_expression_is_opened() -> None:
    value = f"outer(inner({'a' * 50}), [{'b' * 50}, 1])"
    assert assignment("x", value) == ["x = outer(", f"    inner({'a' * 50}),", f"    [{'b' * 50}, 1],", ")"]
    assert expression("a" * 200) == ["a" * 200]


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ("a, b", ["a", "b"]),
        ("f(a, b), [c, d], {e: 1, g: 2}", ["f(a, b)", "[c, d]", "{e: 1, g: 2}"]),
        ('"a, b", c', ['"a, b"', "c"]),
        (r'"a\", b", c', [r'"a\", b"', "c"]),
        (r"'it\'s, (', c", [r"'it\'s, ('", "c"]),
        (r'"\\", c', [r'"\\"', "c"]),
        ('"(", ")"', ['"("', '")"']),
        ("", []),
        ("a,", ["a"]),
    ],
)
def test_items_are_split_at_their_own_commas(items: str, found: list[str]) -> None:
    assert split(items) == found


@given(st.lists(st.text(alphabet="ab ,()[]{}'\"\\", max_size=8), max_size=5))
def test_quoted_texts_never_split(texts: list[str]) -> None:
    items = [repr(text) for text in texts]
    assert split(", ".join(items)) == items


@given(st.text(alphabet=st.characters(codec="utf-8")), st.integers(0, 3))
def test_a_docstring_is_one_line_that_holds_only_text(text: str, level: int) -> None:
    line = docstring(text, level)
    assert len(line.splitlines()) == 1
    assert len(line) <= WIDTH
    tree = ast.parse(line.strip())
    assert len(tree.body) == 1
    statement = tree.body[0]
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Constant)
    assert isinstance(statement.value.value, str)


@pytest.mark.parametrize("text", ['"""\nimport os\n"""', "ends\\", 'ends"', "{x} %s", "\\u0041 \\N{DASH}", "a\nb"])
def test_a_docstring_lets_nothing_out(text: str) -> None:
    body = ast.parse(f"def f():\n{docstring(text, 1)}\n").body
    assert len(body) == 1
    assert isinstance(body[0], ast.FunctionDef)
    assert len(body[0].body) == 1


def test_a_module_has_one_line_below_the_docstring_and_two_between_blocks() -> None:
    assert module("It.", "import x", "A = 1", "", "class B:\n    pass\n") == (
        '"""It."""\n\nimport x\n\nA = 1\n\n\nclass B:\n    pass\n'
    )
    assert module("It.", "import x", "def f() -> None: ...") == '"""It."""\n\nimport x\n\n\ndef f() -> None: ...\n'
    assert module("It.") == '"""It."""\n'


def test_the_formatter_has_nothing_to_change() -> None:
    """Random calls and tables, all in one run: the formatter is slow to start."""
    statements: list[str] = []

    @settings(max_examples=80, database=None)
    @given(ARGUMENTS, WORDS, st.integers(0, 1))
    def collect(arguments: list[str], name: str, level: int) -> None:
        lines = [
            *bracketed(f"{name}_x(", arguments, ")", level),
            *exploded(f"{name}_x = [", [item.partition("=")[2] for item in arguments], "]", level).splitlines(),
        ]
        statements.append("\n".join([*(["if x:"] if level else []), *lines]))

    collect()
    source = "\n".join(statements) + "\n"
    told = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--isolated", f"--line-length={WIDTH}", "--diff", "-"],
        input=source, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout


SETTINGS = f"""
[tool.ruff]
line-length = {WIDTH}
[tool.ruff.lint]
select = ["D2", "E7", "F", "W"]
ignore = ["D203", "D213"]
"""


def test_a_docstring_of_any_text_is_laid_out_well(tmp_path: Path) -> None:
    functions = [f"\n\ndef f{number}() -> None:\n{docstring(text, 1)}\n" for number, text in enumerate(TEXTS)]
    write_tree(tmp_path, {"a.py": "".join(['"""Texts."""\n', *functions]), "pyproject.toml": SETTINGS})
    assert ruff_findings(tmp_path) == ""
