"""What others are told of, and what services outside are asked."""

from dataclasses import replace

from tests.tools.packs.frameworks.express.test_access import planned
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.frameworks.express.events import event_context, kind_function, kinds_module
from tools.packs.frameworks.express.ports import ask_name, call_method, port_files


def _files(plan: RenderPlan) -> dict[str, str]:
    return {file.path: file.content for file in port_files(plan)}


def test_an_event_goes_out_in_wire_form() -> None:
    plan = planned("orders")
    module = kinds_module(plan)
    assert "export function orderPaid(told: OrderPaid): Event {" in module
    assert "      total: told.total.toFixed(2)," in module
    assert "  readonly paidAt: string | null;" in module
    assert "      paid_at: told.paidAt," in module
    assert event_context(plan) == {"source": "'/orders'"}


def test_an_event_may_be_called_like_a_word_of_the_language() -> None:
    plan = planned("orders")
    event = replace(plan.events[0], name=replace(plan.events[0].name, attr="delete_", type="Event_"))
    module = kinds_module(replace(plan, events=(event,)))
    assert kind_function(event) == "delete_"
    assert "export function delete_(told: Event_): Event {" in module


def test_questions_and_answers_are_in_wire_form_and_nothing_else_is_taken() -> None:
    port = _files(planned("tickets"))["src/ports/payments.ts"]
    assert "    card_token: question.cardToken," in port
    assert "    amount: question.amount.toFixed(2)," in port
    assert "export const chargeReply = z.object({" in port
    assert "strictObject" not in port
    assert "charge(question: ChargeQuestion, key: string): Promise<ChargeReply>;" in port


def test_an_adapter_belongs_to_the_user() -> None:
    kinds = {file.path: file.kind for file in port_files(planned("tickets"))}
    assert kinds == {
        "src/core/outside.ts": "generated",
        "src/ports/payments.ts": "generated",
        "src/adapters/payments.ts": "user",
    }


def test_a_call_hides_nothing_that_all_adapters_can_do() -> None:
    plan = planned("tickets")
    (port,) = plan.ports
    first = replace(port.calls[0], name=replace(port.calls[0].name, attr="post", snake="post"))
    adapter = _files(replace(plan, ports=(replace(port, calls=(first, *port.calls[1:])),)))["src/adapters/payments.ts"]
    assert call_method(first) == "post_"
    assert "  async post_(question: ChargeQuestion, key: string): Promise<ChargeReply> {" in adapter


def test_a_port_may_be_called_like_what_reaches_it() -> None:
    plan = planned("tickets")
    (port,) = plan.ports
    named = replace(port, name=replace(port.name, type="Port", kebab="port"))
    assert (
        "export class HttpPort_ extends HttpPort implements Port {"
        in _files(replace(plan, ports=(named,)))["src/adapters/port.ts"]
    )


def test_what_is_asked_twice_is_told_apart() -> None:
    plan = planned("tickets")
    operation = next(item for item in plan.operations if item.asks)
    (ask,) = operation.asks
    assert ask_name(operation, ask) == "askChargeForPayTicket"
    twice = replace(operation, nodes=(ask, replace(ask, bind="again"), *operation.own))
    assert [ask_name(twice, item) for item in twice.asks] == ["askCharge1ForPayTicket", "askCharge2ForPayTicket"]


def test_without_ports_there_are_no_files() -> None:
    assert port_files(planned("orders")) == []
