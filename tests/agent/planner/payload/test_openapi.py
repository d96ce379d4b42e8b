"""OpenAPI documents: read exactly, refused where a value means nothing, told where something has no place."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import actions, attribute, links
from tools.blueprint.model import Action, AttributeType, AuthScheme, CookieCarrier, HeaderCarrier
from tools.errors import BadInput, Unsupported

TaskPlanned = Callable[[str, object], Draft]
SCHEMAS = "payload.apiSpec.components.schemas"


def document(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    schemas = {"Pet": {"type": "object", "properties": {"name": {"type": "string"}, **properties}}}
    return {"openapi": "3.1.0", "components": {"schemas": schemas}, **more}


@pytest.mark.parametrize(
    ("body", "at"),
    [
        (7, ""),
        ({"type": 7}, ".type"),
        ({"type": "zz"}, ".type"),
        ({"type": ["string", "zz"]}, ".type[1]"),
        ({"type": ["null"]}, ".type"),
        ({"type": "string", "maxLength": "9"}, ".maxLength"),
        ({"type": "string", "maxLength": True}, ".maxLength"),
        ({"type": "integer", "minimum": "0"}, ".minimum"),
        ({"type": "integer", "exclusiveMaximum": "0"}, ".exclusiveMaximum"),
        ({"type": "string", "enum": "a"}, ".enum"),
        ({"type": "string", "format": 7}, ".format"),
        ({"type": "string", "nullable": "yes"}, ".nullable"),
        ({"type": "string", "readOnly": 1}, ".readOnly"),
        ({"type": "string", "description": 7}, ".description"),
        ({"type": "array", "items": "string"}, ".items"),
        ({"type": "array", "items": {"type": "zz"}}, ".items.type"),
        ({"anyOf": {}}, ".anyOf"),
        ({"$ref": "#/components/schemas/Nobody"}, ".$ref"),
        ({"$ref": "#/components/schemas/Loop"}, ".$ref"),
    ],
)
def test_a_wrong_property_is_refused_with_its_path(task_planned: TaskPlanned, body: object, at: str) -> None:
    spec = document({"kind": body})
    spec["components"]["schemas"]["Loop"] = {"$ref": "#/components/schemas/Loop"}
    with pytest.raises(BadInput) as caught:
        task_planned("implement_api", {"apiSpec": spec})
    assert caught.value.path == f"{SCHEMAS}.Pet.properties.kind{at}"
    assert caught.value.hint


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"openapi": 7}, "payload.apiSpec.openapi"),
        ({"info": 7}, "payload.apiSpec.info"),
        ({"info": {"title": 7}}, "payload.apiSpec.info.title"),
        ({"info": {"title": "x", "version": 7}}, "payload.apiSpec.info.version"),
        ({"paths": []}, "payload.apiSpec.paths"),
        ({"paths": {"/pets": 7}}, "payload.apiSpec.paths./pets"),
        ({"paths": {"/pets": {"get": 7}}}, "payload.apiSpec.paths./pets.get"),
        ({"paths": {"/pets": {"get": {"responses": 7}}}}, "payload.apiSpec.paths./pets.get.responses"),
        ({"paths": {"/pets": {"get": {"parameters": {}}}}}, "payload.apiSpec.paths./pets.get.parameters"),
    ],
)
def test_a_wrong_document_is_refused_with_its_path(
    task_planned: TaskPlanned, changed: dict[str, Any], path: str
) -> None:
    with pytest.raises(BadInput) as caught:
        task_planned("implement_api", {"apiSpec": {**document({}), **changed}})
    assert caught.value.path == path


def test_an_older_format_is_refused_with_those_that_are_read(task_planned: TaskPlanned) -> None:
    spec = {"swagger": "2.0", **{key: value for key, value in document({}).items() if key != "openapi"}}
    with pytest.raises(Unsupported) as caught:
        task_planned("implement_api", {"apiSpec": spec})
    assert caught.value.supported == ("3.0", "3.1")


def test_what_a_property_says_is_read(task_planned: TaskPlanned) -> None:
    spec = document(
        {
            "age": {"type": "integer", "exclusiveMinimum": 0, "maximum": 30},
            "weight": {"type": "number", "minimum": 1, "exclusiveMinimum": True},
            "status": {"$ref": "#/components/schemas/Status"},
            "note": {"anyOf": [{"type": "string", "maxLength": 9}, {"type": "null"}]},
            "secret": {"type": "string", "writeOnly": True},
            "cost": {"type": "string", "pattern": r"^-?\d+\.\d{2}$"},
            "release": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
        }
    )
    spec["components"]["schemas"]["Status"] = {"type": "string", "enum": ["free", "sold"]}
    blueprint = task_planned("implement_api", {"apiSpec": spec}).blueprint
    assert (attribute(blueprint, "Pet", "age").minimum, attribute(blueprint, "Pet", "age").maximum) == (1, 30)
    assert str(attribute(blueprint, "Pet", "weight").minimum) == "1.01"
    assert attribute(blueprint, "Pet", "status").values == ("free", "sold")
    assert attribute(blueprint, "Pet", "note").max_length == 9
    assert attribute(blueprint, "Pet", "secret").sensitive
    assert attribute(blueprint, "Pet", "cost").type is AttributeType.DECIMAL
    assert attribute(blueprint, "Pet", "release").type is AttributeType.STRING


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"type": "integer", "multipleOf": 5}, "multipleOf"),
        ({"type": "string", "format": "hostname"}, "hostname"),
        ({"type": ["string", "integer"]}, "string is taken"),
        ({"type": "integer", "enum": [1, 2]}, "only texts"),
        ({"oneOf": [{"type": "string"}, {"type": "integer"}]}, "only the first"),
    ],
)
def test_what_has_no_place_is_told(task_planned: TaskPlanned, body: object, told: str) -> None:
    draft = task_planned("implement_api", {"apiSpec": document({"kind": body})})
    assert any(line.startswith(f"{SCHEMAS}.Pet.properties.kind") and told in line for line in draft.unplaced)


def test_operations_are_those_of_the_contract(task_planned: TaskPlanned) -> None:
    answered = {"responses": {"200": {"description": "Fine."}}}
    paths = {
        "/api/v1/pets": {"get": answered, "post": answered, "head": answered},
        "/api/v1/pets/{id}": {"get": answered, "parameters": []},
        "/api/v1/pets/search": {"get": answered},
    }
    draft = task_planned("implement_api", {"apiSpec": document({}, paths=paths)})
    assert actions(draft.blueprint, "Pet") == {Action.LIST, Action.CREATE, Action.READ, Action.SEARCH}
    assert any("HEAD /api/v1/pets" in line for line in draft.unplaced)


def test_schemes_of_the_contract(task_planned: TaskPlanned) -> None:
    spec = document({})
    bearer, key = {"type": "http", "scheme": "bearer"}, {"type": "apiKey", "in": "header", "name": "k"}
    spec["components"]["securitySchemes"] = {"a": bearer, "b": key}
    draft = task_planned("implement_api", {"apiSpec": spec})
    assert draft.blueprint.auth.scheme is AuthScheme.JWT
    assert any("securitySchemes.b" in line for line in draft.unplaced)
    alone = copy.deepcopy(spec)
    del alone["components"]["securitySchemes"]["a"]
    auth = task_planned("implement_api", {"apiSpec": alone}).blueprint.auth
    assert (auth.scheme, auth.carrier, auth.session_days) == (AuthScheme.SESSION, HeaderCarrier(header="k"), None)
    alone["components"]["securitySchemes"]["b"] = {"type": "apiKey", "in": "cookie", "name": "sid"}
    auth = task_planned("implement_api", {"apiSpec": alone}).blueprint.auth
    assert (auth.scheme, auth.carrier) == (AuthScheme.SESSION, CookieCarrier(cookie="sid"))
    alone["components"]["securitySchemes"]["b"] = {"type": "http", "scheme": "basic"}
    assert task_planned("implement_api", {"apiSpec": alone}).blueprint.auth.scheme is AuthScheme.BASIC
    for other in ({"type": "apiKey", "in": "query", "name": "key"}, {"type": "http", "scheme": "digest"}):
        alone["components"]["securitySchemes"]["b"] = other
        with pytest.raises(Unsupported) as caught:
            task_planned("implement_api", {"apiSpec": alone})
        assert caught.value.wanted == other.get("scheme", other["type"])


def test_references_between_entities(task_planned: TaskPlanned) -> None:
    spec = document({"owner": {"$ref": "#/components/schemas/Owner"}})
    spec["components"]["schemas"]["Pet"]["required"] = ["owner", "wings"]
    spec["components"]["schemas"]["Owner"] = {"properties": {"name": {"type": "string"}}}
    draft = task_planned("implement_api", {"apiSpec": spec})
    assert links(draft.blueprint) == {"Pet -> Owner"}
    assert draft.blueprint.relationships[0].required
    assert any("wings" in line for line in draft.unplaced)


def test_conventions_of_the_contract(task_planned: TaskPlanned) -> None:
    offset = {"get": {"parameters": [{"name": "limit"}, {"name": "offset"}], "responses": {}}}
    servers = [{"url": "https://pets.example.com/api/v2"}, {"url": "https://test.example.com"}]
    spec = document({"bornOn": {"type": "string", "format": "date"}}, paths={"/pets": offset}, servers=servers)
    draft = task_planned("implement_api", {"apiSpec": spec})
    api = draft.blueprint.api
    assert (api.pagination.style, api.casing, api.base_path, api.version) == ("offset", "camel", "/api", 2)
    assert any("servers[1]" in line for line in draft.unplaced)
    assert any("pets.example.com" in line for line in draft.assumptions)


@pytest.mark.parametrize("servers", [7, [7], [{}], [{"url": 7}], [{"url": "/A b"}]])
def test_wrong_servers_are_refused(task_planned: TaskPlanned, servers: object) -> None:
    with pytest.raises(BadInput) as caught:
        task_planned("implement_api", {"apiSpec": document({}, servers=servers)})
    assert caught.value.path.startswith("payload.apiSpec.servers")


def test_any_json_is_json(task_planned: TaskPlanned) -> None:
    draft = task_planned("implement_api", {"apiSpec": document({"extra": {"type": ["object", "array", "null"]}})})
    assert attribute(draft.blueprint, "Pet", "extra").type is AttributeType.JSON
    assert not draft.unplaced
