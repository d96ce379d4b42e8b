"""The first words of a line, where they say what it is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.planner.text.leads import lead, title, unnumbered

LINES = st.text(max_size=2000) | st.lists(
    st.sampled_from(
        ["**", "__", "*", "`", "Farm", "name", " ", ":", ".", ";", "-", "->", "(", ")", "\n", "1", "[x]", "R2"]
    ),
    max_size=200,
).map("".join)


@pytest.mark.parametrize(
    ("line", "topic", "rest"),
    [
        ("**Farm.** Name, number", "Farm", "Name, number"),
        ("**Farm**: name", "Farm", "name"),
        ("**Farm:** name", "Farm", "name"),
        ("**Farm** - name", "Farm", "name"),
        ("**Farm** -> name", "Farm", "name"),
        ("__Farm__: name", "Farm", "name"),
        ("*Farm*: name", "Farm", "name"),
        ("`Farm`: name", "Farm", "name"),
        ("`Farm` (a place): name", "Farm", "name"),
        ("**Farm:**", "Farm", ""),
        ("Members: first name, last name", "Members", "first name, last name"),
        ("Members (people): name", "Members", "name"),
        ("Members - first name", "Members", "first name"),
        ("Members ; first name", "Members", "first name"),
        ("Cold store cell: number", "Cold store cell", "number"),
    ],
)
def test_a_line_that_begins_with_its_topic(line: str, topic: str, rest: str) -> None:
    assert lead(line) == (topic, rest)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Books have a title.",
        "**Farm** name and number",
        "**Cost** = 5",
        "Each member has: name",
        "A member must: pay",
        "They: all of them",
        "members: name",
        "Members:",
        "Very long words of a topic: name",
        "12:30 is when it starts",
        "Dogs -> name",
    ],
)
def test_a_line_without_a_topic(line: str) -> None:
    assert lead(line) is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Cell", "Cell"),
        ("Cell:", "Cell"),
        ("  Cell  ", "Cell"),
        ("`Cell`", "Cell"),
        ("**Cell**", "Cell"),
        ("Milk delivery", "Milk delivery"),
        ("Cell (a place in the cold store)", "Cell"),
        ("Cell - a place", "Cell"),
        ("R&D / lab", "R&D / lab"),
    ],
)
def test_a_title(line: str, words: str) -> None:
    assert title(line) == words


@pytest.mark.parametrize(
    "line",
    [
        "",
        "It has cells",
        "Cells are kept",
        "Cell.",
        "Cell, place",
        "Cell: place",
        "9 lives",
        "one two three four five six seven",
    ],
)
def test_no_title(line: str) -> None:
    assert title(line) is None


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("1. Books", "Books"),
        ("2) Books", "Books"),
        ("3.1 Books", "Books"),
        ("R8  Guides lead tours", "Guides lead tours"),
        ("FR12. Books", "Books"),
        ("UC1) Books", "Books"),
        ("[ ] export", "export"),
        ("[x] export", "export"),
        ("[ ] 1. export", "export"),
        ("Books", "Books"),
        ("A book", "A book"),
        ("I want books", "I want books"),
        ("US members", "US members"),
        ("[y] books", "[y] books"),
        ("12", "12"),
    ],
)
def test_a_line_without_its_number(line: str, bare: str) -> None:
    assert unnumbered(line) == bare


@given(LINES)
def test_a_topic_and_its_rest_stand_in_the_line(line: str) -> None:
    found = lead(line)
    if found is not None:
        topic, rest = found
        assert topic
        assert line.endswith(rest)
        assert topic in line[: len(line) - len(rest)]


@given(LINES)
def test_a_title_stands_in_the_line(line: str) -> None:
    found = title(line)
    if found is not None:
        assert found
        assert found in line
        assert len(found.split()) <= 6


@given(LINES)
def test_only_the_front_of_a_line_is_a_number(line: str) -> None:
    bare = unnumbered(line)
    assert line.endswith(bare)
    assert bool(bare.strip()) == bool(line.strip())
