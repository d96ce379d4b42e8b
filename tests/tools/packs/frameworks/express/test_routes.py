"""Routes: what each handler does, in which order, and what it answers."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tools.blueprint.document import load
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.packs import registry
from tools.packs.frameworks.express.routes import route_module, route_path

BLUEPRINTS = Path(__file__).parents[4] / "blueprints"
_CALLED = re.compile(r"\b(?:await )?(?:service\.)?([A-Za-z]+)\((?:context|request|response|session|viewer)\b")


@cache
def planned(name: str) -> RenderPlan:
    return resolve(load((BLUEPRINTS / f"{name}.yaml").read_bytes()), registry.stack("express", "postgresql"))


@cache
def routes(name: str, group: str) -> str:
    plan = planned(name)
    return route_module(plan, next(item for item in plan.groups if item.name.snake == group))


def handler(name: str, group: str, method: str, path: str) -> str:
    """The statements of one handler, on one line each."""
    _, found, rest = routes(name, group).partition(f"  router.{method}('{path}', async (request, response) => {{\n")
    assert found, f"no route {method} {path}"
    return re.sub(r"\n\s+", " ", rest.partition("\n  });\n")[0])


def calls(text: str) -> list[str]:
    return _CALLED.findall(text)


def test_a_change_asks_who_calls_then_what_was_sent_then_the_store() -> None:
    text = handler("covering", "document", "patch", "/api/v1/documents/:id")
    assert calls(text) == [
        "rateLimit", "signedIn", "acceptsJson", "noQuery", "jsonBody", "pathOf", "transact", "updateDocument",
        "ifMatch", "jsonResponse",
    ]  # fmt: skip
    assert "{ viewer, id: path.id, data, ifMatch: ifMatch(request) }" in text
    assert "jsonResponse(response, documentView(found), 200, { ETag: etag(found.version) });" in text


def test_what_must_be_there_is_looked_for_before_the_body_is_read() -> None:
    text = handler("journal", "article", "patch", "/v1/articles/:id")
    order = calls(text)
    assert order.index("signedIn") < order.index("validPath") < order.index("lookForUpdateArticle")
    assert order.index("lookForUpdateArticle") < order.index("acceptsJson") < order.index("jsonBody")
    assert order.index("jsonBody") < order.index("pathOf")
    assert "if (named !== null) { await context.database.statements((session) =>" in text


def test_what_everybody_may_know_of_is_looked_for_before_roles() -> None:
    order = calls(handler("journal", "user", "put", "/v1/users/:id/role"))
    assert order[:5] == ["rateLimit", "signedIn", "validPath", "lookForAssignRole", "onlyAdmin"]


def test_path_and_query_are_refused_together() -> None:
    text = handler("covering", "document", "get", "/api/v1/documents/:id/labels-on")
    assert "const [path, query] = pathAndQueryOf(request, idPath, listDocumentLabelsOnQuery);" in text


def test_names_of_the_path_are_those_of_the_wire_and_of_the_service() -> None:
    text = handler("covering", "document", "delete", "/api/v1/documents/:id/labels-on/:label_id")
    assert "{ viewer, id: path.id, labelId: path.label_id }" in text
    assert "const idLabelIdPath = z.object({ id: id(), label_id: id() });" in routes("covering", "document")


def test_a_create_that_may_be_repeated_keeps_its_whole_answer() -> None:
    text = handler("covering", "country", "post", "/api/v1/countries")
    assert "await perform(context, request, response, 'create_country', data, async (session) => {" in text
    assert "return { status: 201, body: countryView(found), headers: {" in text
    assert "Location: `/api/v1/countries/${quoted(found.code)}`" in text


def test_errors_of_a_wrapped_body_tell_of_its_inside() -> None:
    text = handler("press", "article", "post", "/api/articles")
    assert "const body = await jsonBody(context, request, createArticleEnvelope);" in text
    assert "await inside(['article'], () => transact(context.database, (session) =>" in text
    assert "data: body.article" in text


def test_what_the_caller_has_is_not_sent_again() -> None:
    text = handler("covering", "document", "get", "/api/v1/documents/:id")
    assert text.index("isUnchanged(request, tag)") < text.index("jsonResponse(")
    assert "notModified(response, tag); return; }" in text


def test_services_outside_are_asked_before_the_transaction() -> None:
    text = handler("tickets", "ticket", "post", "/v1/tickets/:id/refund")
    asked = text.index("await service.askRefundForRefundTicket(context.database, context.ports, freshKey(), {")
    assert asked < text.index("context.database.transaction(")
    assert "refund: refundAnswer" in text


@pytest.mark.parametrize(("name", "group", "told"), [
    ("crm", "contact", "csvResponse(response, contactRowViewColumns, found.items.map(contactRowView), nextPage("),
    ("crm", "contact", "await csvBody(\n"),
    ("handbook", "page", "Object.keys(pageLineViewColumns),"),
    ("handbook", "page", "htmlRow(response, 'One page, to look at', pageSheetView(found), 200, {"),
    ("uploads", "document", "{\n      file: ['file_name', 'file_media_type'],\n    }"),
    ("uploads", "document", "fileResponse(response, found);"),
    ("diary", "user", "const cookies = sessionCookies(context, response);"),
])  # fmt: skip
def test_other_media(name: str, group: str, told: str) -> None:
    assert told in routes(name, group)


def test_a_parameter_whose_name_is_no_word_stands_in_quotes() -> None:
    plan = planned("covering")
    operation = replace(plan.operations[0], path='/x/{a-b"}/y.z/{id}')
    assert route_path(plan, operation) == '/api/v1/x/:"a-b\\""/y.z/:id'
