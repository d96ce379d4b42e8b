"""Roles, ownership, permissions."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import actions, allowed
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
    assert allowed(draft.blueprint, "Wombat", Action.DELETE) == {"manager"}


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


@pytest.mark.parametrize(
    ("text", "entity", "action", "who"),
    [
        (
            "Members, trainers, classes (title); only trainers may create classes; JWT",
            "Class",
            Action.CREATE,
            "trainer",
        ),
        ("School: students, grades (value); only teachers may change grades; JWT", "Grade", Action.UPDATE, "teacher"),
        ("Books (title); admins only can create books", "Book", Action.CREATE, "admin"),
        ("Books (title); nobody except editors can update books", "Book", Action.UPDATE, "editor"),
    ],
)
def test_only_some_people_are_not_all_that_are_signed_in(
    planned: Planned, text: str, entity: str, action: Action, who: str
) -> None:
    draft = planned(text)
    assert allowed(draft.blueprint, entity, action) == {who}
    assert who in {role.name for role in draft.blueprint.roles}


def test_only_those_that_are_the_accounts_are_all_that_are_signed_in(planned: Planned) -> None:
    blueprint = planned("Members and books (title); members log in; only members can read books").blueprint
    assert allowed(blueprint, "Book", Action.READ) == {"authenticated"}


def test_who_may_see_all_rows_does_not_open_private_ones_to_everybody(planned: Planned) -> None:
    draft = planned("Agents, tickets (subject); agents can see all tickets; customers see only their own tickets")
    assert draft.blueprint.auth.account == "Customer"
    assert allowed(draft.blueprint, "Ticket", Action.READ) == {"owner", "agent", "admin"}


def test_a_loose_word_does_not_open_private_rows(planned: Planned) -> None:
    draft = planned("Users can view tasks; each user sees only his own tasks; tasks (title)")
    assert allowed(draft.blueprint, "Task", Action.READ) == {"owner", "admin"}
    assert [told for told in draft.unplaced if "Task" in told]


def test_guests_that_must_not_see_the_others_rows(planned: Planned) -> None:
    blueprint = planned("Guests, rooms (number), bookings; guests must not see other guests' bookings").blueprint
    assert allowed(blueprint, "Booking", Action.READ) == {"owner", "admin"}


def test_what_hangs_on_closed_rows_is_closed_with_them(planned: Planned) -> None:
    blueprint = planned(
        "Projects (name), issues (title); a project has issues; comments on issues; "
        "only project members may see the project"
    ).blueprint
    assert "authenticated" not in allowed(blueprint, "Issue", Action.READ)
    assert "authenticated" not in allowed(blueprint, "Comment", Action.LIST)
    assert "ProjectMember" not in {entity.name for entity in blueprint.entities}


def test_what_can_never_be_done_is_no_operation(planned: Planned) -> None:
    draft = planned("Invoices (number, total); invoices cannot be deleted")
    assert Action.DELETE not in actions(draft.blueprint, "Invoice")
    assert not draft.unplaced


@pytest.mark.parametrize(
    ("text", "entity", "action", "who"),
    [
        (
            "Help desk: tickets with a subject; agents can see all tickets; customers see only their own tickets",
            "Ticket",
            Action.LIST,
            {"owner", "agent", "admin"},
        ),
        (
            "Shop with products and orders. Staff can view all orders, customers must not see other customers' orders.",
            "Product",
            Action.READ,
            {"authenticated"},
        ),
        (
            "Students can view their own grades, teachers can view and edit all grades. Grades have a score.",
            "Grade",
            Action.UPDATE,
            {"teacher", "admin"},
        ),
        (
            "Notes app. Each user has private notes. Support staff can read all notes.",
            "Note",
            Action.READ,
            {"owner", "support_staff", "admin"},
        ),
        ("Todo app with auth; tasks (title) are private", "Task", Action.LIST, {"owner", "admin"}),
        (
            "Files may be read by their owner and by admins, never by anyone else. Files (name).",
            "File",
            Action.READ,
            {"owner", "admin"},
        ),
        (
            "Access to payslips is restricted to accountants. Payslips (month).",
            "Payslip",
            Action.READ,
            {"accountant"},
        ),
        ("Payslips (month) are visible to managers only.", "Payslip", Action.LIST, {"manager", "admin"}),
        (
            "Tickets (subject). Each customer is allowed to see his tickets only.",
            "Ticket",
            Action.READ,
            {"owner", "admin"},
        ),
        (
            "Users log in. Invoices (total). Clients see their invoices, accountants see everything.",
            "Invoice",
            Action.LIST,
            {"owner", "accountant", "admin"},
        ),
        (
            "Landlords may only manage properties they own. Properties (address).",
            "Property",
            Action.UPDATE,
            {"owner", "admin"},
        ),
    ],
)
def test_who_may_by_what_people_are_called(
    planned: Planned, text: str, entity: str, action: Action, who: set[str]
) -> None:
    assert allowed(planned(text).blueprint, entity, action) == who


@pytest.mark.parametrize(
    ("text", "entity", "action", "who"),
    [
        (
            "Projects (name), staff. Managers see every project; staff may only see projects they are assigned to.",
            "Project",
            Action.READ,
            {"manager", "admin"},
        ),
        (
            "Users log in. Students, grades (value). Teachers can only see grades of their own students.",
            "Grade",
            Action.READ,
            {"admin"},
        ),
        (
            "Workouts (minutes) and coaches. Coaches can view workouts of their athletes only. Athletes log in.",
            "Workout",
            Action.READ,
            {"admin"},
        ),
        (
            "Students log in. Grades (value) are visible to the student and the teacher only.",
            "Grade",
            Action.READ,
            {"admin"},
        ),
        (
            "Orders (total) are readable by the customer who placed them and by sales staff.",
            "Order",
            Action.READ,
            {"admin"},
        ),
        (
            "Users log in. Papers (title). Reviewers can edit papers assigned to them.",
            "Paper",
            Action.UPDATE,
            {"admin"},
        ),
        (
            "Users log in. Threads (title). Everyone can read threads that are published.",
            "Thread",
            Action.READ,
            {"authenticated"},
        ),
    ],
)
def test_some_rows_are_not_all_of_them(planned: Planned, text: str, entity: str, action: Action, who: set[str]) -> None:
    draft = planned(text)
    assert allowed(draft.blueprint, entity, action) == who
    assert [told for told in draft.unplaced if told.startswith("Who may: ")]


def test_who_may_change_everything_may_not_change_accounts(planned: Planned) -> None:
    blueprint = planned(
        "Inventory with items. Users log in. Read access for all, write access for warehouse staff."
    ).blueprint
    assert allowed(blueprint, "Item", Action.DELETE) == {"warehouse_staff", "admin"}
    assert allowed(blueprint, "User", Action.UPDATE) == {"admin"}
    assert allowed(blueprint, "User", Action.DELETE) == {"admin"}


def test_what_people_may_change_is_no_right_to_change_people(planned: Planned) -> None:
    blueprint = planned(
        "Hospital with records (diagnosis) and doctors; JWT; nurses can read records, doctors can update them"
    ).blueprint
    assert allowed(blueprint, "Record", Action.UPDATE) == {"doctor", "admin"}
    assert allowed(blueprint, "Doctor", Action.UPDATE) == {"admin"}


def test_a_role_called_owner_has_another_name(planned: Planned) -> None:
    draft = planned(
        "Teams (name) and boards (title). Users log in. Roles: viewer, editor, owner. Editors delete boards."
    )
    assert {"viewer", "editor", "account_owner"} <= {role.name for role in draft.blueprint.roles}
    assert any("account_owner" in item for item in draft.assumptions)


LONG = (
    "Ward 6 has to get rid of its whiteboard, which hangs beside the kitchen and is wiped by whoever passes it. There "
    "are nurses, each with a name and a staff number that is theirs alone, and there are shifts, which have a date and "
    "a kind: early, late or night. A nurse works many shifts. "
)


def test_a_remark_alone_makes_nobody_sign_in(planned: Planned) -> None:
    """A long text that says nothing of accounts, and what may be a rule of who may: told, as a risk too."""
    draft = planned(LONG)
    assert draft.blueprint.auth.scheme is AuthScheme.NONE
    assert any(told.startswith("Who may: There are nurses") for told in draft.unplaced)
    assert any("Everybody may" in told and "Nurse" in told for told in draft.risks)


def test_the_same_closes_where_people_sign_in(planned: Planned) -> None:
    draft = planned(LONG + "Nurses log in with their staff number.")
    assert "admin" in allowed(draft.blueprint, "Shift", Action.UPDATE)
    assert any("open to administrators only" in told for told in draft.unplaced)


@pytest.mark.parametrize(
    ("sentence", "warned"),
    [
        ("Everyone can delete products, even without signing in.", True),
        ("Anyone can update products without an account.", True),
        ("Everyone can browse products.", False),
        ("Only admins can delete products.", False),
    ],
)
def test_what_is_open_to_be_changed_is_told_as_a_risk(planned: Planned, sentence: str, warned: bool) -> None:
    risks = planned(SHOP + sentence).risks
    assert any("without signing in" in risk for risk in risks) is warned


def test_that_nothing_limits_callers_is_told_as_a_risk(planned: Planned) -> None:
    assert any("how often" in risk for risk in planned(SHOP + "No rate limiting.").risks)
    assert not any("how often" in risk for risk in planned(SHOP).risks)
