"""What the other patterns are read from, and what they are not read from."""

from collections.abc import Callable
from time import process_time

import pytest

from agent.planner import Draft
from agent.planner.notes import Notes
from agent.planner.text.patterns import read_patterns
from agent.planner.text.reading import Reading
from evals.pattern_facts import PatternFacts
from tests.agent.planner.looks import entities, links

Planned = Callable[[str], Draft]


@pytest.mark.parametrize(
    "text",
    [
        "Posts (body) and likes. Users like posts. A like belongs to a user and a post. JWT.",
        "Guests like breakfast. Guests have a name. No auth.",
        "Patients follow a diet plan. A diet plan has a title. JWT.",
        "Users save notes (title). JWT.",
        "Viewers watch films (title). JWT.",
        "Users can not like posts (body). JWT.",
        "Users write posts (body). No likes. JWT.",
        "Rooms (number) can be booked from a date to a date. JWT.",
        "Customers buy products (name, price). JWT.",
        "Users send messages (body) to other users. JWT.",
        "Countries have a code and a name; codes are used once. No auth.",
        "Lessons on history (title). No auth.",
        "Articles (title) are similar to news. No auth.",
        "Sales counters (label). No auth.",
    ],
)
def test_what_looks_like_a_pattern_and_is_none(planned: Planned, text: str) -> None:
    assert planned(text).blueprint.patterns == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Albums (title). Users can love albums. JWT.", "toggle Album love"),
        ("Albums (title). Users can like each album, and see how many users liked it. JWT.", "toggle Album like count"),
        ("Albums (title). Members can put albums on their wish list. JWT.", "toggle Album wish"),
        ("Albums (title). Count plays of albums. No auth.", "counter Album.plays"),
        (
            "Albums (title). Users can reserve an album if it is free, and return it. JWT.",
            "claim Album reserve release",
        ),
        ("Albums (title). Track how often an album is downloaded. No auth.", "counter Album.downloads"),
        ("Albums (title). Keep old versions of albums. JWT.", "history Album"),
    ],
)
def test_in_other_words(planned: Planned, text: str, line: str) -> None:
    draft = planned(text)
    assert PatternFacts.of(draft).patterns == (line,)
    assert draft.unplaced == ()


def test_words_of_patterns_are_no_entities(planned: Planned) -> None:
    draft = planned(
        "Members write posts (body). Members can follow other members. A feed of posts from people I follow, newest "
        "first. Keep a history of every post edit. JWT."
    )
    assert entities(draft.blueprint) == {"Member", "Post", "PostVersion"}
    assert links(draft.blueprint) == {"Post -> Member", "Member <-> Member", "PostVersion -> Post"}
    assert draft.unplaced == ()


@pytest.mark.parametrize(
    "said",
    ["Users can like posts.", "Users can claim posts.", "Users can transfer coins between posts."],
)
def test_without_accounts_it_is_told(planned: Planned, said: str) -> None:
    draft = planned(f"Posts (body). {said} No authentication.")
    assert draft.blueprint.patterns == ()
    assert any(said.strip(".") in item for item in draft.unplaced)


@pytest.mark.parametrize(
    "word",
    [
        "word ", "a the an ", "users can like and ", "orders can be cancelled and ", "a -> b ",
        "reserve a seat one of ", "number of ", "a balance can ", "unless it is ",
    ],
)  # fmt: skip
def test_no_text_is_slow(word: str) -> None:
    """A pattern that backtracks would run for minutes here."""
    reading = Reading("Notes (title). JWT. " + word * (9000 // len(word)), Notes())
    began = process_time()
    read_patterns(reading)
    assert process_time() - began < 10
