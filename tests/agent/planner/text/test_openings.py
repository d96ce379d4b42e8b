"""What is opened to whoever comes, in a request."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from agent.planner.text.openings import openings
from tests.agent.planner.looks import allowed
from tools.blueprint.model import Action
from tools.errors import Contradiction

Planned = Callable[[str], Draft]
PORTAL = (
    "A data portal. Datasets have a title and a licence. Sources have a name, and a dataset is from one source. "
    "Stewards sign in with email and password. "
)
NOTES = "A notebook. Notes have a title. Tags have a label. Users sign in with email and password. "
CHANGES = (Action.CREATE, Action.UPDATE, Action.DELETE)


@pytest.mark.parametrize(
    "sentence",
    [
        "Make every route public.",
        "All endpoints are public, deleting included.",
        "Please open up all API operations to everybody.",
        "Each endpoint should be reachable without an account.",
        "We want all of the routes to be accessible to anyone.",
    ],
)
def test_every_route_is_followed_and_told_as_a_risk(planned: Planned, sentence: str) -> None:
    draft = planned(f"{PORTAL}{sentence}")
    for entity in ("Dataset", "Source"):
        assert all(allowed(draft.blueprint, entity, action) == {"public"} for action in (Action.LIST, *CHANGES))
        assert any(f"update and delete any {entity} without signing in" in risk for risk in draft.risks)
    assert draft.unplaced == ()


def test_accounts_stay_closed(planned: Planned) -> None:
    draft = planned(f"{PORTAL}Make every route public.")
    assert allowed(draft.blueprint, "Steward", Action.LIST) == {"admin"}
    assert any("does not open the rows of Steward" in text for text in draft.assumptions)


@pytest.mark.parametrize("sentence", ["Everything should be open to everybody.", "The whole API is public."])
def test_everything_is_meant_of_reading(planned: Planned, sentence: str) -> None:
    draft = planned(f"{PORTAL}{sentence}")
    assert allowed(draft.blueprint, "Dataset", Action.READ) == {"public"}
    assert allowed(draft.blueprint, "Dataset", Action.DELETE) == {"admin"}
    assert any("meant of reading" in text for text in draft.assumptions)


def test_things_and_methods_bound_what_is_opened(planned: Planned) -> None:
    draft = planned(f"{PORTAL}Every POST route of sources is public.")
    assert allowed(draft.blueprint, "Source", Action.CREATE) == {"public"}
    assert "public" not in allowed(draft.blueprint, "Source", Action.DELETE)
    assert "public" not in allowed(draft.blueprint, "Dataset", Action.CREATE)


def test_what_only_some_may_do_to_one_thing_goes_before(planned: Planned) -> None:
    draft = planned(f"{PORTAL}Only admins may delete datasets. Make every route public.")
    assert allowed(draft.blueprint, "Dataset", Action.DELETE) == {"admin"}
    assert allowed(draft.blueprint, "Source", Action.DELETE) == {"public"}


def test_what_only_some_may_do_to_all_contradicts(planned: Planned) -> None:
    with pytest.raises(Contradiction):
        planned(f"{PORTAL}Only admins may delete. Every endpoint is public.")


def test_an_exception_in_the_same_breath_holds(planned: Planned) -> None:
    draft = planned(f"{PORTAL}All endpoints are public, but only admins may delete.")
    assert allowed(draft.blueprint, "Dataset", Action.UPDATE) == {"public"}
    assert allowed(draft.blueprint, "Dataset", Action.DELETE) == {"admin"}


@pytest.mark.parametrize(
    ("own", "opened"), [("see", frozenset[Action]()), ("change", frozenset({Action.LIST, Action.READ}))]
)
def test_somebodys_own_rows_stay_his(planned: Planned, own: str, opened: frozenset[Action]) -> None:
    draft = planned(f"{NOTES}Users can {own} only their own notes. All routes should be public.")
    for action in (Action.LIST, Action.READ, *CHANGES):
        assert ("public" in allowed(draft.blueprint, "Note", action)) == (action in opened)
    assert any("rows of Note are somebody's own" in text for text in draft.unplaced)
    assert allowed(draft.blueprint, "Tag", Action.DELETE) == {"public"}


def test_whoever_has_no_account_needs_none_for_a_row(planned: Planned) -> None:
    draft = planned(f"{NOTES}Each note belongs to a user. All routes should be public.")
    [reference] = [item for item in draft.blueprint.relationships if item.target == "User"]
    assert not reference.required


@pytest.mark.parametrize(
    "sentence",
    [
        "Every endpoint is public except deleting.",
        "Everything is public as long as we test.",
        "If we must, make every route public.",
        "Not every route is public.",
    ],
)
def test_what_holds_in_part_opens_nothing_and_is_told(planned: Planned, sentence: str) -> None:
    draft = planned(f"{PORTAL}{sentence}")
    assert all("public" not in rule.allow for rule in draft.blueprint.permissions)
    assert any("public" in text for text in draft.unplaced)


@pytest.mark.parametrize(
    "sentence",
    [
        'A customer wrote "make every route public" to us.',
        "Do not make every route public.",
        "No route is public.",
        "## Out of scope\nEvery route is public.",
    ],
)
def test_what_is_cited_or_ruled_out_opens_nothing(planned: Planned, sentence: str) -> None:
    draft = planned(f"{PORTAL}\n\n{sentence}")
    assert all("public" not in rule.allow for rule in draft.blueprint.permissions)


def test_routes_may_be_things_that_are_kept(planned: Planned) -> None:
    draft = planned("Climbing. Routes have a name and a grade. Users sign in. All routes should be public.")
    assert "public" not in allowed(draft.blueprint, "Route", Action.DELETE)


def test_routes_of_the_api_are_none(planned: Planned) -> None:
    entities = {entity.name for entity in planned(f"{NOTES}All routes should be public.").blueprint.entities}
    assert entities == {"Note", "Tag", "User"}


def test_several_in_one_sentence() -> None:
    found = list(openings("make every route of books public and open all endpoints of tags to everyone"))
    assert [item.what for item in found] == ["books", "tags"]
