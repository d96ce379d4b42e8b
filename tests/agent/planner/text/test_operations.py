"""Standard operations in words."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import actions
from tools.blueprint.model import Action

Planned = Callable[[str], Draft]
CRUD = {Action.LIST, Action.READ, Action.CREATE, Action.UPDATE, Action.DELETE}


@pytest.mark.parametrize(
    ("sentence", "book", "author"),
    [
        ("", CRUD, CRUD),
        ("Search books by title.", CRUD | {Action.SEARCH}, CRUD),
        ("Full-text search.", CRUD | {Action.SEARCH}, CRUD | {Action.SEARCH}),
        ("No search.", CRUD, CRUD),
        ("Statistics over books.", CRUD | {Action.ANALYTICS}, CRUD),
        ("Authors are read-only.", CRUD, {Action.LIST, Action.READ}),
        ("Users may read only their own books.", CRUD, CRUD),
        ("Users can read only books.", CRUD, CRUD),
        ("Authors are read-only for guests.", CRUD, CRUD),
    ],
)
def test_actions(planned: Planned, sentence: str, book: set[Action], author: set[Action]) -> None:
    blueprint = planned(f"API for books and authors. {sentence}").blueprint
    assert (actions(blueprint, "Book"), actions(blueprint, "Author")) == (book, author)


def test_paths_that_nothing_serves_are_told(planned: Planned) -> None:
    draft = planned(
        "API for orders.\n\n- GET /orders\n- POST /orders\n- GET /orders/{id}\n- POST /orders/{id}/recount-everything\n"
    )
    assert [told for told in draft.unplaced if "/" in told] == ["POST /orders/{id}/recount-everything"]
