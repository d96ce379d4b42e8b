"""The contract's usage examples, through the agent as an orchestrator holds it."""

import json
from typing import Any

import pytest

from agent import create_backend_engineer_agent
from agent.catalogue import TOOLS
from agent.task import ALIASES, TaskType
from tests.acceptance.examples import BACKEND_CODE, DESIGN_API, DESIGN_DATABASE
from tests.acceptance.working import Work, work
from tools.packs import registry

UNBUILT = sorted(set(TaskType) - set(TOOLS))


def refused(done: Work) -> dict[str, Any]:
    """The error of a task that was refused, and told so once."""
    assert (done.result.status, done.terminal) == ("failed", ("error",))
    assert done.result.error is not None
    assert (done.told["artifacts"], done.told["out"]) == ([], None)
    error: dict[str, Any] = done.told["error"]
    assert error["code"] == done.result.error.code
    assert error["message"]
    assert error["hint"]
    assert error["fault"] == "input"
    assert not done.result.error.retryable
    return error


SNAKE = {("rate_limit" if key == "rateLimit" else key): value for key, value in DESIGN_API.items()}


@pytest.mark.parametrize("payload", [DESIGN_API, SNAKE, {"requirements": SNAKE}, {"requirements": DESIGN_API}])
def test_both_nestings_and_spellings_give_the_same_files(payload: dict[str, Any]) -> None:
    done = work("design_api", payload)
    assert done.files == work("design_api", DESIGN_API).files
    document = json.loads(done.files["openapi.json"])
    listing = next(item for path, item in document["paths"].items() if path.endswith("/products"))["get"]
    assert "cursor" in {parameter.get("name") for parameter in listing["parameters"]}
    assert "429" in listing["responses"]
    assert done.told["unplaced"] == []
    assert done.terminal == ("taskCompleted",)


def test_the_second_example_keeps_a_password_as_its_hash() -> None:
    done = work("design_database", DESIGN_DATABASE)
    tables = {table["name"]: table for table in done.output["tables"]}
    assert {"users", "products", "orders"} <= set(tables)
    assert done.output["type"] == "postgresql"
    columns = {column["name"] for column in tables["users"]["columns"]}
    assert {"id", "email", "password_hash", "profile"} <= columns
    assert "password" not in columns
    assert "user_id" in {column["name"] for column in tables["orders"]["columns"]}
    assert any("Order" in told and "nothing declares it" in told for told in done.told["assumptions"])
    assert done.terminal == ("taskCompleted",)


def test_a_framework_to_come_is_refused_with_what_there_is() -> None:
    error = refused(work("generate_backend_code", {**BACKEND_CODE, "framework": "koa"}))
    assert (error["code"], error["wanted"]) == ("unsupported", "koa")
    assert error["supported"] == list(registry.ids("frameworks"))
    assert all(name in error["hint"] for name in error["supported"])


@pytest.mark.parametrize("named", [{}, {"framework": "fastapi", "language": "python"}], ids=["as it is", "fastapi"])
def test_the_third_example_keeps_accounts(named: dict[str, str]) -> None:
    done = work("generate_backend_code", {**BACKEND_CODE, **named})
    assert done.result.status == "completed", done.result.error
    assumed, unplaced = (" ".join(done.told[key]) for key in ("assumptions", "unplaced"))
    assert "The backend keeps accounts only: the request names no entities." in assumed
    for name in ("CQRS", "teleportation"):
        assert f"`{name}`" in unplaced
    for name in ("repository", "service", "controller", "layered", "authentication", "validation", "logging"):
        assert f"`{name}`" in assumed
    assert "errors are RFC 9457" in assumed
    assert {"api", "services", "database", "tests"} <= {part for part, files in done.output.items() if files}


def test_the_second_example_in_other_nestings_gives_the_same_files() -> None:
    top = {**DESIGN_DATABASE, "type": DESIGN_DATABASE["requirements"]["type"]}
    del top["requirements"]
    for payload in (top, {"requirements": top}):
        assert work("design_database", payload).files == work("design_database", DESIGN_DATABASE).files


@pytest.mark.parametrize(
    "payload", [{"type": "mysql"}, {"requirements": {"type": "mysql"}}, {"stack": {"db": "mysql"}}]
)
def test_another_datastore_is_refused_with_those_that_are(payload: dict[str, Any]) -> None:
    error = refused(work("design_database", {"entities": ["Book"], **payload}))
    assert (error["code"], error["wanted"]) == ("unsupported", "mysql")
    assert error["supported"] == list(registry.ids("datastores"))


def test_an_api_is_implemented_from_its_design_to_the_byte() -> None:
    design = work("design_api", {"entities": ["Book"], "authentication": False})
    done = work("implement_api", {"apiSpec": design.told})
    assert done.result.status == "completed", done.result.error
    served = [content for path, content in done.files.items() if path.endswith("openapi.json")]
    assert served
    assert set(served) == {design.files["openapi.json"]}
    assert done.terminal == ("taskCompleted",)


