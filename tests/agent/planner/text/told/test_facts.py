"""What stands around the name of a value."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.planner.text.told.facts import told_around

NAME, VALUES = "level", ("low", "mid", "high")


def _told(text: str, *, free: bool = True) -> dict[str, Any]:
    start = text.index(NAME)
    return told_around(text, start, start + len(NAME), len(text), free=free)[0]


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("The level is required.", {"required": True}),
        ("The level must not be left empty.", {"required": True}),
        ("its level can be left out", {"optional": True}),
        ("a level, which isn't compulsory", {"optional": True}),
        ("an optional level", {"optional": True}),
        ("Every level must be unique.", {"unique": True}),
        ("The level need not be unique.", {"unique": False}),
        ("a level that no other pump has", {"unique": True}),
        ("a level (no two the same)", {"unique": True}),
        ("The level must be at least 10.", {"minimum": Decimal(10)}),
        ("level - at least 1, no more than 25", {"minimum": Decimal(1), "most": Decimal(25)}),
        ("level, 300 characters at most", {"max_length": 300}),
        ("level | text | 1888 or later", {"minimum": Decimal(1888)}),
        ("level is 0 to 5", {"minimum": Decimal(0), "maximum": Decimal(5)}),
        ("level: low / mid / high (mid unless stated)", {"type": "enum", "values": VALUES, "default": "mid"}),
        ("The level is low, mid or high.", {"type": "enum", "values": VALUES}),
        ("The level is either low, mid or becomes high.", {"type": "enum", "values": VALUES}),
        ("the level can be `low` or `high`", {"type": "enum", "values": ("low", "high")}),
        ("a level (low, mid, high; low at first)", {"type": "enum", "values": VALUES, "default": "low"}),
        ("a level, which is 10 if nobody says otherwise", {"default": "10"}),
        ("level false by default", {"default": "false"}),
    ],
)  # fmt: skip
def test_facets(text: str, facets: dict[str, Any]) -> None:
    assert _told(text) == facets


@pytest.mark.parametrize(
    "text",
    [
        "The level is shown to everybody.",
        "a level unique within its tank",
        "a level and an optional note",
        "a level, a code (unique)",
        "level + mark (default 15)",
        "a level in euros and cents",
        "the level of the tank and its depth, which is between 1 and 5",
    ],
)
def test_what_is_said_of_something_else_is_not_of_it(text: str) -> None:
    assert not _told(text)


def test_a_number_has_no_values_to_choose_from() -> None:
    assert not _told("The level is low, mid or high.", free=False)


@given(st.text(max_size=80), st.text(max_size=120))
def test_what_is_read_stands_in_the_text(before: str, behind: str) -> None:
    text = f"{before}{NAME}{behind}"
    start = len(before)
    facets, spans = told_around(text, start, start + len(NAME), len(text), free=True)
    assert all(0 <= first <= last <= len(text) for first, last in spans)
    assert bool(facets) <= bool(spans)
