"""Whose rows are whose."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import allowed, links
from tools.blueprint.model import Action

Planned = Callable[[str], Draft]
OWNER = {"owner", "admin"}
SIGNED_IN = {"authenticated"}


@pytest.mark.parametrize(
    ("sentence", "reading"),
    [
        ("Users can only edit their own memos.", SIGNED_IN),
        ("Users can change only their own memos.", SIGNED_IN),
        ("Users can only delete memos they created.", SIGNED_IN),
        ("Users cannot edit other users' memos.", SIGNED_IN),
        ("Users can edit their own memos.", SIGNED_IN),
        ("Users can only see their own memos.", OWNER),
        ("Users can only access their own memos.", OWNER),
        ("Users can't see each other's memos.", OWNER),
        ("Users view and edit only their own memos.", OWNER),
        ("Memos are private to each user.", OWNER),
        ("Each user sees only his own.", OWNER),
        ("Users only manage their own memos.", OWNER),
    ],
)
def test_reading_and_writing(planned: Planned, sentence: str, reading: set[str]) -> None:
    blueprint = planned(f"Memos (title) and users. {sentence}").blueprint
    assert blueprint.entity("Memo").owner == "user"
    assert allowed(blueprint, "Memo", Action.LIST) == reading
    assert allowed(blueprint, "Memo", Action.READ) == reading
    assert allowed(blueprint, "Memo", Action.UPDATE) == OWNER
    assert allowed(blueprint, "Memo", Action.DELETE) == OWNER


def test_only_the_named_rows_are_somebodys_own(planned: Planned) -> None:
    blueprint = planned("Users, recipes (title) and badges (name). Users can only edit their own recipes.").blueprint
    assert links(blueprint) == {"Recipe -> User"}
    assert allowed(blueprint, "Badge", Action.READ) == SIGNED_IN


def test_what_hangs_on_private_rows_is_private(planned: Planned) -> None:
    blueprint = planned(
        "Users, albums (title) and photos (caption). A photo belongs to an album. Users only see their own albums."
    ).blueprint
    assert allowed(blueprint, "Photo", Action.READ) == OWNER


def test_two_statements_of_one_sentence(planned: Planned) -> None:
    blueprint = planned("Customers and orders; customers can edit their own profile and see their own orders").blueprint
    assert allowed(blueprint, "Order", Action.READ) == OWNER
    assert allowed(blueprint, "Customer", Action.UPDATE) == OWNER
    assert allowed(blueprint, "Customer", Action.DELETE) == {"admin"}


def test_a_role_over_the_owners(planned: Planned) -> None:
    blueprint = planned("Users write posts. Users can delete only their own posts; moderators can delete any post.")
    assert allowed(blueprint.blueprint, "Post", Action.DELETE) == {"owner", "moderator", "admin"}


def test_who_has_own_rows_logs_in(planned: Planned) -> None:
    blueprint = planned("Dentists (name) and treatments (title). Dentists see only their own treatments.").blueprint
    assert (blueprint.auth.account, blueprint.entity("Treatment").owner) == ("Dentist", "dentist")


def test_an_owner_of_a_thing_is_no_thing(planned: Planned) -> None:
    blueprint = planned("Campaigns (title). Campaign owners can only update their own campaigns.").blueprint
    assert {entity.name for entity in blueprint.entities} == {"Campaign", "User"}
    assert blueprint.auth.account == "User"


@pytest.mark.parametrize(
    ("sentence", "owned"),
    [
        ("Users see only their own data.", {"Memo", "Folder"}),
        ("Users see only what they created.", {"Memo", "Folder"}),
        ("Users can only see their own scribblings.", {"Memo", "Folder"}),
        ("Memos get long. Users can delete only their own.", {"Memo"}),
        ("Folders get full. Users see only their own.", {"Folder"}),
        ("As far as I can read my own scrawl, that is all.", set()),
        ("We read your tests first, then the code.", set()),
        ("You build only its backend.", set()),
        ("Users log in at the desk, so the backend keeps its own clock.", set()),
        ("Nobody releases their own work.", set()),
        ("Nobody approves their own.", set()),
    ],
)
def test_what_is_said_of_nothing_in_particular(planned: Planned, sentence: str, owned: set[str]) -> None:
    blueprint = planned(f"Memos (title) and folders (label) and users with JWT. {sentence}").blueprint
    assert {entity.name for entity in blueprint.entities if entity.owner} == owned
