"""State machines from plain words: states, acts, who may and what is told."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from evals.pattern_facts import PatternFacts
from tests.agent.planner.looks import allowed, attribute
from tools.blueprint.model import Action

Planned = Callable[[str], Draft]
ORDERS = "Customers log in and place orders. Orders go from pending to paid to shipped."


def _lines(draft: Draft) -> set[str]:
    return {line.removeprefix("transition ") for line in PatternFacts.of(draft).patterns}


def test_the_state_is_an_enum_in_order_that_no_caller_sets(planned: Planned) -> None:
    status = attribute(planned(ORDERS).blueprint, "Order", "status")
    assert (status.values, status.default) == (("pending", "paid", "shipped"), "pending")
    assert status.managed
    assert status.required


@pytest.mark.parametrize(
    ("said", "sources"),
    [
        ("An order can be cancelled unless it has shipped.", "pending|paid"),
        ("An order can be cancelled until it is paid.", "pending"),
        ("An order can be cancelled before shipment.", "pending|paid"),
        ("An order can be cancelled at any time.", "pending|paid|shipped"),
        ("An order can be cancelled only while it is paid.", "paid"),
        ("An order can be cancelled as long as it has not been paid.", "pending"),
        ("Orders cannot be cancelled once they have been shipped.", "pending|paid"),
        ("A paid order can be cancelled.", "paid"),
        ("Customers can cancel orders.", "pending|paid"),
    ],
)
def test_when_an_act_may_happen(planned: Planned, said: str, sources: str) -> None:
    assert f"Order.status cancel: {sources} -> cancelled" in _lines(planned(f"{ORDERS} {said}"))


@pytest.mark.parametrize(
    ("said", "may"),
    [
        ("Only admins may ship orders.", ("admin",)),
        ("Orders can only be shipped by clerks.", ("clerk",)),
        ("Clerks ship orders.", ("clerk", "admin")),
        ("Customers can ship their own orders.", ("admin", "owner")),
        ("Only the owner of an order can ship it.", ("owner",)),
    ],
)
def test_who_may_becomes_the_access_of_the_act(planned: Planned, said: str, may: tuple[str, ...]) -> None:
    draft = planned(f"{ORDERS} {said}")
    assert PatternFacts.of(draft).access["ship"] == may
    # Who ships may not change orders otherwise for that.
    assert allowed(draft.blueprint, "Order", Action.UPDATE) == {"owner", "admin"}
    assert draft.unplaced == ()


def test_what_owners_may_is_a_risk_that_is_told(planned: Planned) -> None:
    assert any("Whoever owns a Order may pay, ship it" in risk for risk in planned(ORDERS).risks)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Only admins may ship orders above 500 euros.", "above 500 euros"),
        ("Orders can be cancelled within 2 hours.", "within 2 hours"),
        ("The system cancels orders after 3 days.", "cancels"),
        ("When an order is shipped, an email is sent.", "email"),
    ],
)
def test_what_hangs_on_an_act_is_told(planned: Planned, said: str, told: str) -> None:
    assert any(told in item for item in planned(f"{ORDERS} {said}").unplaced)


@pytest.mark.parametrize(
    "text",
    [
        "Orders with a status: pending, paid or shipped. No auth.",
        "Trains go from Berlin to Paris. A train has a number. No auth.",
        "Grades go from 1 to 6; a grade has a subject. No auth.",
        "Books with a title; shops are open from monday to friday. No auth.",
        "Entries (title) can be created, edited and deleted. No auth.",
        "Rooms are single, double or suite; a room has a number. No auth.",
    ],
)
def test_what_is_no_state_machine(planned: Planned, text: str) -> None:
    assert planned(text).blueprint.patterns == ()


def test_an_act_that_is_taken_back_leads_to_where_it_came_from(planned: Planned) -> None:
    lines = _lines(planned("Users log in. Plans (title) can be started, paused and resumed."))
    assert {"Plan.status pause: started -> paused", "Plan.status resume: paused -> started"} <= lines


def test_a_reason_may_be_sent_and_is_told_not_to_be_needed(planned: Planned) -> None:
    draft = planned("Claims (amount) are pending until they are accepted or refused. A refuse needs a reason. JWT.")
    refuse = next(item for item in draft.blueprint.patterns if getattr(item, "name", "") == "refuse")
    assert refuse.model_dump()["accept"] == ("reason",)
    assert any("may be left out" in item for item in draft.unplaced)


def test_when_it_happened_is_kept(planned: Planned) -> None:
    draft = planned(f"{ORDERS} We need to know when it was shipped.")
    assert attribute(draft.blueprint, "Order", "shipped_at").managed
    assert {item.model_dump().get("stamp") for item in draft.blueprint.patterns} == {None, "shipped_at"}
