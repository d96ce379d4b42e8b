"""The usage examples that orchestrators know, unchanged, and one design taken up by the next task."""

from typing import Any

import pytest

from agent import create_backend_engineer_agent
from agent.task import TaskResult, TaskStatus
from tools.packs import registry

pytestmark = pytest.mark.usefixtures("shared_cache")
STACK = registry.stacks()[0]

DESIGN_API = {
    "requirements": {
        "entities": ["User", "Product", "Order"],
        "operations": ["CRUD", "search", "analytics"],
        "authentication": "JWT",
        "rateLimit": True,
        "pagination": "cursor",
    },
    "constraints": {"performance": "high", "scalability": "horizontal"},
}
DESIGN_DATABASE = {
    "entities": [
        {"name": "User", "attributes": ["id", "email", "password", "profile"]},
        {"name": "Product", "attributes": ["id", "name", "price", "description", "category"]},
    ],
    "relationships": [{"from": "Order", "to": "User", "type": "many-to-one"}],
    "requirements": {"type": "postgresql"},
}
GENERATE_CODE = {
    "framework": "express",
    "language": "typescript",
    "architecture": "layered",
    "patterns": ["repository", "service-layer"],
    "features": ["authentication", "validation", "logging"],
}


async def result_of(kind: str, payload: dict[str, Any]) -> TaskResult:
    agent = create_backend_engineer_agent({"validation": "static"})
    await agent.initialize()
    result = await agent.assign_task({"id": "1", "type": kind, "payload": payload})
    await agent.shutdown()
    return result


def data(result: TaskResult) -> dict[str, Any]:
    assert result.status is TaskStatus.COMPLETED, result.error
    assert isinstance(result.result, dict)
    return result.result


async def test_an_api_is_designed() -> None:
    result = data(await result_of("design_api", DESIGN_API))
    methods = {(endpoint["method"], endpoint["path"]) for endpoint in result["output"]["endpoints"]}
    for path in ("/users", "/products", "/orders"):
        assert ("GET", path) in methods
        assert ("GET", f"{path}/analytics") in methods
    # An order has no words to search in.
    assert {("GET", "/users/search"), ("GET", "/products/search"), ("POST", "/auth/login")} <= methods
    assert result["blueprint"]["auth"]["scheme"] == "jwt"


async def test_a_database_is_designed_and_the_undeclared_entity_is_assumed() -> None:
    result = data(await result_of("design_database", DESIGN_DATABASE))
    assert {"users", "products", "orders"} <= {table["name"] for table in result["output"]["tables"]}
    assert any("Order" in line for line in result["assumptions"])


async def test_code_for_a_framework_to_come_is_refused_with_those_that_are() -> None:
    result = await result_of("generate_backend_code", {**GENERATE_CODE, "framework": "koa"})
    assert result.status is TaskStatus.FAILED
    assert result.error is not None
    assert result.error.code == "unsupported"
    assert STACK.framework in result.error.hint


async def test_code_without_entities_is_the_account_skeleton() -> None:
    result = data(await result_of("generate_backend_code", GENERATE_CODE))
    assert any("accounts only" in line for line in result["assumptions"])
    assert any(file["path"] == "openapi.json" for file in result["output"]["api"])


async def test_a_designed_api_is_implemented_by_the_next_task() -> None:
    design = data(await result_of("design_api", DESIGN_API))
    for given in ({"apiSpec": design["output"]}, {"blueprint": design["blueprint"]}):
        made = data(await result_of("implement_api", {**given, "framework": STACK.framework}))
        assert {"User", "Product", "Order"} <= {entity["name"] for entity in made["blueprint"]["entities"]}


async def test_a_designed_database_is_implemented_by_the_next_task() -> None:
    design = data(await result_of("design_database", DESIGN_DATABASE))
    made = data(await result_of("implement_database", {"schema": design["output"]}))
    assert any(artifact["path"].endswith(".up.sql") for artifact in made["artifacts"])
    assert {table["name"] for table in design["output"]["tables"]} <= {
        table["name"] for table in made["output"]["tables"]
    }
