"""Components of the contract keep apart, though entities are called like bodies, pages and problems."""

from typing import Any

from tests.tools.api_generator.plans import plan_of
from tools.api_generator import openapi_document
from tools.validators.static.openapi import document_findings, example_findings

NAMES = ("Book", "BookCreate", "BookUpdate", "BookPage", "BookView", "Problem", "FieldError", "Token", "TokenItem",
         "AnalyzeBooksResult", "LoginRequest", "User")  # fmt: skip
USER = [{"name": "email", "type": "email", "required": True, "unique": True}]


def document() -> dict[str, Any]:
    entities = [{"name": name, "attributes": [{"name": f"of_{name.lower()}"}]} for name in NAMES[:-1]]
    actions = ["list", "read", "create", "update", "delete", "analytics"]
    return openapi_document(
        plan_of(
            {
                "entities": [*entities, {"name": "User", "attributes": USER}],
                "resources": [{"entity": name, "actions": actions} for name in NAMES[:-1]],
                "auth": {"scheme": "jwt", "account": "User"},
            }
        )
    )


def test_the_contract_is_sound() -> None:
    found = document()
    assert document_findings(found) == []
    assert example_findings(found) == []


def test_each_entity_has_a_schema_of_its_own() -> None:
    schemas = document()["components"]["schemas"]
    for name in NAMES[:-1]:
        views = [key for key, schema in schemas.items() if {"id", f"of_{name.lower()}"} <= schema["properties"].keys()]
        assert len(views) == 1, name
    assert {"code", "status", "title"} <= schemas["Problem"]["properties"].keys()
    assert "pointer" in schemas["FieldError"]["properties"]