def test_a_database_is_implemented_from_its_design() -> None:
    design = work("design_database", DESIGN_DATABASE)
    done = work("implement_database", {"schema": design.told})
    assert {**done.output, "createdAt": 0} == {**design.output, "createdAt": 0}
    migrations = {path: content for path, content in done.files.items() if "0001" in path}
    assert any("up" in path for path in migrations)
    assert any("down" in path for path in migrations)


@pytest.mark.parametrize("name", [*UNBUILT, *(alias for alias in sorted(ALIASES) if ALIASES[alias] in UNBUILT)])
def test_what_is_not_built_is_refused_with_what_is(name: str) -> None:
    error = refused(work(name, DESIGN_API))
    assert error["code"] == "unsupported"
    assert error["supported"] == sorted(TOOLS)


@pytest.mark.parametrize("alias", [alias for alias in sorted(ALIASES) if ALIASES[alias] in TOOLS])
def test_aliases_of_what_is_built_can_be_handled(alias: str) -> None:
    task = {"id": "1", "type": alias, "payload": {}}
    assert create_backend_engineer_agent().can_handle_task(task)
    # What follows is the missing or unsupported part of the payload: the type itself was understood.
    assert refused(work(alias, {"framework": "koa"}))["code"] in ("unsupported", "missing-essential")


def test_an_alias_does_the_work_of_its_type() -> None:
    payload = {"entities": [{"name": "Book", "attributes": ["title"]}], "authentication": False}
    done = work("create_database_migration", payload)
    assert done.told["task_type"] == "implement_database"
    assert any("0001" in path for path in done.files)


def test_false_means_false() -> None:
    off = dict.fromkeys(("authentication", "rateLimit", "versioning", "softDelete", "idempotency"), False)
    done = work("design_api", {"entities": ["User", "Product"], **off})
    document = json.loads(done.files["openapi.json"])
    assert not document.get("components", {}).get("securitySchemes")
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    assert all("429" not in operation["responses"] for operation in operations if isinstance(operation, dict))
    assert all("/v1" not in path for path in document["paths"])
    assert "Idempotency-Key" not in done.files["openapi.json"]


def test_a_feature_that_is_false_is_not_built() -> None:
    payload = {"framework": "fastapi", "entities": ["Book"], "features": {"authentication": False}}
    done = work("design_api", payload)
    assert not json.loads(done.files["openapi.json"]).get("components", {}).get("securitySchemes")
    assert refused(work("generate_backend_code", {key: payload[key] for key in ("framework", "features")}))


def test_unknown_keys_are_reported() -> None:
    payload = {"entities": [{"name": "Book", "attributes": ["title"], "shape": 1}], "colour": "red"}
    told = " ".join(work("design_database", payload, flavour="sweet").told["unplaced"])
    assert all(name in told for name in ("task.flavour", "payload.colour", "payload.entities[0].shape"))


@pytest.mark.parametrize(
    ("type_", "missing"),
    [
        ("design_api", "entities"),
        ("implement_api", "apiSpec"),
        ("design_database", "entities"),
        ("implement_database", "schema"),
    ],
)
def test_a_missing_essential_is_named(type_: str, missing: str) -> None:
    error = refused(work(type_, {"pagination": "cursor"}))
    assert error["path"] == f"payload.{missing}"
    assert missing in error["message"]


RING = [{"from": "A", "to": "B", "required": True}, {"from": "B", "to": "A", "required": True}]
CONTRADICTIONS: list[tuple[dict[str, Any], tuple[str, str]]] = [
    ({"entities": ["A", "B"], "relationships": RING}, ("A needs B", "B needs A")),
    ({"entities": ["A"], "authentication": "JWT", "requirements": {"authentication": False}}, ("JWT", "no")),
    (
        {"entities": ["A"], "authentication": "JWT", "features": {"authentication": False}},
        ("JWT", "authentication is false"),
    ),
    ({"entities": ["A"], "rateLimit": False, "features": ["rate limiting"]}, ("refused", "rate limiting")),
    ({"entities": ["A"], "softDelete": True, "features": {"soft-delete": False}}, ("soft delete", "soft-delete")),
    ({"entities": ["A"], "language": "python", "stack": {"language": "typescript"}}, ("python", "typescript")),
    ({"entities": ["A"], "type": "sqlite", "requirements": {"database": "postgres"}}, ("sqlite", "postgresql")),
    ({"entities": ["A"], "pagination": {"defaultLimit": 9, "maxLimit": 5}}, ("9", "5")),
    ({"entities": ["A"], "framework": "fastapi", "stack": {"framework": "express"}}, ("fastapi", "express")),
    (
        {"entities": [{"name": "A", "attributes": [{"name": "n", "type": "int", "min": 5, "max": 1}]}]},
        ("at least 5", "at most 1"),
    ),
    (
        {"entities": [{"name": "A", "attributes": [{"name": "n", "required": True, "nullable": True}]}]},
        ("required", "null"),
    ),
]


@pytest.mark.parametrize(("payload", "sides"), CONTRADICTIONS)
def test_a_contradiction_fails_and_names_both_sides(payload: dict[str, Any], sides: tuple[str, str]) -> None:
    error = refused(work("design_database", payload))
    assert error["code"] == "contradiction"
    assert len(error["sides"]) == 2
    for side in sides:
        assert any(side in told for told in error["sides"])
        assert side in error["message"]
