"""Patterns, as people write them and as every engine reads them alike."""

import re
from collections.abc import Callable

import pytest

from agent.planner import Draft
from agent.planner.notes import Notes
from agent.planner.payload.patterns import read_pattern
from tests.agent.planner.looks import attribute
from tools.blueprint.pattern import parse_pattern
from tools.errors import BadInput

TaskPlanned = Callable[[str, object], Draft]


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("^[A-Z]+$", "[A-Z]+"),
        ("^(a|b)$", "(a|b)"),
        ("^a$|^b$", "a|b"),
        (r"^a\$$", r"a\$"),
        ("^(?:ab)+c$", "(ab)+c"),
        (r"^\d{3}-\d{4}$", "[0-9]{3}-[0-9]{4}"),
        (r"^[\w.-]+$", "[A-Za-z0-9_.-]+"),
        (r"^[^\d]$", "[^0-9]"),
        ("^[$^|]$", "[$^|]"),
        ("[A-Z]+", "[A-Z]+"),
    ],
)
def test_what_is_safe_is_normalised(said: str, made: str) -> None:
    assert read_pattern(said, "p", Notes()) == made
    parse_pattern(made)


@pytest.mark.parametrize(("said", "value"), [(r"^\d{2}[\w-]$", "12-"), ("^a$|^bb$", "bb"), ("^(?:x|y)z$", "yz")])
def test_the_meaning_stays(said: str, value: str) -> None:
    made = read_pattern(said, "p", Notes()) or ""
    for text in (value, f"{value}\u0661", f"x{value}", "", f"{value}{value}"):
        assert (re.fullmatch(made, text) is not None) is (re.search(said, text, re.ASCII) is not None)


def test_anchors_around_the_whole_go_without_a_word() -> None:
    notes = Notes()
    read_pattern("^[A-Z]+$", "p", notes)
    assert not notes.assumptions


@pytest.mark.parametrize(
    ("said", "words"), [("[A-Z]+", "whole value"), (r"^\d+$", "[0-9]"), (r"^\w+$", "[A-Za-z0-9_]")]
)
def test_what_is_taken_otherwise_is_told(said: str, words: str) -> None:
    notes = Notes()
    read_pattern(said, "payload.x.pattern", notes)
    assert len(notes.assumptions) == 1
    assert notes.assumptions[0].startswith("payload.x.pattern: ")
    assert words in notes.assumptions[0]


@pytest.mark.parametrize("said", [".*", "^.*$", r"^[^\x00]*$"])
def test_what_every_value_matches_is_no_pattern(said: str) -> None:
    assert read_pattern(said, "p", Notes()) is None


@pytest.mark.parametrize(
    "said",
    ["^abc", "abc$", "^a|b$", r"abc\$$", "^(?=x)y$", r"^\s+$", r"^\bx$", "^a.c$", "^([a-z]+)+$", "^($", r"^(a)\1$",
     "^a+?$", r"^\p{L}$", "^[[:alpha:]]$", r"^\D$", "^" + r"\w" * 200 + "$"],
)  # fmt: skip
def test_what_has_no_equal_is_refused_with_place_and_hint(said: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_pattern(said, "payload.x.pattern", Notes())
    assert caught.value.path == "payload.x.pattern"
    assert caught.value.hint
    assert "\n" not in caught.value.message


def test_patterns_of_attributes_and_of_documents(task_planned: TaskPlanned) -> None:
    attributes = [{"name": "code", "type": "string", "pattern": r"^[A-Z]{2}\d+$"}]
    draft = task_planned("design_database", {"entities": [{"name": "Book", "attributes": attributes}]})
    assert attribute(draft.blueprint, "Book", "code").pattern == "[A-Z]{2}[0-9]+"
    title = {"type": "string", "pattern": "^[A-Z]+$"}
    spec = {"openapi": "3.1.0", "components": {"schemas": {"Book": {"properties": {"title": title}}}}}
    draft = task_planned("implement_api", {"apiSpec": spec})
    assert attribute(draft.blueprint, "Book", "title").pattern == "[A-Z]+"
    title["pattern"] = "^(?!x)"
    with pytest.raises(BadInput) as caught:
        task_planned("implement_api", {"apiSpec": spec})
    assert caught.value.path == "payload.apiSpec.components.schemas.Book.properties.title.pattern"
