"""Lists of attributes below a title, or behind the first words of a paragraph."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from agent.planner.notes import Notes
from agent.planner.text.reading import Reading
from agent.planner.text.topics import fragments, kept, topic_of
from tests.agent.planner.looks import entities, names

Planned = Callable[[str], Draft]


def _topics(text: str) -> list[tuple[str, ...] | None]:
    found = [topic_of(clause) for clause in Reading(text, Notes()).clauses]
    return [noun.words if noun is not None else None for noun in found]


def _fragments(text: str) -> list[tuple[tuple[str, ...], list[str]]]:
    reading = Reading(text, Notes())
    return [(item.words, item.items) for clause in reading.prose for item in fragments(reading, clause)]


def _kept(text: str) -> list[tuple[tuple[str, ...], list[str]]]:
    reading = Reading(text, Notes())
    told = [(clause, statement) for clause in reading.prose for statement in reading.statements(clause)]
    return [(item.words, item.items) for clause, statement in told for item in kept(reading, clause, statement)]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("**Milk deliveries.** From one farm. In litres.", [("milk", "delivery"), ("milk", "delivery")]),
        ("## Farm\nName, number.", [None, ("farm",)]),
        ("Name, number.", [None]),
        ("**Farms and drivers.** Name.", [None]),
    ],
)
def test_what_a_clause_is_about(text: str, topics: list[tuple[str, ...] | None]) -> None:
    assert _topics(text) == topics


@pytest.mark.parametrize(
    ("text", "words", "items"),
    [
        (
            "Milk delivery\n====\nReceived at (date and time), fat content, and temperature",
            ("milk", "delivery"),
            ["Received at (date and time)", "fat content", "temperature"],
        ),
        ("## Farm\nName, number.", ("farm",), ["Name", "number"]),
        ("**Farm.** It is small. Name, number.", ("farm",), ["Name", "number"]),
    ],
)
def test_fragments_are_of_the_topic(text: str, words: tuple[str, ...], items: list[str]) -> None:
    assert (words, items) in _fragments(text)


@pytest.mark.parametrize(
    "text",
    [
        "Name, number.",
        "## Farm\nFarms are inspected.",
        "## Farm\nIt has a name and a number.",
        "## Delivery\nFrom one farm.",
        "## Delivery\nBelongs to one farm.",
        "## Farms and drivers\nName, number.",
    ],
)
def test_no_fragments(text: str) -> None:
    assert _fragments(text) == []


@pytest.mark.parametrize(
    ("text", "words", "items"),
    [
        ("Of a user we keep the name and the email.", ("user",), ["the name", "the email"]),
        ("For each volunteer we need a full name and a phone.", ("volunteer",), ["a full name", "a phone"]),
        ("We record the name and the weight of each parcel.", ("parcel",), ["the name", "the weight"]),
        ("Nurses log in. Keep their full name and email.", ("nurse",), ["their full name", "email"]),
    ],
)
def test_what_is_kept_of_somebody(text: str, words: tuple[str, ...], items: list[str]) -> None:
    assert _kept(text) == [(words, items)]


@pytest.mark.parametrize(
    "text",
    [
        "We keep books and films.",
        "Users keep the name of a book.",
        "Keep the name and the email.",
        "Of a user we keep it.",
    ],
)
def test_nothing_is_kept_of_nobody(text: str) -> None:
    assert _kept(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Dairy app.\n\n**Farm.** Name, number and city.\n",
        "Dairy app.\n\nFarm\n====\nName, number and city.\n",
        "Dairy app.\n\nFarm\n\n| field | type |\n|---|---|\n| name | text |\n| number | text |\n| city | text |\n",
        "Dairy app.\n\nFarm (where cows live)\n- name\n- number\n- city\n",
        "Dairy app.\n\n- **Farm** (where cows live) - name, number, city\n",
        "Dairy app. Of each farm we keep the name, the number and the city.",
    ],
)
def test_a_farm_in_all_forms(planned: Planned, text: str) -> None:
    blueprint = planned(text).blueprint
    assert entities(blueprint) == {"Farm"}
    assert names(blueprint, "Farm") == ["name", "number", "city"]
