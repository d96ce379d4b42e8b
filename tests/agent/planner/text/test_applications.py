"""Well-known kinds of applications."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from agent.planner.archetypes import archetype
from agent.planner.text.applications import applications
from tests.agent.planner.looks import entities
from tools.blueprint.model import AuthScheme
from tools.errors import BadInput

Planned = Callable[[str], Draft]


@pytest.mark.parametrize(
    ("text", "wanted", "account"),
    [
        ("I need a blog", {"Post", "Comment", "Tag", "User"}, "User"),
        ("Build a todo app", {"Todo", "TodoList", "User"}, "User"),
        ("To-do list", {"Todo", "TodoList", "User"}, "User"),
        ("an online shop", {"Product", "Category", "Order", "OrderItem", "Customer"}, "Customer"),
        ("a chat app", {"Message", "Conversation", "User"}, "User"),
        ("CRM", {"Deal", "Contact", "Company", "Note", "User"}, "User"),
        ("a library management system", {"Book", "Author", "Loan", "Member"}, "Member"),
        ("url shortener", {"ShortLink", "Click", "User"}, "User"),
        ("job board with FastAPI and SQLite", {"Job", "Company", "Application", "Candidate"}, "Candidate"),
        ("event ticketing platform", {"Event", "Venue", "Ticket", "Attendee"}, "Attendee"),
        ("make me an LMS", {"Course", "Lesson", "Enrollment", "Student"}, "Student"),
    ],
)
def test_a_kind_tells_what_is_kept(planned: Planned, text: str, wanted: set[str], account: str) -> None:
    draft = planned(text)
    assert entities(draft.blueprint) == wanted
    assert draft.blueprint.auth.account == account
    assert any("usually keeps" in item for item in draft.assumptions)


def test_without_accounts(planned: Planned) -> None:
    blueprint = planned("an online shop without accounts").blueprint
    assert "Customer" not in entities(blueprint)
    assert blueprint.auth.scheme is AuthScheme.NONE


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a blog with comments", {"Post", "Comment"}),
        ("A shop with customers and orders", {"Product", "Customer", "Order"}),
        ("A shop with wombats", {"Wombat"}),
        ("A blog with articles and authors", {"Article", "Author"}),
    ],
)
def test_what_is_said_goes_before_the_kind(planned: Planned, text: str, wanted: set[str]) -> None:
    assert entities(planned(text).blueprint) == wanted


@pytest.mark.parametrize("text", ["I don't need a blog", "Build me an app", "something nice"])
def test_no_kind_is_nothing_to_build(planned: Planned, text: str) -> None:
    with pytest.raises(BadInput) as caught:
        planned(text)
    assert caught.value.code == "nothing-to-build"


def test_each_kind_is_about_something_known() -> None:
    assert len({kind.entities for kind in applications().values()}) >= 12
    for kind in applications().values():
        assert archetype(kind.entities[0]) is not None
        assert archetype(kind.account) is not None
