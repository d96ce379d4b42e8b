"""Printed resolvers run the services of the routes, behind the same guards."""

import ast

import pytest

from tests.tools.api_generator.plans import example_plan, plan_of
from tools.blueprint.graphql.build import graphql_model
from tools.packs.frameworks.fastapi.graphql.resolvers import resolver_module
from tools.packs.graphql import resolver_groups


def modules(name: str) -> dict[str, str]:
    plan = example_plan(name)
    api = graphql_model(plan)
    return {group.name.snake: resolver_module(plan, api, group) for group in resolver_groups(plan, api)}


def function(module: str, name: str) -> str:
    found = next(
        node for node in ast.parse(module).body if isinstance(node, ast.AsyncFunctionDef) and node.name == name
    )
    return ast.unparse(found)


@pytest.mark.parametrize("name", ["covering", "shop"])
def test_every_field_has_a_resolver(name: str) -> None:
    api = graphql_model(example_plan(name))
    printed = "".join(modules(name).values())
    for root, fields in (("queries", api.queries), ("mutations", api.mutations)):
        for field in fields:
            assert f'@{root}.field("{field.name}")' in printed
            assert f"service.{field.operation.name.snake}(" in printed
    nested = sum(len(item.nested) for item in api.objects)
    assert printed.count("_type.field(") == nested


def test_a_role_is_asked_for_where_the_route_asks() -> None:
    products = modules("shop")["product"]
    assert "await only_admin(context.signed_in())" in function(products, "resolve_create_product")
    assert "signed_in" not in function(products, "resolve_list_products")
    orders = modules("shop")["order"]
    assert "viewer = context.signed_in()" in function(orders, "resolve_read_order")
    assert "await only_admin(context.signed_in())" in function(orders, "load_order_user")


def test_each_try_at_a_secret_is_counted() -> None:
    users = modules("shop")["user"]
    for name in ("resolve_login", "resolve_refresh", "resolve_register"):
        assert "await auth_rate_limit(context.request)" in function(users, name)


def test_writes_run_in_one_transaction_and_name_the_version_they_saw() -> None:
    source = function(modules("shop")["product"], "resolve_update_product")
    assert source.count("context.write()") == 1
    assert "etag(expected_version)" in source


def test_a_create_with_a_key_happens_once() -> None:
    source = function(modules("shop")["order"], "resolve_create_order")
    assert "await once(context.request, idempotency_key, 'graphql.create_order', (body,), work)" in source
    # The rows that it names tell another request apart, too.
    source = function(modules("orders")["order"], "resolve_buy_product")
    assert "await once(context.request, idempotency_key, 'graphql.buy_product', (key, body), work)" in source


def test_a_missing_row_is_null_to_a_query_only() -> None:
    products = modules("shop")["product"]
    assert "found(service.read_product" in function(products, "resolve_read_product")
    assert "found(" not in function(products, "resolve_update_product")


def test_loads_carry_the_limits_of_the_caller() -> None:
    source = function(modules("covering")["comment"], "load_comment_document")
    assert "viewer = context.signed_in()" in source
    assert "viewer_organization_id=viewer.organization_id" in source
    assert "unrestricted=viewer.role in ('admin',)" in source


def test_entities_may_have_names_that_resolvers_use() -> None:
    plan = plan_of(
        {
            "title": "Names",
            "entities": [
                {"name": name, "attributes": [{"name": "title", "type": "string", "max_length": 9, "required": True}]}
                for name in ("Node", "Context", "Sequence", "List")
            ],
            "relationships": [
                {"name": "context", "from": "Node", "to": "Context", "inverse": "nodes"},
                {"name": "parent", "from": "List", "to": "List", "inverse": "lists"},
                {"name": "sequence", "from": "Context", "to": "Sequence", "inverse": "contexts"},
            ],
            "resources": [{"entity": name} for name in ("Node", "Context", "Sequence", "List")],
            "api": {"styles": ["rest", "graphql"]},
        }
    )
    api = graphql_model(plan)
    for group in resolver_groups(plan, api):
        tree = ast.parse(resolver_module(plan, api, group))
        names = [
            item.asname or item.name for node in tree.body if isinstance(node, ast.ImportFrom) for item in node.names
        ]
        names += [node.name for node in tree.body if isinstance(node, ast.AsyncFunctionDef | ast.ClassDef)]
        assert len(names) == len(set(names))
