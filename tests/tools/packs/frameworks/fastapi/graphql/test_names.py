"""Names behind the schema."""

from tests.tools.api_generator.plans import example_plan
from tools.blueprint.graphql.build import graphql_model
from tools.packs.frameworks.fastapi.graphql.names import exceptions
from tools.packs.graphql import snake


def test_only_names_that_do_not_follow_are_listed() -> None:
    plan = example_plan("covering")
    found = exceptions(plan, graphql_model(plan))
    assert found["Document.class"] == "class_"
    assert "Document.createdAt" not in found
    assert all(name != snake(path.rpartition(".")[2]) for path, name in found.items())


def test_inputs_keep_the_names_of_a_camel_case_contract() -> None:
    plan = example_plan("shop")
    found = exceptions(plan, graphql_model(plan))
    assert found == {"Query.analyzeOrders.groupBy": "groupBy"}


def test_a_name_is_cut_at_its_capitals() -> None:
    assert [snake(name) for name in ("id", "createdAtGte", "Id")] == ["id", "created_at_gte", "id"]
