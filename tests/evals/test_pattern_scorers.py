"""Each pattern scorer is full for faultless facts and falls for each planted fault."""

import pytest

from evals.pattern_cases import EITHER, PatternCase, read_pattern_cases
from evals.pattern_facts import PatternFacts, line
from evals.scorers import access, patterns, standard, told
from tools.blueprint.model import Blueprint

CASE = PatternCase.model_validate(
    {
        "id": "sample",
        "domain": "commerce",
        "text": "Orders go from pending to paid within a day; members like products.",
        "patterns": ["transition Order.status pay: pending -> paid", "toggle Product like / toggle Product love"],
        "access": {"pay": "owner"},
        "actions": {"Order": "list read"},
        "soft_delete": ["Order"],
        "unplaced": ["within a day"],
    }
)


def _perfect(case: PatternCase) -> PatternFacts:
    return PatternFacts(
        patterns=tuple(item.split(EITHER)[-1] for item in case.patterns),
        access={name: tuple(words.split()) for name, words in case.access.items()},
        actions=case.actions,
        soft_delete=case.soft_delete,
        unplaced=tuple(f"… {piece} …" for piece in case.unplaced),
    )


FACTS = _perfect(CASE)


def _with(**changes: object) -> PatternFacts:
    return PatternFacts.model_validate(FACTS.model_dump() | changes)


@pytest.mark.parametrize(
    "case",
    [CASE, *read_pattern_cases("patterns.yaml"), *read_pattern_cases("patterns_held_back.yaml")],
    ids=lambda case: case.id,
)
def test_faultless_facts_score_full(case: PatternCase) -> None:
    facts = _perfect(case)
    assert patterns.compare(case, facts).f1 == 1
    assert access.wrong(case, facts) == standard.wrong(case, facts) == told.missing(case, facts) == []


def test_missing_and_false_patterns_and_a_wrong_state() -> None:
    found = ["transition Order.status pay: pending -> shipped", "toggle Product like", "feed Order"]
    result = patterns.compare(CASE, _with(patterns=found))
    assert result.missing == ("transition Order.status pay: pending -> paid",)
    assert result.false == ("feed Order", "transition Order.status pay: pending -> shipped")


def test_an_error_is_no_silence() -> None:
    silent = PatternCase(id="x", domain="y", text="z")
    assert patterns.compare(silent, PatternFacts(error="broken")).f1 == 0
    assert patterns.compare(silent, PatternFacts()).f1 == 1


@pytest.mark.parametrize("who", [(), ("authenticated",), ("owner", "clerk")])
def test_nobody_and_everybody_are_not_the_owner(who: tuple[str, ...]) -> None:
    assert access.wrong(CASE, _with(access={"pay": who}))


def test_admins_may_besides() -> None:
    assert access.wrong(CASE, _with(access={"pay": ("owner", "admin")})) == []


def test_too_many_operations_and_real_deletion() -> None:
    found = standard.wrong(CASE, _with(actions={"Order": "list read create"}, soft_delete=()))
    assert found == ["Order: list read create, not list read", "Order is not soft-deleted"]


def test_what_is_not_told() -> None:
    assert told.missing(CASE, _with(unplaced=("a day",))) == ["within a day"]


def test_patterns_are_written_in_one_line() -> None:
    given = [
        {"transition": "Order.status", "name": "cancel", "from": ["pending", "paid"], "to": "cancelled"},
        {"toggle": "Photo.fans", "name": "like", "count": "likes", "mine": "liked"},
        {"feed": "Photo", "of": "author.followers"},
        {"counter": "Link.clicks", "name": "click", "record": "Click"},
        {"claim": "Seat.holder", "name": "reserve", "release": "release"},
        {"stock": "Product.stock", "name": "buy", "record": "Sale", "restock": "restock"},
        {"transfer": "Wallet.balance", "name": "send", "entries": "Entry"},
        {"redeem": "Voucher.code", "name": "redeem", "stamp": "redeemed_at", "expires": "expires_at"},
        {"history": "Page", "versions": "PageVersion"},
        {"related": "Photo.tags"},
    ]
    blueprint = Blueprint.model_validate({"name": "all", "patterns": given})
    assert [line(pattern) for pattern in blueprint.patterns] == [
        "transition Order.status cancel: pending|paid -> cancelled",
        "toggle Photo like count mine",
        "feed Photo",
        "counter Link.clicks record",
        "claim Seat reserve release",
        "stock Product.stock buy record",
        "transfer Wallet.balance entries",
        "redeem Voucher.code expires",
        "history Page restore",
        "related Photo.tags",
    ]
