"""Generated tests of single entities."""

import ast
import re

import pytest
from graphql import build_schema, parse, validate

from tests.tools.api_generator.plans import example_plan
from tools.api_generator import graphql_sdl
from tools.blueprint.graphql.build import graphql_model
from tools.packs.frameworks.fastapi.graphql.testing.resources import graphql_resource_tests
from tools.packs.testing.catalog import Catalog


def printed(name: str) -> dict[str, str]:
    plan = example_plan(name)
    api, catalog = graphql_model(plan), Catalog(plan)
    found = {group.name.snake: graphql_resource_tests(plan, api, group, catalog) for group in plan.groups}
    return {group: source for group, source in found.items() if source is not None}


@pytest.mark.parametrize("name", ["covering", "shop"])
def test_queries_fit_the_schema(name: str) -> None:
    schema = build_schema(graphql_sdl(example_plan(name)))
    for source in printed(name).values():
        constants = [node for node in ast.parse(source).body if isinstance(node, ast.Assign)]
        assert constants
        for node in constants:
            assert validate(schema, parse(ast.literal_eval(node.value))) == []


def test_owned_rows_are_hidden_from_others() -> None:
    sources = printed("shop")
    assert "test_hides_it_from_other_accounts" in sources["order"]
    assert "test_hides_it_from_other_accounts" not in sources["product"]


def test_related_rows_are_counted_where_the_caller_may_see_them() -> None:
    source = printed("shop")["order"]
    related = re.search(r'_RELATED = """(.*?)"""', source, re.DOTALL)
    assert related is not None
    assert "products(first: 2)" in related[1]
    assert "user" not in related[1]


def test_a_stale_version_is_tried_where_rows_have_one() -> None:
    sources = printed("shop")
    assert "precondition_failed" in sources["product"]
    assert "precondition_failed" not in sources["order"]
