"""Whether what an operation passes to the store may be null."""

from typing import Any

import pytest
import yaml

from tools.blueprint.document import load
from tools.blueprint.plan.operation import every
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack

NOTE = {
    "name": "Note",
    "attributes": [
        {"name": "title", "type": "string", "max_length": 20, "required": True},
        {"name": "blurb", "type": "string", "max_length": 20},
        {"name": "size", "type": "int32"},
    ],
}
FOUND = {"find": "Note", "as": "found", "where": "row.id == input.id"}


def _create(blurb: str) -> dict[str, Any]:
    return {"create": "Note", "as": "made", "set": {"title": "found.title", "blurb": blurb}}


def _each(blurb: str) -> dict[str, Any]:
    return {"each": "Note", "as": "item", "steps": [_create(blurb)]}


def _nullable(*steps: dict[str, Any]) -> dict[str, bool]:
    """Parameters of the call that inserts."""
    inputs = [{"name": "id", "in": "path", "attribute": "Note.id", "required": True}]
    inputs += [{"name": "word", "in": "query", "attribute": "Note.title"}]
    operation = {
        "name": "copy", "group": "Note", "method": "POST", "path": "/copy/{id}", "access": {"public": True},
        "inputs": inputs, "steps": [FOUND, *steps], "response": {"status": 204},
    }  # fmt: skip
    data = {"blueprint": 1, "name": "notes", "entities": [NOTE], "operations": [operation]}
    plan = resolve(load(yaml.safe_dump(data)), stack("fastapi", "sqlite"))
    sets = [node for node in every(plan.operations[0].nodes) if hasattr(node, "writes")]
    return {item.name: item.nullable for item in sets[-1].writes[-1].call.parameters}


@pytest.mark.parametrize(
    ("steps", "name", "null"),
    [
        ([_create("found.title")], "found_title", False),
        ([_create("found.blurb")], "found_blurb", True),
        ([_create("input.word")], "word", True),
        ([_create("found.size == 1 ? found.blurb : found.title")], "blurb", True),
        ([{"let": "kept", "be": "found.blurb"}, _create("kept")], "kept", True),
        ([{"let": "kept", "be": "found.title"}, _create("kept")], "kept", False),
        ([_each("item.blurb")], "item_blurb", True),
        ([_each("item.title")], "item_title", False),
    ],
)
def test_a_parameter_is_nullable_where_null_may_be_passed(
    steps: list[dict[str, Any]], name: str, null: bool
) -> None:  # fmt: skip
    assert _nullable(*steps)[name] is null
