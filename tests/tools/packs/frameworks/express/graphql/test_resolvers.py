"""Printed resolvers run the services of the routes, behind the same guards."""

import re

import pytest
import yaml

from tests.tools.packs.frameworks.express.graphql.plans import BLUEPRINTS, plan_of, planned
from tools.blueprint.graphql.build import graphql_model
from tools.packs.frameworks.express.graphql.resolvers import resolver_module
from tools.packs.graphql import resolver_groups


def modules(name: str) -> dict[str, str]:
    plan = planned(name)
    api = graphql_model(plan)
    return {group.name.snake: resolver_module(plan, api, group) for group in resolver_groups(plan, api)}


def member(module: str, type_: str, name: str) -> str:
    """The statements of one field, on one line each."""
    _, found, rest = module.partition(f"\n  {type_}: {{\n")
    assert found, f"no type {type_}"
    of_type = rest.partition("\n  },\n")[0]
    _, found, rest = of_type.partition(f"\n    {name}: async (")
    assert found, f"no field {name}"
    return re.sub(r"\n\s+", " ", rest.partition("\n    },")[0])


def load(module: str, name: str) -> str:
    _, found, rest = module.partition(f"async function {name}(")
    assert found, f"no load {name}"
    return re.sub(r"\n\s+", " ", rest.partition("\n}\n")[0])


@pytest.mark.parametrize("name", ["covering", "shop"])
def test_every_field_has_a_resolver(name: str) -> None:
    api = graphql_model(planned(name))
    printed = modules(name)
    source = "".join(printed.values())
    for field in (*api.queries, *api.mutations):
        assert f"\n    {field.name}: async (_parent, " in source
        assert f"service.{field.operation.name.camel}(" in source
    nested = sum(len(item.nested) for item in api.objects)
    assert source.count("await context.load(") == nested
    assert len(re.findall(r"^async function \w+(?:Rows|Pages)\(", source, re.MULTILINE)) == nested


def test_a_role_is_asked_for_where_the_route_asks() -> None:
    products = modules("shop")["product"]
    assert "const viewer = context.signedIn(); onlyAdmin(viewer);" in member(products, "Mutation", "createProduct")
    assert "signedIn" not in member(products, "Query", "products")
    orders = modules("shop")["order"]
    assert "const viewer = context.signedIn();" in member(orders, "Query", "order")
    assert "onlyAdmin(viewer);" in load(orders, "orderUserRows")


def test_each_try_at_a_secret_is_counted() -> None:
    users = modules("shop")["user"]
    for name in ("login", "refresh", "register"):
        counted = "await authRateLimit(context.application, context.request, context.response);"
        assert counted in member(users, "Mutation", name)


def test_writes_run_in_one_transaction_and_name_the_version_they_saw() -> None:
    source = member(modules("shop")["product"], "Mutation", "updateProduct")
    assert source.count("context.write(") == 1
    assert "ifMatch: versionOf(given)" in source


def test_a_create_with_a_key_happens_once() -> None:
    source = member(modules("shop")["order"], "Mutation", "createOrder")
    assert "onceOnly(context, given, 'create_order', data, async (session) => {" in source
    # The rows that it names tell another request apart, too.
    source = member(modules("orders")["order"], "Mutation", "buyProduct")
    assert "onceOnly(context, given, 'buy_product', { path, data }, async (session) => {" in source


def test_a_missing_row_is_null_to_a_query_only() -> None:
    products = modules("shop")["product"]
    assert "context.find((session) => service.readProduct" in member(products, "Query", "product")
    assert "context.find(" not in member(products, "Mutation", "updateProduct")


def test_loads_carry_the_limits_of_the_caller() -> None:
    source = load(modules("covering")["comment"], "commentDocumentRows")
    assert "const viewer = context.signedIn();" in source
    assert "viewerOrganizationId: viewer.organizationId" in source
    assert "unrestricted: viewer.role === 'admin'" in source


def test_pages_of_one_owner_are_no_pages_of_another_list() -> None:
    source = load(modules("covering")["account"], "accountDocumentsPages")
    assert "listing: listingOfListDocuments(query, 'Account.documents')" in source


def test_a_path_is_no_part_of_the_query() -> None:
    data = yaml.safe_load((BLUEPRINTS / "wiki.yaml").read_text(encoding="utf-8"))
    plan = plan_of({**data, "api": {**data.get("api", {}), "styles": ["rest", "graphql"]}})
    api = graphql_model(plan)
    group = next(item for item in resolver_groups(plan, api) if item.name.snake == "page")
    source = member(resolver_module(plan, api, group), "Query", "listPageVersions")
    assert "const path = asked(idPath, given);" in source
    assert "const query = asked(listPageVersionsQuery, given, ['id']);" in source


def test_long_names_are_laid_out() -> None:
    name = "VeryLongNameOfAnEntityThatNobodyWritesByHand"
    plan = plan_of(
        {
            "entities": [{"name": name, "attributes": [{"name": "title", "required": True, "max_length": 9}]}],
            "resources": [{"entity": name}],
            "api": {"styles": ["rest", "graphql"], "idempotency": True},
        }
    )
    api = graphql_model(plan)
    for group in resolver_groups(plan, api):
        lines = resolver_module(plan, api, group).splitlines()
        assert "        given," in lines
        assert all(len(line) <= 110 for line in lines if "'" not in line)


def test_entities_may_have_names_that_resolvers_use() -> None:
    names = ("Node", "Connection", "Given", "List")
    plan = plan_of(
        {
            "entities": [
                {"name": name, "attributes": [{"name": "title", "required": True, "max_length": 9}]} for name in names
            ],
            "relationships": [
                {"name": "connection", "from": "Node", "to": "Connection", "inverse": "nodes"},
                {"name": "parent", "from": "List", "to": "List", "inverse": "lists"},
                {"name": "given", "from": "Connection", "to": "Given", "inverse": "connections"},
            ],
            "resources": [{"entity": name} for name in names],
            "api": {"styles": ["rest", "graphql"]},
        }
    )
    api = graphql_model(plan)
    for group in resolver_groups(plan, api):
        source = resolver_module(plan, api, group)
        imported = re.findall(r"^import (?:type )?(?:\* as (\w+)|\{([^}]*)\}) from", source, re.MULTILINE)
        bound = [alias or item for alias, items in imported for item in ([""] if alias else items.split(","))]
        bound = [item.strip().removeprefix("type ") for item in bound if item.strip()]
        bound += re.findall(r"^(?:export )?(?:const|async function) (\w+)", source, re.MULTILINE)
        assert len(bound) == len(set(bound))
