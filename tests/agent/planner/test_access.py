"""Roles, ownership, permissions."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import allowed
from tools.blueprint.model import Action, AuthScheme
from tools.errors import Contradiction

Planned = Callable[[str], Draft]
SHOP = "Shop with users, products and orders; JWT. "


@pytest.mark.parametrize(
    ("sentence", "action", "who"),
    [
        ("Only admins can delete products.", Action.DELETE, {"admin"}),
        ("Products can be deleted only by managers.", Action.DELETE, {"manager"}),
        ("Managers can edit products.", Action.UPDATE, {"manager", "admin"}),
        ("Everyone can browse products.", Action.LIST, {"public"}),
        ("Public read.", Action.READ, {"public"}),
        ("Deleting products is admin-only.", Action.DELETE, {"admin"}),
        ("", Action.READ, {"authenticated"}),
        ("", Action.DELETE, {"admin"}),
    ],
)
def test_who_may(planned: Planned, sentence: str, action: Action, who: set[str]) -> None:
    assert allowed(planned(SHOP + sentence).blueprint, "Product", action) == who


def test_public_reading_does_not_show_accounts(planned: Planned) -> None:
    blueprint = planned(SHOP + "Public read.").blueprint
    assert "public" not in allowed(blueprint, "User", Action.LIST)


def test_there_is_always_a_default_and_a_first_role(planned: Planned) -> None:
    for text in (SHOP, SHOP + "Editors can edit products.", SHOP + "Roles: viewer, editor, admin."):
        roles = planned(text).blueprint.roles
        assert sum(role.default for role in roles) == 1
        assert sum(role.first for role in roles) == 1
        assert not any(role.default and role.first for role in roles)


def test_listed_roles(planned: Planned) -> None:
    roles = planned(SHOP + "Roles: viewer, editor and admin.").blueprint.roles
    assert {role.name for role in roles} == {"viewer", "editor", "admin"}
    assert next(role.name for role in roles if role.default) == "viewer"


def test_only_one_and_only_another_contradict(planned: Planned) -> None:
    with pytest.raises(Contradiction):
        planned(SHOP + "Only admins can delete products. Only editors can delete products.")


def test_only_one_and_everybody_contradict(planned: Planned) -> None:
    with pytest.raises(Contradiction):
        planned(SHOP + "Only admins can read products. Anyone can read products.")


def test_owned_rows_are_the_owners(planned: Planned) -> None:
    blueprint = planned(SHOP).blueprint
    assert blueprint.entity("Order").owner == "user"
    assert allowed(blueprint, "Order", Action.READ) == {"owner", "admin"}


def test_a_pronoun_means_what_was_spoken_of(planned: Planned) -> None:
    blueprint = planned("Clerks submit memos (title); memos and stamps (name); managers approve them; JWT").blueprint
    assert allowed(blueprint, "Stamp", Action.UPDATE) == {"manager", "admin"}
    assert allowed(blueprint, "Memo", Action.UPDATE) == {"admin"}


def test_an_unknown_object_is_not_everything(planned: Planned) -> None:
    draft = planned(SHOP + "Only managers can delete wombats.")
    assert allowed(draft.blueprint, "Product", Action.DELETE) == {"admin"}
    assert any("wombats" in item for item in draft.unplaced)


def test_whoever_a_rule_names_is_a_role(planned: Planned) -> None:
    blueprint = planned(SHOP + "Only treasurers can delete products.").blueprint
    assert allowed(blueprint, "Product", Action.DELETE) == {"treasurer"}


def test_who_may_change_rows_may_find_them(planned: Planned) -> None:
    blueprint = planned("Users, memos (title). Users only see their own memos. Clerks can edit memos. JWT").blueprint
    assert "clerk" in allowed(blueprint, "Memo", Action.UPDATE)
    assert allowed(blueprint, "Memo", Action.LIST) == {"owner", "admin", "clerk"}


@pytest.mark.parametrize(
    "sentence", ["Readers don't need an account.", "Visitors do not need to log in.", "No login needed for reading."]
)
def test_without_an_account_one_reads(planned: Planned, sentence: str) -> None:
    assert allowed(planned(SHOP + sentence).blueprint, "Product", Action.READ) == {"public"}


def test_a_rule_for_each_part_of_a_sentence(planned: Planned) -> None:
    blueprint = planned(SHOP + "Managers can create products, everyone can read, clerks manage products.").blueprint
    assert allowed(blueprint, "Product", Action.CREATE) == {"manager", "clerk", "admin"}
    assert allowed(blueprint, "Product", Action.READ) == {"public"}


def test_roles_without_a_colon(planned: Planned) -> None:
    roles = planned(SHOP + "JWT with roles auditor and viewer.").blueprint.roles
    assert {role.name for role in roles} >= {"auditor", "viewer"}


@pytest.mark.parametrize(
    ("text", "entity", "action"),
    [
        ("Projects have issues; only project members may see the project", "Project", Action.READ),
        ("A gym: a class has a title; only the trainer of a class can change it", "Class", Action.UPDATE),
        ("Wiki: pages with a title; only the people who wrote a page may delete the page", "Page", Action.DELETE),
    ],
)
def test_a_rule_that_cannot_be_said_closes_what_it_guards_and_is_told(
    planned: Planned, text: str, entity: str, action: Action
) -> None:
    draft = planned(text)
    assert draft.blueprint.auth.scheme is AuthScheme.JWT
    assert allowed(draft.blueprint, entity, action) == {"admin"}
    assert [told for told in draft.unplaced if told.startswith("Who may: only ")]


@pytest.mark.parametrize("text", ["Articles with a title; only published articles can be read. No authentication."])
def test_what_is_said_of_things_says_nothing_of_people(planned: Planned, text: str) -> None:
    assert planned(text).blueprint.permissions == ()
