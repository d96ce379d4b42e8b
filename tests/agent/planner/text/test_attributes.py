"""Attributes in words."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.planner.text.attributes import read_item
from agent.planner.text.facets import settle
from agent.planner.text.items import split


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("title, price and stock", ["title", "price", "stock"]),
        ("a title, a status (draft, sold) and tags", ["a title", "a status (draft, sold)", "tags"]),
        ("status one of draft, published or archived, name", ["status (draft | published | archived)", "name"]),
        ("rating between 1 and 5, name", ["rating 1..5", "name"]),
        ("start and end time", ["start time", "end time"]),
        ("status pending, approved or rejected", ["status (pending | approved | rejected)"]),
        ("title, stage: lead, won, lost; close_date", ["title", "stage (lead | won | lost)", "close_date"]),
        ("at most 10,000 rows", ["at most 10,000 rows"]),
        ("name, and", ["name"]),
    ],
)
def test_splitting(text: str, items: list[str]) -> None:
    assert split(text) == items


@pytest.mark.parametrize(
    ("text", "words", "facets"),
    [
        ("title", "title", {}),
        ("a due date", "due date", {}),
        ("sku unique", "sku", {"unique": True}),
        ("stock >= 0", "stock", {"minimum": Decimal(0)}),
        ("mood (happy or sad)", "mood", {"type": "enum", "values": ("happy", "sad")}),
        ("size (small, medium or large)", "size", {"type": "enum", "values": ("small", "medium", "large")}),
        ("contact (email or phone)", "contact", {"type": "email"}),
        ("priority low|medium|high", "priority", {"type": "enum", "values": ("low", "medium", "high")}),
        ("size: S/M/L", "size", {"type": "enum", "values": ("S", "M", "L")}),
        ("status (draft, published)", "status", {"type": "enum", "values": ("draft", "published")}),
        ("a type (single, double, suite)", "type", {"type": "enum", "values": ("single", "double", "suite")}),
        ("done flag", "done", {"type": "bool"}),
        ("price: decimal(10,2)", "price", {"type": "decimal", "precision": 10, "scale": 2}),
        ("name (string, required, max 200)", "name", {"type": "string", "required": True, "max_length": 200}),
        ("age int min 18 max 120", "age", {"type": "int32", "minimum": Decimal(18), "maximum": Decimal(120)}),
        ("rating 1-5", "rating", {"minimum": Decimal(1), "maximum": Decimal(5)}),
        ("isbn (13 digits, unique)", "isbn", {"unique": True, "min_length": 13, "max_length": 13}),
        ("tags (array of strings)", "tags", {"type": "array", "items": "string"}),
        ("active boolean default true", "active", {"type": "bool", "default": "true"}),
        ("capacity (positive integer)", "capacity", {"type": "int32", "minimum": Decimal(1)}),
        ("published_at timestamp", "published_at", {"type": "datetime"}),
        ("due_on date", "due_on", {"type": "date"}),
        ("price per night", "price per night", {}),
        ("date of birth", "date of birth", {}),
        (
            "status: 'open' | 'closed' (default open)",
            "status",
            {"type": "enum", "values": ("open", "closed"), "default": "open"},
        ),
    ],
)
def test_reading(text: str, words: str, facets: dict[str, Any]) -> None:
    item = read_item(text)
    assert item is not None
    assert item.words == words
    assert settle(item.facets) == facets


@pytest.mark.parametrize(
    "text", ["an optional description", "bio?", "description (optional)", "note: string, nullable"]
)
def test_optional(text: str) -> None:
    item = read_item(text)
    assert item is not None
    assert item.optional


@pytest.mark.parametrize(
    ("text", "target"),
    [("author_id (FK to authors)", "authors"), ("author -> User", "User"), ("owner: references users", "users")],
)
def test_references(text: str, target: str) -> None:
    item = read_item(text)
    assert item is not None
    assert item.references == target


@pytest.mark.parametrize("text", ["required", "", "???", "this is a very long remark about all kinds of other things"])
def test_no_attribute(text: str) -> None:
    assert read_item(text) is None


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for piece in split(text):
        read_item(piece)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("found on (date)", "found on"),
        ("found at (text, Gate B14)", "found at"),
        ("valid until", "valid until"),
        ("open from (time)", "open from"),
        ("number of seats", "number of seats"),
        ("total number of seats: int", "total number of seats"),
        ("year of death", "year of death"),
        ("date of the visit", "date"),
        ("status of the order", "status"),
        ('a label such as "12B"', "label"),
    ],
)
def test_prepositions_that_belong_to_a_name(text: str, words: str) -> None:
    item = read_item(text)
    assert item is not None
    assert item.words == words


@pytest.mark.parametrize("text", ["when it starts at", "until"])
def test_prepositions_without_a_name(text: str) -> None:
    assert read_item(text) is None
