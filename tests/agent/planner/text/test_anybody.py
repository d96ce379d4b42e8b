"""What whoever signs in may do to any row."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import allowed
from tools.blueprint.model import Action

Planned = Callable[[str], Draft]
TRACKER = "An expense tracker: an expense has an amount and a date, an employee has a name and an email. JWT. "


@pytest.mark.parametrize(
    "sentence",
    [
        "No roles and no ownership checks, every signed-in user can read and edit everybody's expenses.",
        "Everybody can edit everybody's expenses.",
        "Any employee may edit any expense.",
        "Let every signed-in user read and change all expenses, whoever made them.",
        "All registered users are allowed to edit each other's expenses.",
    ],
)
def test_it_is_permitted_and_told_as_a_risk(planned: Planned, sentence: str) -> None:
    draft = planned(f"{TRACKER}{sentence}")
    assert allowed(draft.blueprint, "Expense", Action.UPDATE) == {"authenticated"}
    assert any("any Expense" in risk for risk in draft.risks)


@pytest.mark.parametrize("sentence", ["Any admin may edit any expense.", "Every auditor may read all expenses."])
def test_a_role_is_not_everybody(planned: Planned, sentence: str) -> None:
    draft = planned(f"{TRACKER}{sentence}")
    assert "authenticated" not in allowed(draft.blueprint, "Expense", Action.UPDATE)
    assert draft.risks == ()


def test_who_reads_risks_nothing(planned: Planned) -> None:
    draft = planned(f"{TRACKER}Every employee may read all expenses.")
    assert allowed(draft.blueprint, "Expense", Action.READ) == {"authenticated"}
    assert draft.risks == ()


@pytest.mark.parametrize(
    "sentence", ["Any employee may edit any expense that he made.", "Every employee may edit all expenses they own."]
)
def test_some_rows_are_not_any_row(planned: Planned, sentence: str) -> None:
    assert "authenticated" not in allowed(planned(f"{TRACKER}{sentence}").blueprint, "Expense", Action.UPDATE)


def test_whoever_is_let_do_something_may(planned: Planned) -> None:
    draft = planned(f"{TRACKER}Let everyone delete expenses without an account.")
    assert allowed(draft.blueprint, "Expense", Action.DELETE) == {"public"}
    assert any("delete any Expense without signing in" in risk for risk in draft.risks)


def test_whoever_is_not_let_may_not(planned: Planned) -> None:
    draft = planned(f"{TRACKER}Don't let everyone delete expenses.")
    assert "public" not in allowed(draft.blueprint, "Expense", Action.DELETE)
