"""Cells of tables: what they hold is what was put into them."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.blueprint.cells import cell, table

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (-7, "-7"),
        ("-7", "'-7"),
        ("'=x", "''=x"),
        ("'x", "'x"),
        ("x", "x"),
    ],
)
def test_values_as_cells(value: object, text: str) -> None:
    assert cell(value) == text


@given(st.text("=+-@'ab \"\r\n,\t", max_size=6))
def test_no_text_is_computed_and_each_comes_back(text: str) -> None:
    ((name,), (found,)) = csv.reader(StringIO(table(["name"], [[text or "x"]]), newline=""))
    assert name == "name"
    assert not found.startswith(FORMULA)
    guarded = found.startswith("'") and found.lstrip("'").startswith(FORMULA)
    assert (found[1:] if guarded else found) == (text or "x")
