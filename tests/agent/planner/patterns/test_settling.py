"""What patterns add that a text does not declare, and how it is told."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from agent.planner.notes import Notes
from agent.planner.patterns.transitions import settle_transitions
from agent.planner.sketch import PatternSketch, Sketch
from agent.planner.text.patterns.machines import Edge, Machine
from tests.agent.planner.looks import actions, allowed, attribute, entities, names
from tools.blueprint.model import Action, OnDelete, Relationship

Planned = Callable[[str], Draft]


def _link(draft: Draft, source: str, name: str) -> Relationship:
    return next(item for item in draft.blueprint.relationships if (item.source, item.name) == (source, name))


def test_likes_are_a_managed_relationship_and_do_not_make_anybody_an_author(planned: Planned) -> None:
    draft = planned("Users can like articles (title, body). JWT.")
    link = _link(draft, "Article", "liked_by")
    assert link.managed
    assert (link.target, link.inverse) == ("User", "liked_articles")
    assert any("liked_by keeps which Users like" in item for item in draft.assumptions)


def test_who_is_followed_shows_nothing_personal(planned: Planned) -> None:
    draft = planned("Users have a bio and log in. Users can follow other users; a user shows his follower count.")
    [view] = draft.blueprint.views
    [toggle] = draft.blueprint.patterns
    assert [field.name for field in view.fields] == ["id", "bio", "follower_count"]
    assert toggle.model_dump()["view"] == view.name == "PublicUser"


def test_a_feed_brings_following_along_and_opens_its_rows(planned: Planned) -> None:
    draft = planned("Users write posts (body). A feed of posts by people I follow. JWT.")
    assert [type(item).__name__ for item in draft.blueprint.patterns] == ["Feed", "Toggle"]
    assert allowed(draft.blueprint, "Post", Action.LIST) == {"authenticated"}
    assert any("can follow another User" in item for item in draft.assumptions)


def test_a_feed_of_rows_that_everybody_keeps_for_himself_is_told(planned: Planned) -> None:
    draft = planned(
        "Users write posts (body). Each user sees only his own posts. A feed of posts of people I follow. JWT"
    )
    assert "Feed" not in [type(item).__name__ for item in draft.blueprint.patterns]
    assert any("A feed of posts" in item for item in draft.unplaced)


def test_records_are_written_by_nobody(planned: Planned) -> None:
    draft = planned("Links (url) of users. Every click on a link is counted and recorded with its time. JWT.")
    assert actions(draft.blueprint, "LinkClick") == {Action.LIST, Action.READ}
    clicks = attribute(draft.blueprint, "Link", "clicks")
    assert clicks.managed
    assert clicks.default == 0
    assert not draft.blueprint.entity("Link").optimistic_lock


def test_a_wish_for_versions_beside_a_counter_is_told(planned: Planned) -> None:
    draft = planned("Articles (title). Count views of articles. Use optimistic locking. No auth.")
    assert any("no version is asked for" in item for item in draft.unplaced)


def test_who_holds_a_row_is_set_by_claiming_alone(planned: Planned) -> None:
    draft = planned("Desks (number). Members can reserve a free desk. JWT.")
    link = _link(draft, "Desk", "holder")
    assert link.managed
    assert not link.required
    assert draft.blueprint.entity("Desk").owner is None
    assert any("Nobody can give a Desk back" in item for item in draft.risks)


def test_what_is_left_is_given_once_and_then_filled_up(planned: Planned) -> None:
    draft = planned(
        "Cakes (name, stock). Buying a cake lowers its stock. Record who bought how many. Customers log in."
    )
    [stock] = draft.blueprint.patterns
    assert attribute(draft.blueprint, "Cake", "stock").immutable
    assert (stock.model_dump()["restock"], stock.model_dump()["record"]) == ("restock", "Purchase")
    assert draft.blueprint.entity("Purchase").owner == "customer"
    assert actions(draft.blueprint, "Purchase") == {Action.LIST, Action.READ}


def test_balances_begin_at_nothing_and_entries_are_their_owners(planned: Planned) -> None:
    draft = planned(
        "Wallets of users have a balance. Users can transfer money between wallets. Every transfer is recorded. JWT."
    )
    balance = attribute(draft.blueprint, "Wallet", "balance")
    assert balance.managed
    assert balance.default == "0.00"
    assert draft.blueprint.entity("WalletEntry").owner == "user"
    assert attribute(draft.blueprint, "WalletEntry", "amount").minimum is None
    assert any("Nothing puts anything into a Wallet" in item for item in draft.risks)


def test_codes_are_made_by_the_backend_and_not_for_everybody_to_see(planned: Planned) -> None:
    draft = planned("Vouchers (value). Each voucher can be redeemed only once. Customers log in.")
    assert attribute(draft.blueprint, "Voucher", "code").managed
    assert allowed(draft.blueprint, "Voucher", Action.READ) == {"admin"}


def test_versions_keep_what_changes_and_have_no_operations_of_their_own(planned: Planned) -> None:
    draft = planned("Pages (slug unique, title, body). Users log in. Keep a history of pages, and search everything.")
    assert names(draft.blueprint, "PageVersion") == ["title", "body"]
    assert actions(draft.blueprint, "PageVersion") == set()
    assert draft.blueprint.patterns[0].model_dump()["restore"] is None


def test_what_is_shared_leads_back(planned: Planned) -> None:
    draft = planned("Books (title) of a genre (name). Show similar books with the same genres. No auth.")
    assert _link(draft, "Book", "genres").inverse == "books"


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("Anglers have accounts. Lakes (name). Anglers can bookmark lakes.", "Angler"),
        ("Anglers can bookmark lakes (name). Anglers sign in.", "Angler"),
        ("Clients have accounts (number, balance). Clients log in.", "Client"),
    ],
)
def test_who_has_an_account_is_the_account(planned: Planned, text: str, account: str) -> None:
    draft = planned(text)
    assert draft.blueprint.auth.account == account
    assert ("Account" in entities(draft.blueprint)) == ("number" in text)


def test_what_stands_in_an_order_belongs_to_what_is_said(planned: Planned) -> None:
    draft = planned("Courses (title) and lessons (title, position). Lessons can be reordered within a course. JWT.")
    [order] = draft.blueprint.patterns
    assert order.model_dump()["within"] == "course"
    link = _link(draft, "Lesson", "course")
    assert (link.required, link.immutable, link.inverse) == (True, True, "lessons")
    position = attribute(draft.blueprint, "Lesson", "position")
    assert position.managed
    assert position.type == "int32"
    assert any("has no gaps" in item for item in draft.assumptions)


def test_an_order_of_ones_own_is_within_the_owner(planned: Planned) -> None:
    draft = planned("Users save bookmarks (url). Users rearrange their own bookmarks. JWT.")
    [order] = draft.blueprint.patterns
    assert order.model_dump()["within"] == draft.blueprint.entity("Bookmark").owner == "user"
    assert not _link(draft, "Bookmark", "user").immutable


def test_an_order_of_rows_that_belong_to_nothing_is_told(planned: Planned) -> None:
    draft = planned("Slides (text). Users rearrange their slides. No auth.")
    assert not draft.blueprint.patterns
    assert any("rearrange their slides" in item for item in draft.unplaced)


def test_what_is_made_where_it_is_missing_is_known_by_what_is_unique(planned: Planned) -> None:
    draft = planned("Tags (label). Get or create a tag by its label. JWT.")
    assert attribute(draft.blueprint, "Tag", "label").unique
    draft = planned("Each user sees only his own moods (label). Find-or-create a mood by label. JWT.")
    mood = draft.blueprint.entity("Mood")
    assert mood.uniques == (("label", mood.owner),)
    assert not attribute(draft.blueprint, "Mood", "label").unique
    draft = planned("Users (email, name) log in. Get or create a user by email. Notes (title). JWT.")
    assert not draft.blueprint.patterns
    assert any("made with its password" in item for item in draft.unplaced)


def test_what_comes_back_is_only_marked(planned: Planned) -> None:
    draft = planned("Users write notes (title). Deleted notes can be restored by their owner. JWT.")
    assert draft.blueprint.entity("Note").soft_delete
    assert Action.DELETE in actions(draft.blueprint, "Note")
    assert any("may list what was deleted" in item for item in draft.assumptions)


FIRMS = (
    "Firms (name) have projects (code unique, title). Signing up creates a firm and its first admin. Anybody may read "
    "projects. JWT."
)


def test_who_signs_up_has_everything_apart_from_others(planned: Planned) -> None:
    blueprint = planned(FIRMS).blueprint
    assert {entity.name: entity.tenant for entity in blueprint.entities} == {
        "Firm": None, "Project": "firm", "User": "firm",
    }  # fmt: skip
    assert ("firm", "code") in blueprint.entity("Project").uniques
    assert not attribute(blueprint, "Project", "code").unique
    assert attribute(blueprint, "User", "email").unique
    assert allowed(blueprint, "User", Action.CREATE) == {"admin"}
    assert Action.CREATE in actions(blueprint, "User")
    assert Action.CREATE not in actions(blueprint, "Firm")
    assert "public" not in allowed(blueprint, "Project", Action.READ)


def test_an_order_has_no_gaps_where_an_account_goes(planned: Planned) -> None:
    draft = planned(
        "Playlists (title) and tracks (title) of users. Each user sees only his own playlists and tracks. "
        "Tracks can be reordered within a playlist. JWT."
    )
    links = [item for item in draft.blueprint.relationships if item.source == "Track" and item.target == "User"]
    assert {item.on_delete for item in links} <= {OnDelete.RESTRICT}
    assert _link(draft, "Track", "playlist").on_delete is OnDelete.CASCADE


@pytest.mark.parametrize("edge", [Edge("delete", "deleted"), Edge("call_off", "off_at_last_they_say_so")])
def test_an_act_without_a_name_of_its_own_is_none(edge: Edge) -> None:
    machine, sketch = Machine(("paper",)), Sketch()
    machine.edge(Edge("publish", "published"))
    machine.edge(edge)
    sketch.entity("Paper")
    pattern = PatternSketch("transition", "Paper", "", "", {"machine": machine})
    settle_transitions(pattern, sketch, Notes())
    assert [made["name"] for made in pattern.made] == ["publish"]


def _settled(*edges: Edge, initial: str | None = None, states: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    machine, sketch = Machine(("paper",), states=list(states), initial=initial), Sketch()
    for edge in edges:
        machine.edge(edge)
    sketch.entity("Paper")
    pattern = PatternSketch("transition", "Paper", "", "", {"machine": machine})
    settle_transitions(pattern, sketch, Notes())
    return {made["name"]: made["from"] for made in pattern.made}


def test_what_somebody_does_has_not_been_done_at_first() -> None:
    edges = (Edge("send", "sent"), Edge("receive", "received", ("sent",)))
    assert _settled(*edges, initial="sent", states=("sent", "received")) == {
        "send": ("pending",), "receive": ("sent",),
    }  # fmt: skip
    assert _settled(Edge("reopen", "open", ("done",)), initial="open", states=("open", "done")) == {"reopen": ("done",)}


def test_what_is_no_name_is_no_state_that_others_start_from() -> None:
    edges = (Edge("grant", "granted"), Edge("refuse", "refused"))
    states = ("off_at_last_they_say_so", "granted", "refused")
    assert _settled(*edges, states=states) == {"grant": ("pending",), "refuse": ("pending",)}
