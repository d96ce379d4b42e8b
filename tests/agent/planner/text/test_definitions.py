"""Lists of attributes in all their forms."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import names

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
