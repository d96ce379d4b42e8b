"""Which operations need a transaction, and which hold several rows: the store may end one for the sake of another."""

from dataclasses import replace

import pytest

from tests.tools.validators.conformance.playing import plan_of
from tools.blueprint.lower.scope import BOOL
from tools.blueprint.plan.contention import asked_after, contends, stands_alone
from tools.blueprint.plan.expr import BoundValue, Literal
from tools.blueprint.plan.operation import OperationPlan, RequireReferences
from tools.blueprint.plan.store import Condition


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


@pytest.mark.parametrize(
    ("blueprint", "name", "alone"),
    [
        ("wallet", "create_wallet", True),
        ("orders", "create_product", True),  # what it refers to is looked for before
        ("orders", "update_product", True),  # on the condition of a version
        ("wallet", "deposit", False),  # a row is locked, and two are written
        ("invites", "delete_team", False),  # other rows go along with it
        ("wallet", "read_wallet_card", False),  # nothing is written
        ("orders", "login", False),
    ],
)
def test_one_statement_stands_alone(blueprint: str, name: str, alone: bool) -> None:
    assert stands_alone(_operation(blueprint, name)) is alone


@pytest.mark.parametrize(("datastore", "transacts"), [("postgresql", False), ("sqlite", True)])
def test_it_needs_no_transaction_where_others_may_write_meanwhile(datastore: str, transacts: bool) -> None:
    assert plan_of("wallet", datastore).transacts(_operation("wallet", "create_wallet", datastore)) is transacts


@pytest.mark.parametrize(
    ("blueprint", "name", "datastore", "after"),
    [
        ("wallet", "create_wallet", "postgresql", True),
        ("wallet", "create_wallet", "sqlite", False),  # its transaction would have failed by then
        ("seats", "create_showtime", "postgresql", True),
        ("orders", "create_order", "postgresql", False),  # GraphQL makes changes in a transaction
        ("library", "create_book", "postgresql", False),  # so does who may repeat it with a key
        ("library", "update_book", "postgresql", False),  # a row may keep what is gone since
    ],
)
def test_references_are_asked_for_after_an_insert_that_cannot_be_without_them(
    blueprint: str, name: str, datastore: str, after: bool
) -> None:
    plan = plan_of(blueprint, datastore)
    asked = plan.asked_after(_operation(blueprint, name, datastore))
    assert (asked is not None) is after
    if asked is not None:
        assert all(not check.conditions for check in asked.call.references)


def _checked(change: dict[str, object]) -> OperationPlan:
    """`create_wallet` with another check of its reference."""
    operation = _operation("wallet", "create_wallet")
    references, written = operation.nodes
    assert isinstance(references, RequireReferences)
    checks = tuple(replace(check, **change) for check in references.call.references)  # type: ignore[arg-type]
    asked = replace(references, call=replace(references.call, references=checks))
    return replace(operation, nodes=(asked, written))


def test_a_reference_that_must_be_more_than_there_is_asked_for_before() -> None:
    assert asked_after(_checked({})) is not None
    live = Condition(Literal(True, BOOL))
    assert asked_after(_checked({"conditions": (live,)})) is None
    assert asked_after(_checked({"kept": BoundValue("wallet", "owner_id", BOOL)})) is None
    assert asked_after(_checked({"field": "no_key_of_the_table"})) is None
