"""Rules about who may do something are made permissions of, or told whole."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from agent.planner.notes import Notes
from agent.planner.text.reading import Reading
from agent.planner.text.rules import of_the_row
from tests.agent.planner.looks import allowed, entities
from tools.blueprint.model import Action, AuthScheme

Planned = Callable[[str], Draft]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Campaigns (subject); nobody but admins may send campaigns", "only admins may send campaigns"),
        ("Trips (distance), drivers (name); drivers cannot delete trips; JWT", "drivers cannot delete trips"),
        ("Donors (name), gifts (amount); donors may not see each other; JWT", "donors may not see each other"),
        (
            "Parcels (code); couriers may update only parcels assigned to them",
            "couriers may update only parcels assigned",
        ),
        ("Games (title), loans; only members may borrow games", "only members may borrow games"),
        (
            "Bottles (name), ratings; guests can read bottles but not ratings; JWT",
            "guests can read bottles but not ratings",
        ),
        ("Orders (total); orders cannot be changed after shipping", "orders cannot be changed after shipping"),
        ("Vaults (code); tellers have read and write access, JWT", "tellers have read and write access"),
    ],
)
def test_a_rule_that_no_permission_says_is_told_whole(planned: Planned, text: str, rule: str) -> None:
    assert [told for told in planned(text).unplaced if told.startswith("Who may: ") and rule in told]


@pytest.mark.parametrize(
    "text",
    [
        "Games (title), loans; only members may borrow games",
        "Parcels (code); couriers may update only parcels assigned to them",
        "Books (title); only users may add books",
        "Shows (title), episodes (number); only the show's owner may publish episodes",
        "Surveys (title), answers; survey owners only can view answers",
    ],
)
def test_a_rule_that_tells_people_apart_needs_accounts(planned: Planned, text: str) -> None:
    assert planned(text).blueprint.auth.scheme is AuthScheme.JWT


def test_the_owner_of_one_thing_is_not_the_owner_of_another(planned: Planned) -> None:
    draft = planned("Shows (title), episodes (number); only the show's owner may publish episodes")
    assert entities(draft.blueprint) == {"Show", "Episode", "User"}
    assert allowed(draft.blueprint, "Episode", Action.CREATE) == {"admin"}
    assert draft.unplaced


def test_nobody_else_makes_rows_private(planned: Planned) -> None:
    draft = planned("Folders (name); each folder belongs to a user; nobody else may see a folder")
    assert allowed(draft.blueprint, "Folder", Action.READ) == {"owner", "admin"}
    assert not draft.unplaced


def test_people_that_a_rule_is_about_are_no_entity(planned: Planned) -> None:
    assert "ListingAgent" not in entities(
        planned("Listings (address, price); only the listing agent can change the listing").blueprint
    )


def test_whoever_has_access_is_not_what_it_is_to(planned: Planned) -> None:
    """Guests see; that members do more gives no guest a right over members."""
    draft = planned("Project tool: projects and tasks. Guests have view access, members have full access.")
    for action in (Action.UPDATE, Action.DELETE):
        assert allowed(draft.blueprint, "Member", action) == {"admin"}


@pytest.mark.parametrize(
    "text", ["Notes (text); JWT with access and refresh tokens", "Doors (name); users get access codes"]
)
def test_what_is_called_access_is_no_rule(planned: Planned, text: str) -> None:
    assert not [told for told in planned(text).unplaced if told.startswith("Who may")]


@pytest.mark.parametrize(
    ("text", "row"), [("only the trainer of a class can change it", True), ("only the trainer can change it", False)]
)
def test_of_a_row_it_is_the_one_that_it_names(text: str, row: bool) -> None:
    assert of_the_row("the trainer", text, Reading("Classes have a title.", Notes())) is row
