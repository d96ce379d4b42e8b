"""Which operations hold several rows at once, so that the store may end one for another's sake."""

import pytest

from tests.tools.validators.conformance.playing import plan_of
from tools.blueprint.plan.contention import contends
from tools.blueprint.plan.operation import OperationPlan


def _operation(blueprint: str, name: str, datastore: str = "postgresql") -> OperationPlan:
    return next(item for item in plan_of(blueprint, datastore).operations if item.name.snake == name)


@pytest.mark.parametrize(
    ("blueprint", "name", "several"),
    [
        ("wallet", "transfer", True),  # two wallets
        ("wallet", "deposit", False),  # one, found and then changed
        ("wallet", "create_wallet", False),
        ("wallet", "read_wallet_card", False),
        ("seats", "hold_seat", True),  # a showtime and a seat
        ("invites", "redeem", True),  # an invitation and its team
        ("invites", "delete_team", True),  # and what goes along with it
        ("invites", "revoke_invitation", False),
    ],
)
def test_an_operation_contends_that_holds_more_than_one_row(blueprint: str, name: str, several: bool) -> None:
    assert contends(_operation(blueprint, name)) is several


@pytest.mark.parametrize(("datastore", "collides"), [("postgresql", True), ("sqlite", False)])
def test_it_collides_only_where_rows_are_locked_one_by_one(datastore: str, collides: bool) -> None:
    assert plan_of("seats", datastore).collides(_operation("seats", "hold_seat", datastore)) is collides
