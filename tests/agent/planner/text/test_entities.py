"""Which nouns are entities."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import entities

Planned = Callable[[str], Draft]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Build a REST API for managing books and authors with FastAPI and PostgreSQL.", {"Author", "Book"}),
        ("We need to track vehicles, drivers and trips.", {"Vehicle", "Driver", "Trip"}),
        ("Customers order products from restaurants.", {"Customer", "Product", "Restaurant", "Order"}),
        ("Guests book rooms.", {"Guest", "Room", "Booking"}),
        (
            "Gym: members, trainers, classes. A class has a trainer. It belongs to a room.",
            {"Member", "Trainer", "Class", "Room"},
        ),
        ("A course has many lessons.", {"Course", "Lesson"}),
        ("Internal wiki: spaces contain pages; a page has a title and a slug.", {"Space", "Page"}),
        ("Recipe app where cooks post recipes with ingredients and steps.", {"Recipe", "Ingredient", "Step", "Cook"}),
        ("Salon: stylists, services and appointments.", {"Stylist", "Service", "Appointment"}),
        ("Books API", {"Book"}),
        ("# Shop\n\n## Entities\n- Products\n- Orders\n", {"Product", "Order"}),
        ("Blog posts API: blog posts and comments", {"Post", "Comment"}),
    ],
)
def test_entities(planned: Planned, text: str, wanted: set[str]) -> None:
    found = entities(planned(text).blueprint)
    assert found == wanted or found == wanted | {"User"}


@pytest.mark.parametrize(
    "noun",
    [
        "FastAPI",
        "JSON responses",
        "endpoints",
        "error handling",
        "Docker",
        "unit tests",
        "rate limiting",
        "cursor pagination",
    ],
)
def test_what_is_no_entity(planned: Planned, noun: str) -> None:
    assert entities(planned(f"An API for books with {noun}.").blueprint) == {"Book"}


def test_what_is_ruled_out_is_no_entity(planned: Planned) -> None:
    assert entities(planned("Shop with products and orders. We don't need carts or coupons.").blueprint) == {
        "Product",
        "Order",
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("books with wombats and gizmos", {"Book", "Wombat", "Gizmo"}),
        ("hotels with rooms and guests", {"Hotel", "Room", "Guest"}),
        ("Pet clinic with owners and pets", {"Owner", "Pet"}),
        ("movies with title and rating 1-10", {"Movie"}),
        (
            "An inventory where each warehouse has many products, with sku, quantity >= 0 and price",
            {"Warehouse", "Product"},
        ),
        ("books with a title, no auth, sqlite", {"Book"}),
        ("books with a title, rate limit 1000 requests per hour, cursor pagination", {"Book"}),
        ("books (title) and a mood: calm, sad or happy", {"Book"}),
        ("polls with options, anonymous users can see polls", {"Poll", "Option"}),
        ("Hello, we run ferries. A ferry has a name.", {"Ferry"}),
        ("Containers (code). A pickup empties one container.", {"Container", "Pickup"}),
        ("books have several authors", {"Book", "Author"}),
        (
            "Quizzes contain questions, questions contain answers (text, correct boolean)",
            {"Quiz", "Question", "Answer"},
        ),
        ("Event booking: events with capacity, attendees book tickets", {"Event", "Attendee", "Ticket"}),
    ],
)
def test_things_and_values(planned: Planned, text: str, wanted: set[str]) -> None:
    assert entities(planned(text).blueprint) == wanted


def test_what_became_of_unknown_words_is_told(planned: Planned) -> None:
    told = " ".join(planned("books with wombats and gizmos").assumptions)
    assert all(f"{name} is an entity of its own" in told for name in ("Wombat", "Gizmo"))
    assert "Book.wombat is text" in " ".join(planned("books with wombat").assumptions)


def test_the_verb_of_a_request_is_no_part_of_a_name(planned: Planned) -> None:
    draft = planned("Track house plants: a house plant has a species and a location. No login.")
    assert entities(draft.blueprint) == {"HousePlant"}
