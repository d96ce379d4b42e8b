"""Services in TypeScript: the statements of steps, in their order."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from tools.blueprint.document import from_data, load
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.packs import registry
from tools.packs.frameworks.express.services import service_module, service_path

BLUEPRINTS = Path(__file__).parents[4] / "blueprints"
TITLE = [{"name": "title", "type": "string", "max_length": 20, "required": True}]


@cache
def services(name: str) -> dict[str, str]:
    return printed(resolve(load((BLUEPRINTS / f"{name}.yaml").read_bytes()), registry.stack("express", "postgresql")))


def printed(plan: RenderPlan) -> dict[str, str]:
    return {service_path(group): service_module(plan, group) for group in plan.groups}


def made(data: dict[str, Any]) -> str:
    """All services of a Blueprint."""
    found = printed(resolve(from_data({"blueprint": 1, **data}), registry.stack("express", "sqlite")))
    return "\n".join(found.values())


def function(source: str, name: str) -> str:
    """One function, its lines joined."""
    _, found, rest = source.partition(f"function {name}(")
    assert found, name
    return re.sub(r"\s+", " ", rest.partition("\n}\n")[0])


def test_a_change_that_sends_nothing_answers_the_row_as_it_is() -> None:
    text = function(services("covering")["src/services/documents.ts"], "updateDocument")
    assert "{ viewer, id, data, ifMatch }: {" in text
    order = [
        "const document = await documentStore.findDocument(session, {",
        "if (document === null) { throw new Problem(cases.NOT_FOUND); }",
        "requireMatch(ifMatch, document.version, { required: cases.PRECONDITION_REQUIRED,",
        "categoryId: unlessKept(data.categoryId ?? null, document.categoryId),",
        "requireReferences(missing, { ",
        "const changes = sentOf(data); if (Object.keys(changes).length === 0) { return document; }",
        "const changedDocument = await refusing(UPDATE_DOCUMENT_REFUSALS, () => documentStore.updateDocument(",
        "if (changedDocument === null) { throw new Problem(cases.PRECONDITION_FAILED); } return changedDocument;",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_what_is_found_at_last_is_answered_at_once() -> None:
    text = function(services("orders")["src/services/orders.ts"], "listOrders")
    assert "{ return await orderStore.listOrders(session, { unrestricted: viewer.role === 'admin'," in text
    assert "listing: listingOfListOrders(query), });" in text


def test_what_a_function_is_not_asked_for_has_no_name_in_it() -> None:
    source = services("tickets")["src/services/tickets.ts"]
    assert "{ viewer, id, charge }: { viewer: Viewer; id: string; data: PayTicketRequest;" in function(
        source, "payTicket"
    )


def test_a_question_to_outside_is_read_in_a_transaction_of_its_own() -> None:
    text = function(services("tickets")["src/services/tickets.ts"], "askChargeForPayTicket")
    assert text.startswith(" store: Database, ports: Ports, key: string, { viewer, id, data }: {")
    assert "const question = await store.statements(async (session): Promise<paymentsPort.ChargeQuestion> => {" in text
    assert "?.ticketConcertPrice; if (ticketConcertPrice === undefined) {" in text
    assert text.endswith(
        "return await answering(cases.PAYMENT_UNAVAILABLE, () => ports.payments.charge(question, key));"
    )


def test_a_loop_tells_where_in_the_list_an_error_lies() -> None:
    source = services("market")["src/services/orders.ts"]
    text = function(source, "placeOrder")
    assert "for (const [place, line] of data.lines.entries()) {" in text
    assert "await inside(['lines', place], async () => { const missing = await orderLineStore" in text
    assert "await inside(['lines', place], () => refusing(INSERT_ORDER_LINE_FOR_PLACE_ORDER_REFUSALS, () =>" in text
    assert "for (const line of lineRows) {" in function(source, "cancelOrder")
    assert "of (data.tagList ?? []).entries()) {" in services("press")["src/services/articles.ts"]


def test_both_arms_of_a_branch_change_the_row_that_the_loop_has_found() -> None:
    text = function(services("market")["src/services/orders.ts"], "checkOut")
    assert "if (lineRows.length > 500) { throw new Problem(cases.TOO_MUCH); }" in text
    assert "let " not in text
    assert "if (product.stock === line.quantity) { const changedProduct = await productStore.updateProduct(" in text
    assert "} else { const changedProduct = await productStore.updateProduct2(" in text


def test_a_row_that_a_branch_may_change_lives_on_in_one_variable() -> None:
    inputs = [
        {"name": "id", "in": "path", "attribute": "Thing.id", "required": True},
        {"name": "title", "attribute": "Thing.title", "required": True},
    ]
    change = {"update": "thing", "set": {"title": "input.title"}}
    operation = {
        "name": "rename", "group": "Thing", "method": "POST", "path": "/things/{id}/name", "access": {"public": True},
        "inputs": inputs, "response": {"value": "thing", "view": "Thing"}, "steps": [
            {"find": "Thing", "as": "thing", "where": "row.id == input.id"},
            {"if": "thing.title != input.title", "then": [change]},
        ],
    }  # fmt: skip
    things = [{"name": "Thing", "attributes": TITLE}]
    text = function(made({"name": "things", "entities": things, "operations": [operation]}), "rename")
    assert "let latestThing = thing; if (latestThing.title !== data.title) { const changedThing = await" in text
    assert "} latestThing = changedThing; } return latestThing;" in text


def test_two_sets_of_refusals_of_one_call_have_names_of_their_own() -> None:
    source = services("crm")["src/services/users.ts"]
    names = re.findall(r"^const (\w+_REFUSALS) =", source, re.MULTILINE)
    assert len(names) == len(set(names))
    assert "INSERT_USER_REFUSALS" in names
    assert re.search(r"refusing\(INSERT_USER_IN_\w+_REFUSALS, ", source)


def test_rows_that_are_deleted_and_marked_are_told_by_constants_of_their_own() -> None:
    names = ("Plain", "Kept", "Held")
    entities = [{"name": name, "attributes": TITLE, "soft_delete": name != "Plain"} for name in names]
    inputs = [{"name": "id", "in": "path", "attribute": "Plain.id", "required": True}]
    finds = [{"find": name, "as": name.lower(), "where": "row.id == input.id"} for name in names]
    operation = {
        "name": "clear", "method": "POST", "path": "/clear/{id}", "access": {"public": True}, "inputs": inputs,
        "steps": [*finds, *({"delete": name.lower()} for name in names)], "response": {"status": 204},
    }  # fmt: skip
    text = function(made({"name": "clearing", "entities": entities, "operations": [operation]}), "clear")
    assert re.findall(r"if \((!?done\d?(?: === null)?)\)", text) == ["!done", "done2 === null", "done3 === null"]


def test_every_line_fits_and_nothing_is_declared_twice() -> None:
    for name in ("covering", "market", "playlists", "wiki"):
        for path, source in services(name).items():
            assert max(map(len, source.split("\n"))) <= 110, path
            declared = re.findall(r"^(?:const|export async function) (\w+)", source, re.MULTILINE)
            assert len(declared) == len(set(declared)), path
