"""Imports are printed in the order that the linter wants, however they were collected."""

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from tools.packs.languages.python.imports import Imports

MODULES = ("app.models", "app.core", "datetime", "fastapi", "sqlalchemy", "sqlalchemy.orm", "typing", "app.core.Zed")
NAMES = ("date", "Any", "MAX", "A", "select", "Select", "X1", "_hidden", "notes as service", "Zed as Aed")


def imported(pairs: list[tuple[str, str]], modules: list[str] | None = None) -> str:
    imports = Imports()
    for module, name in pairs:
        imports.add(module, name)
    for module in modules or []:
        imports.module(module)
    return imports.render()


def test_sections_are_separated_and_sorted() -> None:
    pairs = [("app.core", "clock"), ("sqlalchemy", "select"), ("typing", "Any"), ("tests.actors", "log_in")]
    assert imported(pairs, ["uuid", "asyncio", "sqlalchemy"]) == (
        "import asyncio\nimport uuid\nfrom typing import Any\n\nimport sqlalchemy\nfrom sqlalchemy import select\n\n"
        "from app.core import clock\nfrom tests.actors import log_in"
    )


def test_constants_come_before_classes_before_functions() -> None:
    pairs = [("app.x", name) for name in ("b", "Ab", "MAX", "A", "aa", "B_C")]
    assert imported(pairs) == "from app.x import B_C, MAX, A, Ab, aa, b"


def test_renamed_imports_have_lines_of_their_own() -> None:
    assert imported([("app.services", "notes as service"), ("app.services", "books")]) == (
        "from app.services import books\nfrom app.services import notes as service"
    )


def test_long_lines_are_opened() -> None:
    names = [f"a_rather_long_name_{number}" for number in range(6)]
    block = imported([("app.x", name) for name in names])
    assert block == "\n".join(["from app.x import (", *(f"    {name}," for name in names), ")"])


def test_a_name_is_given_back_for_use_in_an_expression() -> None:
    imports = Imports()
    assert imports.name("uuid", "UUID") == "UUID"
    assert imports.render() == "from uuid import UUID"


def test_nothing_collected_is_nothing_printed() -> None:
    assert Imports().render() == ""


@given(st.lists(st.tuples(st.sampled_from(MODULES), st.sampled_from(NAMES))))
def test_order_and_repetition_do_not_matter(pairs: list[tuple[str, str]]) -> None:
    assert imported(pairs) == imported(sorted(set(pairs), reverse=True))


def test_the_linter_is_content() -> None:
    """Random import blocks, all in one run, as files: the linter is slow to start."""
    blocks: set[str] = set()

    @settings(max_examples=60, database=None)
    @given(st.lists(st.tuples(st.sampled_from(MODULES), st.sampled_from(NAMES)), min_size=1, unique=True))
    def collect(pairs: list[tuple[str, str]]) -> None:
        blocks.add(imported(pairs))

    collect()
    # A `def` between blocks gives each a scope in which it is sorted on its own.
    body = "".join(f"\n\ndef _{number}():\n{indented(block)}\n" for number, block in enumerate(sorted(blocks)))
    told = subprocess.run(
        [
            sys.executable, "-m", "ruff", "check", "--isolated", "--select=I", "--line-length=114",
            "--config=lint.isort.known-first-party=['app']", "--output-format=concise", "-",
        ],
        input=body.lstrip(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout


def indented(block: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in block.splitlines())
