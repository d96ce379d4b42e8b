"""Cases of the generated tests are right about the schema that they are asked of."""

from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLSchema, build_schema, get_operation_ast, parse, validate
from graphql.execution.values import get_variable_values

from tests.tools.api_generator.plans import example_plan
from tests.tools.packs.frameworks.fastapi.graphql.printed import load_limits
from tools.api_generator import graphql_sdl
from tools.blueprint.graphql.build import graphql_model
from tools.packs.testing.refusals import guards, limits

NAMES = ("covering", "shop")


def schema(name: str) -> GraphQLSchema:
    return build_schema(graphql_sdl(example_plan(name)))


@pytest.mark.parametrize("name", NAMES)
def test_guarded_fields_are_asked_for_correctly(name: str) -> None:
    """A mistake in query or variables would be refused for that mistake, not for the caller."""
    plan, found = example_plan(name), schema(name)
    for case in guards(plan, graphql_model(plan)):
        document = parse(str(case["query"]))
        assert validate(found, document) == []
        operation = get_operation_ast(document)
        assert operation is not None
        variables: Any = case["variables"]
        coerced = get_variable_values(found, list(operation.variable_definitions or ()), variables)
        assert not isinstance(coerced, list), coerced


def test_every_guarded_field_has_a_case() -> None:
    plan = example_plan("shop")
    api = graphql_model(plan)
    asked = {case["field"] for case in guards(plan, api) if case["refusal"] == "unauthenticated"}
    assert asked == {field.name for field in (*api.queries, *api.mutations) if not field.operation.access.public}


@pytest.mark.parametrize("name", NAMES)
def test_limits_are_really_passed(name: str, tmp_path: Path) -> None:
    found, api = schema(name), graphql_model(example_plan(name))
    measure = load_limits(tmp_path, name).measure
    cases = limits(api)
    assert [case["about"] for case in cases] == ["operations", "rows", "depth"]
    for case in cases:
        document = parse(str(case["query"]))
        assert validate(found, document) == []
        size = measure(found, document, get_operation_ast(document), {})
        assert size.depth > api.max_depth if case["about"] == "depth" else size.cost > api.max_cost
