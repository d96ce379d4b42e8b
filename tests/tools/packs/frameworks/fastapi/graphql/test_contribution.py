"""What GraphQL adds to an output."""

import ast
from dataclasses import replace
from types import ModuleType

import pytest
from graphql import build_schema, get_operation_ast, parse

from tests.tools.api_generator.plans import example_plan
from tests.tools.packs.frameworks.fastapi.graphql.printed import load_limits, printed_files
from tools.api_generator import graphql_sdl
from tools.packs.frameworks.fastapi.graphql.contribution import graphql_dependencies, graphql_files
from tools.packs.settings import graphql_settings


@pytest.mark.parametrize("name", ["covering", "shop"])
def test_prints_modules_that_parse(name: str) -> None:
    found = printed_files(name)
    assert {"app/graphql/route.py", "app/graphql/schema.py", "app/graphql/limits.py"} <= found.keys()
    for content in found.values():
        ast.parse(content)
        assert max(len(line) for line in content.splitlines() or [""]) <= 110


def test_adds_nothing_where_graphql_is_not_asked_for() -> None:
    plan = example_plan("shop")
    plain = replace(plan, api=replace(plan.api, graphql=False))
    assert (graphql_files(plain), graphql_settings(plain), graphql_dependencies(plain)) == ((), (), ())


def test_introspection_is_off_unless_asked_for() -> None:
    found = {item.name: item for item in graphql_settings(example_plan("shop"))}
    assert found["graphql_introspection"].shown == "false"
    assert found["graphql_max_depth"].shown == "8"


@pytest.fixture(scope="module")
def limits(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return load_limits(tmp_path_factory.mktemp("printed"), "shop")


SCHEMA = build_schema(graphql_sdl(example_plan("shop")))


@pytest.mark.parametrize(
    ("query", "variables", "depth", "cost"),
    [
        ("{ __typename }", {}, 1, 50),
        ("{ products { edges { node { id } } } }", {}, 4, 50 + 1 + 20 * 2),
        ("{ products(first: 3) { edges { node { id name } } } }", {}, 4, 50 + 1 + 3 * 3),
        ("{ products(first: 3) { edges { node { a: id b: id id } } } }", {}, 4, 50 + 1 + 3 * 4),
        ("{ a: products(first: 1) { pageInfo { endCursor } } b: me { id } }", {}, 3, 50 + 2 + 50 + 1),
        ("query($n: Int) { products(first: $n) { edges { cursor } } }", {"n": 7}, 3, 50 + 1 + 7),
        ("query($n: Int = 5) { products(first: $n) { edges { cursor } } }", {}, 3, 50 + 1 + 5),
        ("query($n: Int) { products(first: $n) { edges { cursor } } }", {"n": -7}, 3, 50 + 1),
        ("{ products(first: 2) { edges { ...E } } } fragment E on ProductEdge { node { id } }", {}, 4, 50 + 1 + 2 * 2),
        ("{ products(first: 2) { ...C } } fragment C on ProductConnection { edges { cursor } }", {}, 3, 50 + 1 + 2),
        ("{ me { orders(first: 4) { edges { node { products(first: 5) { edges { cursor } } } } } } }", {}, 7,
         50 + 1 + 1 + 4 * (1 + 1 + 1 + 5)),
    ],
)  # fmt: skip
def test_measures_fields_times_rows(
    limits: ModuleType, query: str, variables: dict[str, object], depth: int, cost: int
) -> None:
    document = parse(query)
    operation = get_operation_ast(document)
    size = limits.measure(SCHEMA, document, operation, variables)
    assert (size.depth, size.cost) == (depth, cost)


def test_a_chain_of_fragments_is_measured_once(limits: ModuleType) -> None:
    """Each fragment names the next one twice: without memory this would take 2^40 steps."""
    chain = " ".join(f"fragment F{n} on Product {{ ...F{n + 1} ...F{n + 1} }}" for n in range(40))
    query = f"{{ products(first: 1) {{ edges {{ node {{ ...F0 }} }} }} }} {chain} fragment F40 on Product {{ id }}"
    document = parse(query)
    assert limits.measure(SCHEMA, document, get_operation_ast(document), {}).cost > 2**40
