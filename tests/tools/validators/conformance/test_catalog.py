"""What the suite reads from a plan."""

import pytest

from tests.tools.validators.conformance.playing import changed_plan, plan_of
from tools.validators.conformance.catalog import Catalog


@pytest.mark.parametrize(
    ("name", "table", "maker"),
    [
        ("wallet", "wallet", "create_wallet"),
        ("wallet", "transfer", "transfer"),
        ("wallet", "entry", "deposit"),
        ("invites", "membership", "redeem"),
        ("wallet", "user", "register"),
    ],
)
def test_a_row_is_made_by_its_creation_or_by_an_operation_that_answers_it(name: str, table: str, maker: str) -> None:
    found = Catalog(plan_of(name)).maker(table)
    assert found is not None
    assert found.name.snake == maker


def test_a_step_that_sees_the_rows_of_others_does_not_stand_for_the_operation() -> None:
    swapped = {"as: source, where: row.id == input.id}": "as: source, where: row.id == input.id, owner: false}",
               "input.target_id, owner: false, else": "input.target_id, else"}  # fmt: skip
    for plan in (plan_of("wallet"), changed_plan("wallet", swapped)):
        operation = next(item for item in plan.operations if item.name.snake == "transfer")
        assert Catalog(plan).find_scoping(operation, "wallet").owner == "holder_id"


def test_a_row_of_the_callers_own_narrows_nothing_that_others_name() -> None:
    plan = plan_of("blog")
    operation = next(item for item in plan.operations if item.name.snake == "follow_user")
    assert not Catalog(plan).find_scoping(operation, "user").any


@pytest.mark.parametrize(
    ("change", "fresh"),
    [
        # The guest is the caller: of the rest only the event can be another one each time.
        ({}, {"event_id"}),
        # A number of seats varies by itself.
        ({"uniques: [[guest, event]]": "uniques: [[event, seats]]"}, set()),
        ({"    uniques: [[guest, event]]\n": ""}, set()),
    ],
)
def test_references_that_every_row_needs_a_row_of_its_own_for(change: dict[str, str], fresh: set[str]) -> None:
    assert Catalog(changed_plan("events", change)).fresh_references("booking") == fresh


def test_nothing_is_fresh_where_nothing_is_unique() -> None:
    assert Catalog(plan_of("blog")).fresh_references("comment") == set()


def test_who_looks_up_itself_beside_another_account_sees_that_one() -> None:
    """A follow finds whom the path names, and the caller: the second is no narrowing of the first."""
    plan = plan_of("blog")
    follow = next(item for item in plan.operations if item.name.snake == "follow_user")
    me = next(item for item in plan.operations if item.name.snake == "read_me")
    assert Catalog(plan).find_scoping(follow, "user").owner is None
    assert Catalog(plan).find_scoping(me, "user").owner == "id"
