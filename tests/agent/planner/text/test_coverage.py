"""No word of a request is lost: it becomes part of the plan, or it is told."""

from collections.abc import Callable

import pytest

from agent.planner import Draft

Planned = Callable[[str], Draft]

REQUESTS = [
    "Build a library API: books, authors and loans; members borrow books; JWT; cursor pagination",
    "Blog with posts, comments and tags, users can write posts",
    "todo app with projects and tasks (title, due date, priority low|high, done flag), each user sees only his own",
    "Inventory for warehouses: products(sku unique, name, price, stock >= 0), stock movements",
    "I need a blog",
    "books with a title and an isbn",
    "tasks have title, due date, status (todo, doing, done), priority 1-5",
    "Recipe API with users, recipes, ingredients, and ratings from 1 to 5; users can only edit their own recipes",
    "An inventory system on SQLite where each warehouse has many products, with sku unique, quantity >= 0 and price",
    "A CRM for companies, contacts and deals on PostgreSQL, no auth, 50 items per page",
    "Hotel booking: guests book rooms; a room has a number and a price per night",
    "FastAPI backend for managing patients and appointments with JWT login",
    "Only admins can delete products; everyone can read products; products have a name and a price",
    "Students enroll in courses; a course has many lessons; teachers teach courses",
    "An API for events and venues, rate limit 100 requests per minute, soft delete",
    "Fleet tracker: vehicles (plate unique, mileage >= 0), drivers and trips",
    "Employees belong to a department and have a first name, a last name and a salary",
    "Gym API with members, trainers and classes; a class belongs to a trainer",
    "Movies with title and rating 1-10, search movies by title",
    "Roles: viewer, editor and admin; articles have a title and a body; editors can edit articles",
    "Restaurants and dishes; a dish has a name and a price; customers order dishes",
    "A ticket has a title, a severity (low, high) and belongs to a project",
    "Help desk with agents and tickets; agents close tickets; GraphQL too",
    "music library: artists, albums, songs; songs belong to an album; statistics over songs",
    "Each project has many tasks and each task belongs to one user",
    "Photos tagged with many tags, public read, JWT",
    "invoices with a number unique, a total and a due date; a client has many invoices",
    "Users sign up and log in; users can only see their own notes; notes have a title",
    "job board for companies and jobs, integer ids, camelCase",
    "Contracts (signed_on) and citizens (name); a contract connects one citizen and one plot",
]
WORD = "gronkle"
CLAUSES = ["{}; flibber the gronkle", "{}. The gronkle must flibber.", "Flibber gronkle. {}", "{} for gronkles"]


def told(draft: Draft, word: str) -> bool:
    """Whether a word stands in a name or value of the Blueprint, or among what found no place."""
    blueprint = draft.blueprint
    names = [blueprint.title, *draft.unplaced, *(role.name for role in blueprint.roles)]
    for entity in blueprint.entities:
        names.append(entity.name)
        names += [part for item in entity.attributes for part in (item.name, *item.values)]
    names += [item.name for item in blueprint.relationships]
    return any(word in name.lower() for name in names)


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_strange_word_between_any_two_is_not_lost(planned: Planned, request_: str) -> None:
    words = request_.split(" ")
    for at in range(1, len(words) + 1):
        text = " ".join([*words[:at], WORD, *words[at:]])
        assert told(planned(text), WORD), text


@pytest.mark.parametrize("request_", REQUESTS)
@pytest.mark.parametrize("clause", CLAUSES)
def test_a_strange_clause_is_not_lost(planned: Planned, request_: str, clause: str) -> None:
    text = clause.format(request_)
    assert told(planned(text), WORD), text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("books with a title and ../../etc", "../../etc"),
        ("books with __proto__", "__proto__"),
        ("books with a title; {{7*7}}", "{{7*7}}"),
        ("books with a title and <script>alert(1)</script>", "<script>"),
        ("Members borrow at most 7 books", "7"),
        ("Loans of books; list overdue loans", "overdue"),
        ("books without pagination", "without pagination"),
        ("buyers buy products; no login needed for booking; sellers log in", "booking"),
    ],
)
def test_what_cannot_be_built_is_told(planned: Planned, text: str, word: str) -> None:
    assert any(word in item for item in planned(text).unplaced)


@pytest.mark.parametrize("request_", REQUESTS)
def test_plain_requests_leave_next_to_nothing(planned: Planned, request_: str) -> None:
    assert len(planned(request_).unplaced) <= 1


def test_a_hostile_name_is_no_attribute(planned: Planned) -> None:
    (book,) = planned("books with __proto__").blueprint.entities
    assert "proto" not in {item.name for item in book.attributes}
