"""Generated tests of single entities."""

import ast
import re

import pytest
from graphql import build_schema, parse, validate

from tests.tools.packs.frameworks.express.graphql.plans import planned
from tools.api_generator import graphql_sdl
from tools.blueprint.graphql.build import graphql_model
from tools.packs.frameworks.express.graphql.testing.resources import graphql_resource_tests
from tools.packs.testing.catalog import Catalog


def printed(name: str) -> dict[str, str]:
    plan = planned(name)
    api, catalog = graphql_model(plan), Catalog(plan)
    found = {group.name.snake: graphql_resource_tests(plan, api, group, catalog) for group in plan.groups}
    return {group: source for group, source in found.items() if source is not None}


@pytest.mark.parametrize("name", ["covering", "shop"])
def test_queries_fit_the_schema(name: str) -> None:
    schema = build_schema(graphql_sdl(planned(name)))
    for source in printed(name).values():
        constants = re.findall(r"^const [A-Z]+ = (?:('[^\n]*')|`(.*?)`);$", source, re.MULTILINE | re.DOTALL)
        assert constants
        for flat, long in constants:
            assert validate(schema, parse(ast.literal_eval(flat) if flat else long)) == []


def test_owned_rows_are_hidden_from_others() -> None:
    sources = printed("shop")
    assert "test('hides it from other accounts'" in sources["order"]
    assert "hides it" not in sources["product"]


def test_related_rows_are_counted_where_the_caller_may_see_them() -> None:
    source = printed("shop")["order"]
    related = re.search(r"const RELATED = `(.*?)`", source, re.DOTALL)
    assert related is not None
    assert "products(first: 2)" in related[1]
    assert "user" not in related[1]
    assert "async ({ client, actors, store }) => {" in source


def test_a_stale_version_is_tried_where_rows_have_one() -> None:
    sources = printed("shop")
    assert "precondition_failed" in sources["product"]
    assert "precondition_failed" not in sources["order"]
