"""Rules that a backend forgets, each with the check that misses it: the suite plays what the Blueprint says."""

from typing import NamedTuple

import pytest

from tests.tools.validators.conformance.playing import backend_of, changed_plan, compiled, played


class Forgotten(NamedTuple):
    """What an example Blueprint says and a backend does not, and the check of which operation finds out."""

    blueprint: str
    operation: str
    said: str
    done: str
    check: str
    label: str


FORGOTTEN = {
    "another owner's row is none": Forgotten(
        "wallet", "transfer", "input.target_id, owner: false, else", "input.target_id, else", "operation-success",
        "transfer",
    ),
    "every source is seen": Forgotten(
        "wallet", "transfer", "as: source, where: row.id == input.id}",
        "as: source, where: row.id == input.id, owner: false}", "access-to-foreign-rows", "transfer",
    ),
    "currencies are mixed": Forgotten(
        "wallet", "transfer", "source.currency_id == target.currency_id", "'true'", "guards", "other_currency"
    ),
    "a wallet pays itself": Forgotten(
        "wallet", "transfer", "source.id != target.id", "'true'", "guards", "same_wallet"
    ),
    "the other wallet thaws": Forgotten(
        "wallet", "transfer", "'!target.frozen'", "'true'", "guards", "target_frozen"
    ),
    "balances go below zero": Forgotten(
        "wallet", "transfer", "source.balance >= input.amount", "'true'", "guards", "not_enough"
    ),
    "wallets hold too much": Forgotten(
        "wallet", "deposit", "wallet.balance + input.amount <= 999999999.99", "'true'", "guards", "wallet_full"
    ),
    "seats are sold twice": Forgotten("seats", "hold_seat", "'!seat.", "'true || !seat.", "guards", "seat_taken"),
    "a seat is anywhere": Forgotten(
        "seats", "hold_seat", "seat.venue_id == showtime.venue_id, else", "'true', else", "guards", "other_venue"
    ),
    "holds outlast the start": Forgotten(
        "seats", "hold_seat", "input.held_until <= showtime.starts_at", "'true'", "guards", "hold_too_long"
    ),
    "shows that began are sold": Forgotten(
        "seats", "hold_seat", "check: showtime.starts_at > now()", "check: 'true'", "guards", "show_started"
    ),
    "seats are given back twice": Forgotten(
        "seats", "release_reservation", """'reservation.state != "released"'""", "'true'", "guards", "in parallel"
    ),
    "codes work for ever": Forgotten(
        "invites", "redeem", """invitation.state == "open"', else: redeemed""", "true', else: redeemed", "guards",
        "redeemed_before",
    ),
    "founders join themselves": Forgotten(
        "invites", "redeem", "team.founder_id != viewer.id", "'true'", "guards", "own_team"
    ),
    "everybody sees the members": Forgotten(
        "invites", "list_members", "'team.founder_id == viewer.id ||", "'true ||", "guards", "not_a_member"
    ),
}  # fmt: skip


@pytest.mark.parametrize("forgotten", FORGOTTEN.values(), ids=FORGOTTEN)
def test_a_rule_that_a_backend_forgets_is_missed(forgotten: Forgotten) -> None:
    backend = backend_of(changed_plan(forgotten.blueprint, {forgotten.said: forgotten.done}))
    wanted = {"subject": forgotten.operation, "check": forgotten.check}
    outcomes = played(backend, compiled(forgotten.blueprint), lambda case: wanted.items() <= case.items())
    failed = {outcome["id"].rpartition("/")[2] for outcome in outcomes if outcome["status"] == "failed"}
    assert forgotten.label in failed


def test_what_only_operations_of_their_own_make_is_read_and_listed() -> None:
    told = {(case["check"], case["subject"]) for case in compiled("wallet")["cases"]}
    for subject in ("entry", "transfer"):
        assert ("operation-success", f"read_{subject}") in told
        assert ("access-to-foreign-rows", f"read_{subject}") in told
