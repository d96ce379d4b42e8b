import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.tools.api_generator.plans import EXAMPLES, example_plan, operation, plan_of
from tests.tools.blueprint.strategies import blueprints
from tools.api_generator import openapi_document
from tools.blueprint.document import from_data
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.packs import registry
from tools.validators.static.openapi import document_findings, example_findings


@pytest.fixture(scope="module")
def library() -> dict[str, Any]:
    return openapi_document(example_plan("library"))


def called(document: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        item for methods in document["paths"].values() for item in methods.values() if item["operationId"] == name
    )
    return found


def codes(document: dict[str, Any], name: str) -> set[str]:
    found: set[str] = set()
    for response in called(document, name)["responses"].values():
        if "$ref" in response:
            (content,) = document["components"]["responses"][response["$ref"].split("/")[-1]]["content"].values()
            found |= set(content["examples"])
    return found


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_document_is_valid_and_so_are_its_examples(name: str) -> None:
    document = openapi_document(example_plan(name))
    assert document_findings(document) == []
    assert example_findings(document) == []


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(blueprints())
def test_any_sound_blueprint_has_a_valid_document(data: dict[str, Any]) -> None:
    try:
        plan = resolve(from_data(data), registry.stack("fastapi", "postgresql"))
    except BadInput:
        return
    document = openapi_document(plan)
    assert document_findings(document) == []
    assert example_findings(document) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_same_plan_gives_the_same_bytes(name: str) -> None:
    assert json.dumps(openapi_document(example_plan(name))) == json.dumps(openapi_document(example_plan(name)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_operation_is_there_with_every_error_it_can_end_with(name: str) -> None:
    plan = example_plan(name)
    document = openapi_document(plan)
    for item in plan.operations:
        found = document["paths"][item.path][item.method.lower()]
        assert found["operationId"] == item.name.snake
        assert str(item.response.status) in found["responses"]
        own = {case.code for case in item.errors}
        assert codes(document, item.name.snake) == own | {"internal_error", "not_ready"}


def test_objects_take_no_other_fields(library: dict[str, Any]) -> None:
    def objects(node: Any) -> list[dict[str, Any]]:
        if isinstance(node, list):
            return [found for item in node for found in objects(item)]
        if not isinstance(node, dict):
            return []
        own = [node] if node.get("type") == "object" else []
        return own + [found for item in node.values() for found in objects(item)]

    found = objects(library["components"]["schemas"])
    assert len(found) > 10
    assert all(item["additionalProperties"] is False for item in found)


def test_no_component_is_left_unused(library: dict[str, Any]) -> None:
    text = json.dumps(library)
    for kind, named in library["components"].items():
        for name in named:
            assert kind == "securitySchemes" or f'"#/components/{kind}/{name}"' in text, name


def test_who_may_call_stands_at_every_operation(library: dict[str, Any]) -> None:
    assert called(library, "login")["security"] == []
    assert called(library, "list_books")["security"] == [{"bearer": []}]
    assert called(library, "create_book")["security"] == [{"bearer": ["admin"]}]
    assert called(library, "read_loan")["security"] == [{"bearer": []}]


def test_any_of_several_roles_may_call() -> None:
    document = openapi_document(example_plan("covering"))
    assert called(document, "create_category")["security"] == [{"bearer": ["editor"]}, {"bearer": ["admin"]}]


def test_a_token_behind_another_word_is_told_in_words() -> None:
    """Of `http` schemes clients know those that are registered."""
    document = openapi_document(example_plan("press"))
    scheme = document["components"]["securitySchemes"]["bearer"]
    assert (scheme["type"], scheme["in"], scheme["name"]) == ("apiKey", "header", "Authorization")
    assert scheme["description"].startswith("The word `Token`, a space, and the token.")
    assert document["components"]["headers"]["WWW-Authenticate"]["example"] == "Token"


def test_a_token_may_have_a_header_of_its_own() -> None:
    document = openapi_document(example_plan("polls"))
    scheme = document["components"]["securitySchemes"]["api_key"]
    assert (scheme["type"], scheme["in"], scheme["name"]) == ("apiKey", "header", "X-API-Key")
    assert called(document, "vote")["security"] == [{"api_key": []}]
    assert called(document, "login")["security"] == []
    assert document["components"]["headers"]["WWW-Authenticate"]["example"] == "APIKey"


def parameter_names(document: dict[str, Any], name: str) -> set[str]:
    return {item.get("name") or item["$ref"].split("/")[-1] for item in called(document, name)["parameters"]}


def test_conditional_requests_and_keys_are_declared_where_they_work(library: dict[str, Any]) -> None:
    assert parameter_names(library, "update_book") == {"id", "If-Match"}
    assert parameter_names(library, "read_book") == {"id", "If-None-Match"}
    assert parameter_names(library, "create_book") == {"Idempotency-Key"}
    assert parameter_names(library, "update_author") == {"id"}
    assert "ETag" in called(library, "read_book")["responses"]["200"]["headers"]
    assert set(called(library, "read_book")["responses"]["304"]["headers"]) == {"ETag"}
    assert "304" not in called(library, "update_book")["responses"]
    made = called(library, "create_book")["responses"]["201"]["headers"]
    assert {"ETag", "Location", "Idempotency-Replayed", "RateLimit-Remaining"} <= set(made)


def test_waiting_times_stand_at_the_errors_that_ask_to_wait(library: dict[str, Any]) -> None:
    responses = library["components"]["responses"]
    assert "Retry-After" in responses["TooManyRequests"]["headers"]
    assert "Retry-After" in responses["ConflictOrRequestInProgress"]["headers"]
    assert "WWW-Authenticate" in responses["Unauthenticated"]["headers"]


def test_what_is_made_links_to_what_reads_and_changes_it(library: dict[str, Any]) -> None:
    links = called(library, "create_book")["responses"]["201"]["links"]
    assert set(links) == {"ReadBook", "UpdateBook", "DeleteBook"}
    assert links["UpdateBook"]["parameters"] == {
        "path.id": "$response.body#/id",
        "header.If-Match": "$response.header.ETag",
    }


def test_a_change_has_no_defaults_and_a_creation_has(library: dict[str, Any]) -> None:
    schemas = library["components"]["schemas"]
    assert schemas["BookCreate"]["properties"]["genre"]["default"] == "fiction"
    assert "default" not in schemas["BookUpdate"]["properties"]["genre"]
    assert "required" not in schemas["BookUpdate"]


def test_secrets_are_asked_for_and_never_answered(library: dict[str, Any]) -> None:
    schemas = library["components"]["schemas"]
    assert schemas["RegisterRequest"]["properties"]["password"]["format"] == "password"
    assert "password" not in json.dumps(schemas["Member"])


def test_what_only_a_shell_runs_is_no_part_of_the_contract(library: dict[str, Any]) -> None:
    assert "CreateAdminRequest" not in library["components"]["schemas"]


def test_names_are_cased_as_the_api_asks() -> None:
    schemas = openapi_document(example_plan("shop"))["components"]["schemas"]
    assert "nextCursor" in schemas["OrderPage"]["properties"]
    assert "accessToken" in schemas["Tokens"]["properties"]
    assert "priceAvg" in schemas["AnalyzeProductsResult"]["properties"]["groups"]["items"]["properties"]


def test_offset_pages_tell_the_total() -> None:
    page = openapi_document(example_plan("notes"))["components"]["schemas"]["NotePage"]
    assert list(page["properties"]) == ["items", "total", "limit", "offset"]


def test_a_deprecated_operation_is_marked() -> None:
    plan = plan_of(
        {
            "entities": [{"name": "Note", "attributes": [{"name": "title"}]}],
            "operations": [
                {
                    "name": "old", "method": "GET", "path": "/old", "deprecated": True, "group": "Note",
                    "access": {"public": True}, "steps": [{"list": "Note", "as": "page"}],
                    "response": {"value": "page", "view": "Note"},
                }
            ],
        }
    )  # fmt: skip
    found = called(openapi_document(plan), "old")
    assert found["deprecated"] is True
    assert {"Deprecation", "Sunset"} <= set(found["responses"]["200"]["headers"])


def test_hostile_texts_stay_texts() -> None:
    attack = '</script><img src=x onerror=alert(1)> """ {{ 7 * 7 }} ${x}'
    plan = plan_of(
        {
            "title": attack,
            "description": attack,
            "entities": [{"name": "Note", "description": attack, "attributes": [{"name": "t", "description": attack}]}],
            "resources": [{"entity": "Note"}],
            "api": {"styles": ["rest", "graphql"]},
        }
    )
    document = openapi_document(plan)
    assert document["info"]["title"] == attack
    assert document_findings(document) == []
    assert operation(plan, "create_note").summary


def test_a_caller_may_be_a_stranger() -> None:
    document = openapi_document(example_plan("blog"))
    assert called(document, "read_card")["security"] == [{}, {"bearer": []}]
    assert "401" in called(document, "read_card")["responses"]
    assert called(document, "read_article")["security"] == []


def test_a_row_inside_has_its_own_schema_and_may_be_null() -> None:
    shown = openapi_document(example_plan("blog"))["components"]["schemas"]
    article, answers = (shown["CommentCard"]["properties"][name] for name in ("article", "answers"))
    assert article == {"$ref": "#/components/schemas/ArticleTitle"}
    assert answers == {"anyOf": [{"$ref": "#/components/schemas/CommentLine"}, {"type": "null"}]}
    assert shown["ArticleTitle"]["properties"]["author"] == {"$ref": "#/components/schemas/Byline"}


def test_events_are_webhooks_of_the_contract() -> None:
    told = openapi_document(example_plan("orders"))["webhooks"]
    assert list(told) == ["order_paid", "order_to_refund"]
    schema = told["order_to_refund"]["post"]["requestBody"]["content"]["application/cloudevents+json"]["schema"]
    data = schema["properties"]["data"]
    assert data["required"] == ["order_id", "paid_at", "reason"]
    assert data["properties"]["paid_at"]["type"] == ["string", "null"]
    assert "webhooks" not in openapi_document(example_plan("library"))


def test_members_of_a_document_are_one_parameter() -> None:
    document = openapi_document(example_plan("assets"))
    (found,) = [item for item in called(document, "list_assets")["parameters"] if item.get("name") == "extra"]
    assert (found["in"], found["style"], found["explode"]) == ("query", "deepObject", True)
    assert found["schema"] == {
        "type": "object",
        "propertyNames": {"minLength": 1, "maxLength": 100, "pattern": r"^[^\x00\[\]]+$"},
        "additionalProperties": {"type": "string", "maxLength": 255, "pattern": r"^[^\x00]*$"},
        "maxProperties": 8,
    }
    assert "`?extra[color]=red&extra[size]=42`" in found["description"]
    assert "extra" not in parameter_names(openapi_document(example_plan("covering")), "list_documents")
