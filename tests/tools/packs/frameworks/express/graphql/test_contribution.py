"""What GraphQL adds to an output."""

from dataclasses import replace

import pytest

from tests.tools.packs.frameworks.express.graphql.plans import plan_of, planned
from tools.packs.frameworks.express.graphql.contribution import graphql_dependencies, graphql_files
from tools.packs.frameworks.express.graphql.testing.contribution import graphql_tests


def printed(name: str) -> dict[str, str]:
    return {file.path: file.content for file in graphql_files(planned(name))}


@pytest.mark.parametrize("name", ["covering", "shop"])
def test_prints_lines_that_fit(name: str) -> None:
    found = printed(name)
    assert {"src/graphql/route.ts", "src/graphql/schema.ts", "src/graphql/limits.ts"} <= found.keys()
    for path, content in found.items():
        assert max(len(line) for line in content.splitlines()) <= 110, path
        assert content.endswith("\n"), path
        assert "\n\n\n" not in content, path


def test_adds_nothing_where_graphql_is_not_asked_for() -> None:
    plan = planned("shop")
    plain = replace(plan, api=replace(plan.api, graphql=False))
    assert (graphql_files(plain), graphql_tests(plain), graphql_dependencies(plain)) == ((), (), ())


def test_pages_are_connections_whichever_way_they_are_counted() -> None:
    entity = {"name": "Node", "attributes": [{"name": "title", "required": True, "max_length": 9}]}
    data = {"entities": [entity], "resources": [{"entity": "Node"}]}
    for style, place, more in (
        ("cursor", "readonly cursor: string | null", "page?.more ?? false"),
        ("offset", "readonly offset: number", "page.offset + page.items.length < page.total"),
    ):
        plan = plan_of({**data, "api": {"styles": ["rest", "graphql"], "pagination": {"style": style}}})
        source = next(file.content for file in graphql_files(plan) if file.path == "src/graphql/nodes.ts")
        assert place in source
        assert more in source


def test_scalars_that_nothing_uses_are_not_read() -> None:
    entity = {"name": "Node", "attributes": [{"name": "title", "required": True, "max_length": 9}]}
    plan = plan_of({"entities": [entity], "resources": [{"entity": "Node"}], "api": {"styles": ["rest", "graphql"]}})
    source = next(file.content for file in graphql_files(plan) if file.path == "src/graphql/scalars.ts")
    assert "['UUID', stringValue]" in source
    assert "documentValue" not in source
    assert "wholeValue" not in source
