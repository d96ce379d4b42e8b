import json

import pytest

from tests.tools.api_generator.plans import EXAMPLES, example_plan
from tools.api_generator import api_specification, generate, openapi_document
from tools.api_generator.tool import api_generator_tool
from tools.artifact_tool import ArtifactFiles


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_contract_comes_first_and_the_same_each_time(name: str) -> None:
    plan = example_plan(name)
    artifacts = generate(plan)
    assert artifacts == generate(example_plan(name))
    expected = ["openapi.json", *(["schema.graphql"] if plan.api.graphql else []), "docs.html"]
    assert [artifact.path for artifact in artifacts] == expected
    assert json.loads(artifacts[0].content) == openapi_document(plan)
    assert all(artifact.content.endswith("\n") for artifact in artifacts)


def test_rules_are_named_where_the_plan_follows_them() -> None:
    library, notes = generate(example_plan("library"))[0].rules, generate(example_plan("notes"))[0].rules
    assert {"pagination.keyset", "concurrency.optimistic-lock", "search.substring", "money.decimal"} <= set(library)
    assert not {"pagination.keyset", "auth.jwt-sessions", "idempotency.keys"} & set(notes)
    assert list(library) == sorted(library)


def test_the_tool_gives_what_the_function_gives() -> None:
    with open("tests/blueprints/notes.yaml", encoding="utf-8") as file:
        text = file.read()
    answer = api_generator_tool.invoke({"blueprint": text, "framework": "fastapi", "datastore": "postgresql"})
    assert isinstance(answer, ArtifactFiles)
    assert [item.content for item in answer.artifacts] == [item.content for item in generate(example_plan("notes"))]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_specification_names_every_endpoint(name: str) -> None:
    plan = example_plan(name)
    specification = api_specification(plan)
    assert json.loads(json.dumps(specification)) == specification
    assert [item["id"] for item in specification["endpoints"]] == [
        item["operationId"] for methods in openapi_document(plan)["paths"].values() for item in methods.values()
    ]
    assert list(specification) == [
        "id", "name", "version", "description", "baseUrl", "endpoints", "authentication", "rateLimit", "versioning",
        "documentation", "errorHandling", "validation",
    ]  # fmt: skip


def test_a_specification_tells_what_is_switched_off() -> None:
    specification = api_specification(example_plan("notes"))
    assert specification["authentication"] == {"strategy": "none"}
    assert specification["rateLimit"] == {"enabled": False}
    assert specification["documentation"]["graphql"] is None
