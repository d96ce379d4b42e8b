"""Lists of attributes in all their forms."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import attribute, names

Planned = Callable[[str], Draft]
SAME = ["title", "isbn", "price"]


@pytest.mark.parametrize(
    "text",
    [
        "Books (title, isbn, price)",
        "API for books. Book: title, isbn, price",
        "API for books. A book has a title, an isbn and a price.",
        "API for books. Each book has the following fields: title, isbn and price.",
        "# API\n\n## Book\n- title\n- isbn\n- price\n",
        "# API\n\nA book has:\n- title\n- isbn\n- price\n",
        "# API\n\n- **Book** - title, isbn, price\n",
        "# API\n\n## Book\n| field | type |\n|---|---|\n| title | string |\n| isbn | string |\n| price | decimal |\n",
        "Keep it simple.\n\n| entity | fields |\n|---|---|\n| Book | title, isbn, price |\n",
        "Shop API: books with title, isbn and price",
    ],
)
def test_forms(planned: Planned, text: str) -> None:
    assert names(planned(text).blueprint, "Book") == SAME


def test_several_sentences_add_up(planned: Planned) -> None:
    blueprint = planned("API for books. A book has a title. It has an isbn. Books have a price.").blueprint
    assert names(blueprint, "Book") == SAME


def test_references_stand_among_attributes(planned: Planned) -> None:
    draft = planned("Books (title, author_id, publisher) and authors (name) and publishers (name)")
    assert names(draft.blueprint, "Book") == ["title"]
    assert {item.target for item in draft.blueprint.relationships} == {"Author", "Publisher"}


def test_ids_and_times_are_the_servers(planned: Planned) -> None:
    blueprint = planned("Books (id, title, created_at, updated_at)").blueprint
    assert names(blueprint, "Book") == ["title"]


@pytest.mark.parametrize(
    ("text", "entity", "wanted"),
    [
        (
            "An inventory where each warehouse has many products, with sku unique, quantity >= 0 and price",
            "Product",
            ["sku", "quantity", "price"],
        ),
        ("tickets with title, severity 1 to 4, and progress 0 to 100", "Ticket", ["title", "severity", "progress"]),
        ("records have artist, title, year, no auth, sqlite", "Record", ["artist", "title", "year"]),
        ("items with sku and barcode both unique", "Item", ["sku", "barcode"]),
        ("Books (title). Memos belong to a book: front, back, due_on.", "Memo", ["front", "back", "due_on"]),
        (
            "Memos belong to a book and store a score from 0 to 5 and reviewed_at. Books (title).",
            "Memo",
            ["score", "reviewed_at"],
        ),
        (
            "A lease covers one flat and one tenant, from starts_on to ends_on, with a deposit.",
            "Lease",
            ["deposit", "starts_on", "ends_on"],
        ),
        ("agents post listings with area in m2, status for_sale|sold", "Listing", ["area", "status"]),
        ("our cellar: bottles with vintage, grape and a rating out of 100", "Bottle", ["vintage", "grape", "rating"]),
        ("Planner.\n\n## Production\n- title\n- budget (decimal)\n", "Production", ["title", "budget"]),
        ("pets (name, vaccinated yes/no)", "Pet", ["name", "vaccinated"]),
    ],
)
def test_whose_values(planned: Planned, text: str, entity: str, wanted: list[str]) -> None:
    assert names(planned(text).blueprint, entity) == wanted


def test_one_adjective_for_two(planned: Planned) -> None:
    (item,) = planned("items with sku and barcode both unique").blueprint.entities
    assert all(attribute.unique for attribute in item.attributes)


def test_a_status_told_by_itself(planned: Planned) -> None:
    blueprint = planned("Orders (total). Order status is pending, paid, shipped or cancelled.").blueprint
    assert attribute(blueprint, "Order", "status").values == ("pending", "paid", "shipped", "cancelled")


@pytest.mark.parametrize(
    ("text", "entity", "wanted"),
    [
        (
            "Patients (name), doctors (name), appointments between a patient and a doctor with start and end time",
            "Patient",
            ["name"],
        ),
        (
            "Patients (name), doctors (name), appointments between a patient and a doctor with start and end time",
            "Appointment",
            ["start_time", "end_time"],
        ),
        ("Shop: products (sku), places (aisle), stock levels per product and place with quantity", "Place", ["aisle"]),
        (
            "Agents, buyers, viewings between an agent and a buyer with date and time",
            "Viewing",
            ["date", "time"],
        ),
        ("Bank: clients, transfers between two clients with amount", "Transfer", ["amount"]),
        ("Artists, albums (released on, genre rock|pop), rooms (number)", "Album", ["title", "released_on", "genre"]),
        ("Sessions (entered at, left at, fee)", "Session", ["entered_at", "left_at", "fee"]),
        ("Surveys (title, opens at, closes at)", "Survey", ["title", "opens_at", "closes_at"]),
        ("Tracks (title, duration in seconds)", "Track", ["title", "duration_seconds"]),
    ],
)
def test_the_values_stand_where_they_belong(planned: Planned, text: str, entity: str, wanted: list[str]) -> None:
    assert names(planned(text).blueprint, entity) == wanted


@pytest.mark.parametrize(
    ("name", "type_"),
    [("released on", "date"), ("entered at", "datetime"), ("opens at", "datetime"), ("ends on", "date")],
)
def test_a_moment_keeps_its_preposition(planned: Planned, name: str, type_: str) -> None:
    found = planned(f"Albums (title, {name})").blueprint.entity("Album").attributes[1]
    assert (found.name, found.type.value) == (name.replace(" ", "_"), type_)


def test_a_number_in_words_is_no_part_of_a_name(planned: Planned) -> None:
    draft = planned("Accounts (iban), transfers between two accounts with an amount; no login")
    assert {entity.name for entity in draft.blueprint.entities} == {"Account", "Transfer"}
    assert any("two" in told for told in draft.unplaced)
