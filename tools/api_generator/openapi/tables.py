"""Bodies that are tables: the media type, the columns in words, and an example."""

from typing import Any

from tools.blueprint.cells import table
from tools.blueprint.plan.shapes import Shape
from tools.blueprint.samples import example

TABLE = "text/csv"


def table_content(shape: Shape) -> dict[str, Any]:
    """The media type object. JSON Schema knows no cells: what each column takes stands in the description."""
    (listed,) = shape.fields
    assert listed.type.items is not None
    columns = listed.type.items.members
    text = f"RFC 4180 in UTF-8: a line of names, then up to {listed.type.max_items} rows."
    for said, required in (("Columns", True), ("May be left out", False)):
        names = [f"`{member.wire}`" for member in columns if member.required is required]
        text += f" {said}: {', '.join(names)}." if names else ""
    text += " Values stand as text, and an empty cell is none."
    values = [example(member.type, 0, member.name.snake) for member in columns]
    shown = table([member.wire for member in columns], [values])
    return {"schema": {"type": "string", "minLength": 1, "description": text}, "example": shown}
