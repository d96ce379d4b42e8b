"""Names behind the schema."""

from dataclasses import replace

from tests.tools.packs.frameworks.express.graphql.plans import planned
from tools.blueprint.graphql.build import graphql_model
from tools.packs.frameworks.express.graphql.names import exceptions, given_names, spelled
from tools.packs.graphql import snake


def test_only_names_that_do_not_follow_are_listed() -> None:
    for name in ("covering", "shop", "playlists"):
        plan = planned(name)
        assert exceptions(plan, graphql_model(plan)) == {}, name


def test_names_are_spelled_as_the_rest_api_spells_them() -> None:
    assert spelled(planned("covering"), "createdAtGte") == "created_at_gte"
    assert spelled(planned("shop"), "createdAtGte") == "createdAtGte"


def test_a_name_is_cut_at_its_capitals() -> None:
    assert [snake(name) for name in ("id", "createdAtGte", "Id")] == ["id", "created_at_gte", "id"]


def test_a_part_of_the_path_stands_beside_a_parameter_of_its_name() -> None:
    plan = planned("covering")
    field = next(item for item in graphql_model(plan).queries if item.name == "documents")
    limit = next(item for item in field.arguments if item.source == "first")
    named = replace(limit, name="limit", source="path")
    both = replace(field, arguments=(named, limit))
    assert given_names(plan, both) == {"limit": "limit_", "first": "limit"}
