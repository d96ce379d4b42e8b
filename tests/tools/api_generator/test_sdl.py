from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLObjectType, GraphQLSchema, build_schema, parse, validate
from hypothesis import HealthCheck, given, settings

from tests.tools.api_generator.plans import EXAMPLES, example_plan, plan_of
from tests.tools.blueprint.strategies import blueprints
from tools.api_generator import graphql_sdl
from tools.blueprint.document import from_data, load
from tools.blueprint.model import ApiStyle
from tools.blueprint.resolve import resolve
from tools.errors import BadInput, Unsupported
from tools.packs import registry
from tools.validators.static.graphql import schema_faults


@pytest.fixture(scope="module")
def library() -> GraphQLSchema:
    return build_schema(graphql_sdl(example_plan("library")))


def _says_graphql(name: str) -> bool:
    """Whether nothing stands in the example that GraphQL refuses, as computed fields."""
    blueprint = load(Path(f"tests/blueprints/{name}.yaml").read_bytes())
    api = blueprint.api.model_copy(update={"styles": (ApiStyle.REST, ApiStyle.GRAPHQL)})
    try:
        resolve(blueprint.model_copy(update={"api": api}), registry.stack("fastapi", "postgresql"))
    except Unsupported:
        return False
    return True


def test_most_examples_can_be_said_in_graphql() -> None:
    assert {"covering", "library", "notes", "orders", "shop"} <= {name for name in EXAMPLES if _says_graphql(name)}


@pytest.mark.parametrize("name", [name for name in EXAMPLES if _says_graphql(name)])
def test_the_schema_is_valid_and_the_same_each_time(name: str) -> None:
    text = graphql_sdl(example_plan(name))
    assert schema_faults(text.encode()) == []
    assert text == graphql_sdl(example_plan(name))


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(blueprints())
def test_any_sound_blueprint_has_a_valid_schema(data: dict[str, Any]) -> None:
    asked = {**data, "api": {**data["api"], "styles": ["rest", "graphql"]}}
    if data.get("auth", {}).get("scheme") == "session":
        # GraphQL knows no such sessions, nor what carries their tokens.
        asked["auth"] = {"scheme": "jwt", "account": data["auth"]["account"]}
    try:
        text = graphql_sdl(resolve(from_data(asked), registry.stack("fastapi", "postgresql")))
    except BadInput:
        return
    assert schema_faults(text.encode()) == []


@pytest.mark.parametrize(
    "query",
    [
        "{ book(id: 1) { title author { name books(first: 2) { edges { node { id } } } } tags { edges { cursor } } } }",
        "{ books(filter: {priceGte: 1}, orderBy: [PRICE_DESC, TITLE_ASC], first: 5) { pageInfo { endCursor } } }",
        "{ searchBooks(q: 1) { edges { node { loans { edges { node { book { id } } } } } } } me { email } }",
        "{ analyzeBooks(groupBy: GENRE) { group count priceSum } }",
        "mutation { createBook(input: {title: 1, isbn: 1, price: 1, authorId: 1}, idempotencyKey: 1) { version } }",
        "mutation { updateBook(id: 1, expectedVersion: 3, input: {pages: null}) { pages } }",
        "mutation { deleteBook(id: 1, expectedVersion: 1) linkBookTag(id: 1, tagId: 1) logout }",
        "mutation { login(input: {email: 1, password: 1}) { accessToken } }",
    ],
)
def test_what_rest_offers_can_be_asked_for(library: GraphQLSchema, query: str) -> None:
    quoted = query.replace(": 1", ': "1"').replace('expectedVersion: "1"', "expectedVersion: 1")
    assert validate(library, parse(quoted)) == []


@pytest.mark.parametrize(
    "query",
    [
        "{ member(id: 1) { password } }",
        "mutation { createMember(input: {}) { id } }",
        "{ me { passwordHash } }",
        "mutation { updateBook(id: 1, input: {}) { id } }",
        "mutation { createBook(input: {version: 1}) { id } }",
    ],
)
def test_what_rest_does_not_offer_cannot_be_asked_for(library: GraphQLSchema, query: str) -> None:
    assert validate(library, parse(query)) != []


def test_one_filter_serves_all_fields_over_the_same_rows(library: GraphQLSchema) -> None:
    assert [name for name in library.type_map if name.endswith("Filter") and "Book" in name] == ["BookFilter"]


def test_a_name_that_graphql_has_itself_is_moved_aside() -> None:
    plan = plan_of(
        {
            "entities": [{"name": "Query", "attributes": [{"name": "title"}]}, {"name": "Sheep", "attributes": []}],
            "resources": [{"entity": "Query"}, {"entity": "Sheep"}],
        }
    )
    schema = build_schema(graphql_sdl(plan))
    assert isinstance(schema.get_type("Query2"), GraphQLObjectType)
    assert schema.query_type is not None
    assert {"sheep", "query", "queries"} <= set(schema.query_type.fields)
    assert any(name in schema.query_type.fields for name in ("readSheep", "listSheep"))


def test_values_that_are_no_names_become_names_of_an_enum() -> None:
    values = ["a b", "a-b", "1st", "ü", "true", "Done"]
    plan = plan_of(
        {
            "entities": [{"name": "Note", "attributes": [{"name": "kind", "type": "enum", "values": values}]}],
            "resources": [{"entity": "Note"}],
        }
    )
    text = graphql_sdl(plan)
    assert schema_faults(text.encode()) == []
    assert "  A_B\n  A_B_2\n  VALUE_1ST\n  VALUE\n  TRUE_2\n  DONE\n" in text


def test_a_description_cannot_end_early() -> None:
    attack = '""" } type Evil { x: Int } """ \\""" "'
    plan = plan_of(
        {
            "description": attack,
            "entities": [{"name": "Note", "description": attack, "attributes": [{"name": "t", "description": attack}]}],
            "resources": [{"entity": "Note"}],
        }
    )
    schema = build_schema(graphql_sdl(plan))
    assert "Evil" not in schema.type_map
    note = schema.get_type("Note")
    assert note is not None
    assert note.description == attack
