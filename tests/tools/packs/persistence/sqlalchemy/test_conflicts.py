"""What is set where a row is there already goes by the columns of the store, whatever their attributes are called."""

import ast
from typing import Any

import pytest

from tools.blueprint.document import from_data
from tools.blueprint.resolve import resolve
from tools.packs.persistence.sqlalchemy.repositories import repository_module
from tools.packs.registry import stack
from tools.packs.store_calls import store_calls

CLASS = {"name": "class", "type": "int32", "required": True}


def _printed(step: dict[str, Any], name: str, *uniques: str, of_link: dict[str, Any] = CLASS) -> str:
    """The function of the call that a step makes."""
    attributes = [{"name": item, "type": "string", "max_length": 20, "required": True} for item in uniques]
    note = {"name": "Note", "attributes": [*({**item, "unique": True} for item in attributes), CLASS]}
    link = {"name": "kin", "from": "Note", "to": "Note", "cardinality": "many_to_many", "attributes": [of_link]}
    inputs = [{"name": "id", "in": "path", "attribute": "Note.id", "required": True}]
    inputs += [{"name": f"of_{item}", "attribute": f"Note.{item}", "required": True} for item in ("class", *uniques)]
    operation = {
        "name": "keep", "method": "POST", "path": "/keep/{id}", "access": {"public": True}, "inputs": inputs,
        "steps": [{"find": "Note", "as": "me", "where": "row.id == input.id"}, step], "response": {"status": 204},
    }  # fmt: skip
    data = {"blueprint": 1, "name": "notes", "entities": [note], "relationships": [link], "operations": [operation]}
    plan = resolve(from_data(data), stack("fastapi", "sqlite"))
    for table, calls in store_calls(plan).items():
        for node in ast.parse(repository_module(plan, plan.table(table), calls)).body:
            if isinstance(node, ast.AsyncFunctionDef) and node.name == name:
                return ast.unparse(node)
    raise AssertionError(name)


def _upsert(by: str, **more: Any) -> dict[str, Any]:
    values = {by: f"input.of_{by}", "class": "input.of_class"}
    return {"upsert": "Note", "as": "kept", "by": [by], "set": values, **more}


@pytest.mark.parametrize(
    ("by", "changes"),
    [
        ("title", "{'title': statement.excluded.title}"),
        ("return", "{'return': statement.excluded['return']}"),
        ("keys", "{'keys': statement.excluded['keys']}"),
        ("metadata", "{'metadata': statement.excluded.metadata}"),
    ],
)
def test_a_row_keeps_the_value_that_it_was_found_by(by: str, changes: str) -> None:
    assert f"changes = {changes}" in _printed(_upsert(by), "upsert_kept", by)


def test_a_change_names_the_column() -> None:
    source = _printed(_upsert("title", change={"class": "row.class + 1"}), "upsert_kept", "title")
    assert "'class': Note.class_ + 1}" in source


def test_values_of_a_link_are_set_by_column() -> None:
    link = {"link": "me.kin", "to": "me", "set": {"class": "input.of_class"}}
    source = _printed(link, "put_note_kin")
    assert "stored = {getattr(NoteKin, name): value for name, value in changes.items()}" in source
    assert "set_=stored" in source
    link["set"] = {"place": "input.of_class"}
    assert "set_=changes" in _printed(link, "put_note_kin", of_link={**CLASS, "name": "place"})
