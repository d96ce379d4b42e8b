"""Database schemas and DDL: read exactly, refused where a value means nothing, told where something has no place."""

from collections.abc import Callable
from typing import Any

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import attribute, entities, links
from tools.blueprint.model import Cardinality
from tools.errors import BadInput

TaskPlanned = Callable[[str, object], Draft]
ID = {"name": "id", "type": "uuid", "primaryKey": True}


def schema(column: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    columns = [ID, *([{"name": "title", "type": "text", **column}] if column is not None else [])]
    return {"tables": [{"name": "books", "columns": columns}, {"name": "authors", "columns": [ID]}], **more}


COLUMN = "payload.schema.tables[0].columns[1]"
LINK = "payload.schema.relationships"


@pytest.mark.parametrize(
    ("sent", "path"),
    [
        (schema(relationships={}), LINK),
        (schema(relationships=""), LINK),
        (schema(relationships=[7]), f"{LINK}[0]"),
        (schema(relationships=[{"to": "authors"}]), f"{LINK}[0].from"),
        (schema(relationships=[{"from": "books", "to": "nobody"}]), f"{LINK}[0].to"),
        (schema(relationships=[{"from": "books", "to": "authors", "type": "many-to-many"}]), f"{LINK}[0].type"),
        (schema(relationships=[{"from": "books", "to": "authors", "onDelete": "zz"}]), f"{LINK}[0].onDelete"),
        (schema(constraints={}), "payload.schema.constraints"),
        (schema(constraints=[{"table": "books", "type": 7}]), "payload.schema.constraints[0].type"),
        (schema({"type": "zz"}), f"{COLUMN}.type"),
        (schema({"type": 7}), f"{COLUMN}.type"),
        (schema({"nullable": 0}), f"{COLUMN}.nullable"),
        (schema({"primaryKey": "yes"}), f"{COLUMN}.primaryKey"),
        (schema({"unique": "yes"}), f"{COLUMN}.unique"),
        (schema({"references": 7}), f"{COLUMN}.references"),
        (schema({"valueType": {"kind": "zz"}}), f"{COLUMN}.valueType.kind"),
        (schema({"valueType": {"kind": "string", "maxLength": "9"}}), f"{COLUMN}.valueType.maxLength"),
        ({"tables": [{"name": "a", "columns": [ID], "primaryKey": ["b"]}]}, "payload.schema.tables[0].primaryKey"),
        ({"tables": []}, "payload.schema.tables"),
    ],
)  # fmt: skip
def test_a_wrong_schema_is_refused_with_its_path(task_planned: TaskPlanned, sent: object, path: str) -> None:
    with pytest.raises(BadInput) as caught:
        task_planned("implement_database", {"schema": sent})
    assert caught.value.path == path
    assert caught.value.hint


def test_a_relationship_without_a_column_gets_one_and_that_is_told(task_planned: TaskPlanned) -> None:
    link = {"from": "books", "to": "authors", "type": "one_to_one", "required": True}
    draft = task_planned("implement_database", {"schema": schema(relationships=[link])})
    assert links(draft.blueprint) == {"Book -> Author"}
    made = draft.blueprint.relationships[0]
    assert (made.cardinality, made.required) == (Cardinality.ONE_TO_ONE, True)
    assert any("author_id" in line for line in draft.assumptions)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (schema(triggers=["t"]), "payload.schema.triggers"),
        (schema(colour="red"), "payload.schema.colour"),
        (schema({"colour": "red"}), f"{COLUMN}.colour"),
        (schema(constraints=[{"table": "books", "type": "check", "expression": "1"}]), "constraints[0]"),
        (schema({"references": "nowhere"}), "nowhere"),
        ("CREATE TABLE books (id uuid PRIMARY KEY, place inet)", "INET"),
        ("CREATE TABLE books (id uuid PRIMARY KEY, code text CHECK (length(code) = 3))", "LENGTH"),
        ("CREATE TABLE books (id uuid PRIMARY KEY, code text DEFAULT upper('x'))", "UPPER"),
        ("CREATE TABLE books (id uuid PRIMARY KEY); CREATE UNIQUE INDEX i ON books (lower(id))", "UNIQUE INDEX"),
        ("CREATE TABLE books (a int, b int, FOREIGN KEY (a, b) REFERENCES c (a, b))", "FOREIGN KEY"),
    ],
)
def test_what_has_no_place_is_told(task_planned: TaskPlanned, sent: object, told: str) -> None:
    draft = task_planned("implement_database", {"schema": sent})
    assert any(told in line for line in draft.unplaced), draft.unplaced


def test_ddl_keeps_defaults_bounds_and_unique_indexes(task_planned: TaskPlanned) -> None:
    ddl = """
    CREATE TABLE books (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), isbn varchar(13), shelf int DEFAULT -1,
        depth int CHECK (depth >= -5 AND depth < 10));
    CREATE UNIQUE INDEX one_isbn ON books (isbn);
    CREATE INDEX by_shelf ON books (shelf);
    """
    draft = task_planned("implement_database", {"schema": ddl})
    assert entities(draft.blueprint) == {"Book"}
    assert attribute(draft.blueprint, "Book", "isbn").unique
    assert attribute(draft.blueprint, "Book", "shelf").default == -1
    depth = attribute(draft.blueprint, "Book", "depth")
    assert (depth.minimum, depth.maximum) == (-5, 9)
    assert not draft.unplaced
