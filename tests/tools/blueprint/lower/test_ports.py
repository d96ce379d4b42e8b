"""Calls of services outside: what is asked, when, and what is refused."""

import json
from typing import Any

import pytest
import yaml

from tests.tools.validators.conformance.playing import BLUEPRINTS, plan_of
from tools.blueprint.document import load
from tools.blueprint.plan.expr import BoundValue
from tools.blueprint.plan.operation import Ask, Compute, Fetch, Guard, OperationPlan, WriteSet
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.errors import AgentError, BadInput, Unsupported
from tools.packs.registry import stack

SENT = {"reference": "ticket.id", "amount": "ticket.concert.price", "card_token": "input.card_token"}
CALL = {"call": "payments.charge", "as": "charge", "with": SENT}
FIND = {"find": "Ticket", "as": "ticket", "where": "row.id == input.id"}


def _plan(*steps: dict[str, Any], **more: Any) -> RenderPlan:
    """Tickets, of which paying one does these steps, and refunding one asks as it does."""
    found = yaml.safe_load((BLUEPRINTS / "tickets.yaml").read_text(encoding="utf-8"))
    pay = next(item for item in found["operations"] if item["name"] == "pay_ticket")
    pay["steps"] = [*steps]
    for key, value in more.items():
        found[key] = value
    return resolve(load(json.dumps(found)), stack("fastapi", "postgresql"))


def _operation(plan: RenderPlan, name: str = "pay_ticket") -> OperationPlan:
    return next(item for item in plan.operations if item.name.snake == name)


def test_what_is_asked_comes_first_with_all_that_tells_what_to_ask() -> None:
    pay = _operation(plan_of("tickets"))
    ask = pay.nodes[0]
    assert isinstance(ask, Ask)
    assert [type(node) for node in ask.nodes] == [Fetch, Guard, Compute]
    assert [type(node) for node in pay.nodes[1:]] == [Fetch, Guard, Guard, WriteSet]
    assert (ask.bind, ask.port, ask.call, ask.nullable) == ("charge", "payments", "charge", ("receipt",))


def test_only_the_operation_itself_locks_what_it_writes() -> None:
    pay = _operation(plan_of("tickets", "postgresql"))
    (ask,) = pay.asks
    finds = [next(node for node in nodes if isinstance(node, Fetch)) for nodes in (ask.nodes, pay.nodes)]
    assert [find.call.lock for find in finds] == [False, True]


def test_a_failure_is_one_of_the_errors_that_it_answers() -> None:
    plan = plan_of("tickets")
    codes = [{error.code for error in _operation(plan, name).errors} for name in ("pay_ticket", "refund_ticket")]
    assert "payment_unavailable" in codes[0]
    assert "bad_gateway" in codes[1]


def test_the_second_call_knows_the_first_answer() -> None:
    second = {"call": "payments.refund", "as": "refund", "with": {"receipt": "charge.receipt"}}
    checks = [{"check": "charge.accepted && refund.state == 'done'", "else": "declined"}]
    pay = _operation(_plan(FIND, CALL, second, *checks))
    first, last = pay.asks
    assert (first.call, last.call) == ("charge", "refund")
    assert next(value for _, value in last.sent if isinstance(value, BoundValue)).column == "receipt"


UPDATE = {"update": "ticket", "set": {"receipt": "'x'"}}


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([FIND, UPDATE, CALL], "is called after something was written"),
        ([FIND, {"if": "true", "then": [UPDATE]}, CALL], "is called after something was written"),
        ([FIND, {"let": "code", "be": "random_uuid()"}, CALL], "`code` is another value after the call"),
        ([FIND, {"let": "late", "be": "now() > ticket.paid_at"}, CALL], "`late` is another value after the call"),
        ([FIND, {"if": "true", "then": [CALL]}], "`call` cannot stand inside another step"),
        ([FIND, {**CALL, "call": "payments.give"}], "No operation calls `payments.charge`"),
        ([FIND, CALL, {**CALL, "call": "payments.give"}], "There is no `payments.give`"),
        ([FIND, {**CALL, "with": {"reference": "ticket.id"}}], "does not name the values that are declared: `amount`"),
        ([FIND, {**CALL, "with": {**SENT, "card_token": "ticket.receipt"}}], "may be null here"),
        ([FIND, {**CALL, "with": {**SENT, "card_token": "ticket.id"}}], "A text is wanted here"),
        ([FIND, CALL, {"check": "charge.gone", "else": "declined"}], "gone"),
        ([FIND, CALL, {"check": "charge != null", "else": "declined"}], "charge"),
        ([FIND, {**CALL, "as": "ticket"}], "bound by two steps"),
        ([FIND, {**CALL, "else": "unheard"}], "There is no error `unheard`"),
    ],
)
def test_what_does_not_fit_is_refused(steps: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(BadInput) as refused:
        _plan(*steps)
    assert message in refused.value.message


def test_a_text_about_the_clock_is_no_clock() -> None:
    kept = {"let": "kept", "be": "'now()'"}
    pay = _operation(_plan(FIND, kept, {**CALL, "with": {**SENT, "card_token": "kept"}}))
    sent = dict(pay.asks[0].sent)["card_token"]
    assert isinstance(sent, BoundValue)
    assert sent.bind == "kept"


@pytest.mark.parametrize(
    ("ports", "kind"),
    [
        ([{"name": "payments", "calls": [{"name": "charge", "sends": [{"name": "a"}]}]}] * 2, "name-taken"),
        ([{"name": "payments", "calls": [{"name": "charge", "sends": [{"name": "a"}]}] * 2}], "name-taken"),
    ],
)
def test_names_stand_once(ports: list[dict[str, Any]], kind: str) -> None:
    with pytest.raises(AgentError) as refused:
        _plan(FIND, CALL, ports=ports)
    assert refused.value.code == kind


def test_graphql_asks_nobody_outside() -> None:
    with pytest.raises(Unsupported, match="calls a service outside"):
        _plan(FIND, CALL, {"check": "charge.accepted", "else": "declined"}, api={"styles": ["rest", "graphql"]})
