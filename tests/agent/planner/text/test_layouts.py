"""Attributes in rows and bullets."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.planner import Draft
from agent.planner.notes import Notes
from agent.planner.text.layouts import bullets, tables
from agent.planner.text.reading import Reading
from tests.agent.planner.looks import attribute, names
from tools.blueprint.model import AttributeType

Planned = Callable[[str], Draft]
HEAD = "Cinema.\n\n## Film\n\n| field | type | notes |\n|---|---|---|\n"
PIECES = [
    "| field | type |\n",
    "|---|---|\n",
    "| title | string |\n",
    "| genre | enum | a, b |\n",
    "| x | enum: ",
    "| Film | title, year |\n",
    "## Film\n",
    "Film:\n",
    "- title\n",
    "- genre (a | b)\n",
    "| entity | fields |\n",
    "\n",
    "|",
    "enum",
    ", ",
    "`",
]


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("| mood | enum | good, bad |", ("good", "bad")),
        ("| mood | enum | good / bad / so so |", ("good", "bad", "so so")),
        ("| mood | enum: good, bad | |", ("good", "bad")),
        ("| mood | enum(good, bad) | |", ("good", "bad")),
        ("| mood | enum (good, bad) | how it is |", ("good", "bad")),
        ("| mood | one of good, bad | |", ("good", "bad")),
        ("| mood | select | good, bad |", ("good", "bad")),
        ("| mood | choice | good, bad |", ("good", "bad")),
        ("| mood | Enum | good, bad, in between |", ("good", "bad", "in between")),
    ],
)
def test_a_row_of_values(planned: Planned, row: str, values: tuple[str, ...]) -> None:
    found = attribute(planned(f"{HEAD}| title | string | |\n{row}\n").blueprint, "Film", "mood")
    assert (found.type, found.values) == (AttributeType.ENUM, values)


@pytest.mark.parametrize(
    ("row", "required", "default"),
    [
        ("| mood | enum | good, bad |", False, None),
        ("| mood | enum: good, bad | required |", True, None),
        ("| mood | enum(good, bad) | default good |", True, "good"),
        ("| mood | enum: good, bad | optional |", False, None),
    ],
)
def test_what_else_a_row_of_values_says(planned: Planned, row: str, required: bool, default: str | None) -> None:
    found = attribute(planned(f"{HEAD}| title | string | required |\n{row}\n").blueprint, "Film", "mood")
    assert (found.values, found.required, found.default) == (("good", "bad"), required, default)


@pytest.mark.parametrize("row", ["| mood | enum | |", "| mood | enum | see below |", "| mood | string | short |"])
def test_a_row_without_values_is_text(planned: Planned, row: str) -> None:
    found = attribute(planned(f"{HEAD}| title | string | |\n{row}\n").blueprint, "Film", "mood")
    assert (found.type, found.values) == (AttributeType.STRING, ())


@pytest.mark.parametrize(
    "above",
    [
        "## Film\n\n",
        "**Film**\n\n",
        "Film\n\n",
        "Film\n",
        "Film:\n\n",
        "Film\n====\n",
        "Film (what is shown)\n\n",
        "### 2.1 Film\n",
    ],
)
def test_titles_of_tables(planned: Planned, above: str) -> None:
    text = f"Cinema.\n\n{above}| field | type |\n|---|---|\n| title | string |\n| year | int |\n"
    assert names(planned(text).blueprint, "Film") == ["title", "year"]


@pytest.mark.parametrize(
    "above", ["## Film\n\n", "**Film**\n\n", "Film\n", "Film\n\n", "Film:\n", "Film (what is shown)\n", "Film\n====\n"]
)
def test_titles_of_bullets(planned: Planned, above: str) -> None:
    text = f"Cinema.\n\n{above}- title\n- mood (good | bad)\n"
    blueprint = planned(text).blueprint
    assert names(blueprint, "Film") == ["title", "mood"]
    assert attribute(blueprint, "Film", "mood").values == ("good", "bad")


def test_a_row_for_each_entity(planned: Planned) -> None:
    rows = "| entity | fields |\n|---|---|\n| Film | title, year |\n| Hall | name, seats |\n"
    blueprint = planned(f"Cinema.\n\n{rows}").blueprint
    assert (names(blueprint, "Film"), names(blueprint, "Hall")) == (["title", "year"], ["name", "seats"])


@pytest.mark.parametrize(
    "text",
    [
        "## Film\n| what | why |\n| title | fun |",
        "## Film\n| field | type |",
        "## Film and hall\n| field | type |\n| title | string |",
        "| field | type |\n| title | string |",
        "```\n| field | type |\n| title | string |\n```",
    ],
)
def test_other_tables_define_nothing(text: str) -> None:
    assert tables(Reading(text, Notes())) == []


@given(
    st.text(max_size=2000) | st.lists(st.sampled_from(PIECES), max_size=150).map(lambda found: "".join(found)[:2000])
)
def test_any_text(text: str) -> None:
    reading = Reading(text, Notes())
    for definition in (*tables(reading), *bullets(reading)):
        assert definition.words
        assert definition.clauses <= {clause.index for clause in reading.clauses}


@pytest.mark.parametrize(
    "header", ["| Where | Field | Check |", "| Table | Column | Rules |", "| `entity` | `name` | x |"]
)
def test_a_row_for_each_value_of_several_entities(planned: Planned, header: str) -> None:
    rows = "| area | `code` | unique, required |\n| area | `title` | required |\n| find | `box_no` | 1 to 250 |\n"
    made = planned(f"Lost and found. An area has many finds. A find is in an area.\n\n{header}\n|---|---|---|\n{rows}")
    assert names(made.blueprint, "Area") == ["code", "title"]
    assert attribute(made.blueprint, "Area", "code").unique
    assert names(made.blueprint, "Find") == ["box_no"]
    assert attribute(made.blueprint, "Find", "box_no").maximum == 250
