"""Rules of how often: uniques where the text says what they are made of, told whole where not."""

from collections.abc import Callable

import pytest

from agent.planner import Draft

Planned = Callable[[str], Draft]


def test_one_for_each_pair_is_a_unique(planned: Planned) -> None:
    draft = planned("Cinema: seats, showtimes, bookings; a booking belongs to a seat and a showtime. "
                    "Only one booking per seat and showtime.")  # fmt: skip
    assert draft.blueprint.entity("Booking").uniques == (("seat", "showtime"),)
    assert not draft.unplaced


def test_one_for_each_value_makes_the_value_unique(planned: Planned) -> None:
    draft = planned("Books with a title and an isbn, one book per isbn")
    assert [item.name for item in draft.blueprint.entity("Book").attributes if item.unique] == ["isbn"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "Clinic: doctors and appointments; no two appointments of the same doctor may overlap",
            "Rule: no two appointments of the same doctor may overlap",
        ),
        ("Polls with options and votes; a voter can vote only once", "Rule: a voter can vote only once"),
    ],
)
def test_what_cannot_be_said_is_told_whole(planned: Planned, text: str, rule: str) -> None:
    assert rule in planned(text).unplaced


@pytest.mark.parametrize(
    ("text", "entity", "unique"),
    [
        ("JWT; products and reviews; one review per user and product", "Review", ("user", "product")),
        (
            "Shop with products and reviews; a review belongs to a product; one review per user and product",
            "Review",
            ("user", "product"),
        ),
        ("Users log in; movies and ratings; each user can give one rating per movie", "Rating", ("user", "movie")),
        ("Users, movies, ratings; a user can rate each movie only once", "Rating", ("user", "movie")),
    ],
)
def test_an_account_does_it_once(planned: Planned, text: str, entity: str, unique: tuple[str, ...]) -> None:
    draft = planned(text)
    found = draft.blueprint.entity(entity)
    assert (found.owner, found.uniques) == ("user", (unique,))
    assert {item.name for item in draft.blueprint.relationships if item.source == entity and item.required} == set(
        unique
    )
    assert not draft.unplaced


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Books, loans; at most one loan per book at a time", "Rule: at most one loan per book at a time"),
        (
            "JWT; events, tickets (price); at most 4 tickets per event",
            "Rule: at most 4 tickets per event",
        ),
        ("Questions, answers; at most 3 answers per question", "Rule: at most 3 answers per question"),
        ("Nurses (name), shifts (title); one nurse per shift", "Rule: one nurse per shift"),
    ],
)
def test_how_often_is_told_whole(planned: Planned, text: str, rule: str) -> None:
    draft = planned(text)
    assert rule in draft.unplaced
    assert not any(entity.uniques for entity in draft.blueprint.entities)


def test_who_does_something_once_to_each_is_unique_with_it(planned: Planned) -> None:
    draft = planned("Questions, answers; each respondent answers a question once")
    assert [(item.name, item.uniques) for item in draft.blueprint.entities if item.uniques] == [
        ("Answer", (("respondent", "question"),))
    ]
    assert not draft.unplaced


def test_pages_are_no_rule_of_how_often(planned: Planned) -> None:
    assert not planned("Books (title); at most 50 books per page").unplaced


@pytest.mark.parametrize(
    ("text", "entity", "uniques"),
    [
        (
            "Users log in. Ratings (stars) of recipes, one per user and recipe. Recipes (title).",
            "Rating",
            {"user", "recipe"},
        ),
        (
            "Users log in. Votes of polls, one per user and poll, with a choice. Polls (question).",
            "Vote",
            {"user", "poll"},
        ),
        ("Rooms (number, floor), numbers are unique per floor.", "Room", {"number", "floor"}),
        ("Slots with a start time, a day, unique per room and day; rooms (name).", "Slot", {"room", "day"}),
        (
            "Items (sku), shelves (row), entries between items and shelves with a quantity, unique per item and shelf.",
            "Entry",
            {"item", "shelf"},
        ),
    ],
)
def test_what_is_unique_together(planned: Planned, text: str, entity: str, uniques: set[str]) -> None:
    draft = planned(text)
    assert [set(found) for found in draft.blueprint.entity(entity).uniques] == [uniques]
    assert not any(item.unique for item in draft.blueprint.entity(entity).attributes)
    assert not draft.unplaced


@pytest.mark.parametrize(
    "text", ["Meals (name, day); meals: one per cook.", "Rooms (number); numbers are unique per wing."]
)
def test_what_it_is_counted_by_must_be_known(planned: Planned, text: str) -> None:
    draft = planned(text)
    assert draft.unplaced


def test_one_per_day_has_a_day_of_its_own(planned: Planned) -> None:
    meal = planned("Meals: one per day. Meals (name, day)").blueprint.entity("Meal")
    assert [(item.name, item.unique) for item in meal.attributes] == [("name", False), ("day", True)]
