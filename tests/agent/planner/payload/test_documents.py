"""Design artifacts as input."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from agent.planner import Draft, RulebookPort, plan
from agent.task import request_of_text
from tests.agent.planner.looks import attribute, entities, links, names
from tools.api_generator import api_specification, openapi_document
from tools.blueprint.document import to_data
from tools.blueprint.model import AttributeType, Blueprint, Cardinality, KeyKind
from tools.blueprint.resolve import resolve
from tools.database_designer import ddl
from tools.database_designer.description import description
from tools.errors import BadInput
from tools.packs.registry import stack

TaskPlanned = Callable[[str, object], Draft]
TEXT = (
    "Library: books (title string(200) required, price decimal(8,2) >= 0, genre fiction|science), authors (name), tags "
    "(name unique), members (email, name). A book belongs to an author. Books and tags are many-to-many. "
    "Members borrow books. JWT."
)


@pytest.fixture(scope="module")
def library(rulebook: RulebookPort) -> Blueprint:
    return plan(request_of_text(TEXT), rulebook).blueprint


def test_a_result_with_its_blueprint_comes_back_whole(library: Blueprint, task_planned: TaskPlanned) -> None:
    result = {"blueprint": to_data(library), "artifacts": []}
    assert task_planned("implement_api", {"apiSpec": result}).blueprint == library
    assert task_planned("implement_database", {"schema": {"output": result}}).blueprint == library


def test_our_own_openapi_document(library: Blueprint, task_planned: TaskPlanned) -> None:
    document: dict[str, Any] = openapi_document(resolve(library, stack("fastapi", "sqlite")))
    draft = task_planned("implement_api", {"apiSpec": document})
    assert entities(draft.blueprint) == entities(library)
    assert {"Book -> Author", "Loan -> Book", "Loan -> Member"} <= links(draft.blueprint)
    assert attribute(draft.blueprint, "Book", "genre").values == ("fiction", "science")
    assert attribute(draft.blueprint, "Book", "title").required
    assert attribute(draft.blueprint, "Book", "price").type is AttributeType.DECIMAL


def test_our_own_api_specification(library: Blueprint, task_planned: TaskPlanned) -> None:
    specification = api_specification(resolve(library, stack("fastapi", "sqlite")))
    assert entities(task_planned("implement_api", {"apiSpec": specification}).blueprint) >= {
        "Book",
        "Author",
        "Loan",
        "Tag",
    }


@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
def test_our_own_database_schema(library: Blueprint, task_planned: TaskPlanned, datastore: str) -> None:
    schema = description(resolve(library, stack("fastapi", datastore)))
    blueprint = task_planned("implement_database", {"schema": schema}).blueprint
    assert entities(blueprint) == entities(library)
    assert links(blueprint) == links(library)
    assert names(blueprint, "Book") == names(library, "Book")
    price = attribute(blueprint, "Book", "price")
    assert (price.type, price.precision, price.scale, price.minimum) == (AttributeType.DECIMAL, 8, 2, 0)
    assert attribute(blueprint, "Tag", "name").unique
    assert blueprint.auth.account == "Member"


def test_our_own_ddl(library: Blueprint, task_planned: TaskPlanned) -> None:
    text = ";\n".join(ddl(resolve(library, stack("fastapi", "postgresql"))))
    blueprint = task_planned("implement_database", {"schema": text}).blueprint
    assert {"Book", "Author", "Loan", "Member", "Tag"} <= entities(blueprint)
    assert {"Book -> Author", "Loan -> Book"} <= links(blueprint)


def test_foreign_ddl(task_planned: TaskPlanned) -> None:
    text = """
    CREATE TABLE teams (id serial PRIMARY KEY, name varchar(80) NOT NULL UNIQUE);
    CREATE TABLE players (
        id bigserial PRIMARY KEY, team_id int NOT NULL REFERENCES teams(id) ON DELETE CASCADE, name text NOT NULL,
        shirt int CHECK (shirt BETWEEN 1 AND 99), position text CHECK (position IN ('goal', 'field')) DEFAULT 'field'
    );
    CREATE TABLE matches (id uuid PRIMARY KEY, played_at timestamptz);
    CREATE TABLE match_players (
        match_id uuid REFERENCES matches(id), player_id bigint REFERENCES players(id), goals int,
        PRIMARY KEY (match_id, player_id)
    );
    """
    blueprint = task_planned("implement_database", {"schema": text}).blueprint
    assert entities(blueprint) == {"Team", "Player", "Match"}
    assert links(blueprint) == {"Player -> Team", "Match <-> Player"}
    assert blueprint.entity("Team").key.kind is KeyKind.SERIAL
    assert attribute(blueprint, "Player", "position").values == ("goal", "field")
    assert attribute(blueprint, "Player", "shirt").maximum == 99
    many = next(item for item in blueprint.relationships if item.cardinality is Cardinality.MANY_TO_MANY)
    assert [item.name for item in many.attributes] == ["goals"]


def test_a_foreign_openapi_document(task_planned: TaskPlanned) -> None:
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Pet shop", "version": "1"},
        "paths": {"/pets": {}, "/pets/{id}": {}, "/pets/{id}/adopt": {}},
        "components": {
            "schemas": {
                "Pet": {
                    "type": "object",
                    "required": ["name"],
                    "properties": {
                        "id": {"type": "integer", "format": "int64"},
                        "name": {"type": "string", "maxLength": 80},
                        "status": {"type": "string", "enum": ["available", "sold"]},
                        "owner": {"$ref": "#/components/schemas/Owner"},
                    },
                },
                "Owner": {"type": "object", "properties": {"name": {"type": "string"}}},
                "PetCreate": {"type": "object", "properties": {"name": {"type": "string"}}},
                "Error": {"type": "object", "properties": {"message": {"type": "string"}}},
            }
        },
    }
    draft = task_planned("implement_api", {"apiSpec": json.dumps(document)})
    assert entities(draft.blueprint) == {"Pet", "Owner"}
    assert links(draft.blueprint) == {"Pet -> Owner"}
    assert attribute(draft.blueprint, "Pet", "name").max_length == 80
    assert draft.blueprint.name == "pet_shop"
    assert any("/pets/{id}/adopt" in told for told in draft.unplaced)


@pytest.mark.parametrize(
    ("type_", "payload", "path"),
    [
        ("implement_api", {"apiSpec": 5}, "payload.apiSpec"),
        ("implement_api", {"apiSpec": "not json"}, "payload.apiSpec"),
        ("implement_api", {"apiSpec": {}}, "payload.apiSpec"),
        ("implement_api", {"apiSpec": {"openapi": "3.1.0"}}, "payload.apiSpec.components.schemas"),
        ("implement_api", {"apiSpec": {"openapi": "3.1.0", "components": []}}, "payload.apiSpec.components"),
        ("implement_api", {"apiSpec": {"endpoints": 1}}, "payload.apiSpec.endpoints"),
        ("implement_database", {"schema": 5}, "payload.schema"),
        ("implement_database", {"schema": "CREATE TABLE ((("}, "payload.schema"),
        ("implement_database", {"schema": "SELECT 1"}, "payload.schema"),
        ("implement_database", {"schema": {}}, "payload.schema"),
        ("implement_database", {"schema": {"tables": [{}]}}, "payload.schema.tables[0].name"),
        ("implement_database", {"schema": {"tables": [{"name": "a"}]}}, "payload.schema.tables[0].columns"),
        ("implement_database", {"schema": {"tables": [{"name": ";", "columns": []}]}}, "payload.schema.tables[0].name"),
    ],
)
def test_unreadable_documents(task_planned: TaskPlanned, type_: str, payload: object, path: str) -> None:
    with pytest.raises(BadInput) as caught:
        task_planned(type_, payload)
    assert caught.value.path == path
