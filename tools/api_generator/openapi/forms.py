"""Files in the contract: bodies that are forms, and answers that are bytes."""

from typing import Any

from tools.blueprint.plan.expr import Literal
from tools.blueprint.plan.operation import FileAnswer
from tools.blueprint.plan.shapes import Field, Shape

FORM = "multipart/form-data"
BYTES = "application/octet-stream"


def form_content(shape: Shape) -> dict[str, Any]:
    """The media type object of a form; which media types a file may have stands in its `encoding`."""
    content: dict[str, Any] = {"schema": {"$ref": f"#/components/schemas/{shape.name}"}}
    encoding = {
        field.file.wire: {"contentType": ", ".join(field.type.values)}
        for field in shape.fields
        if field.file is not None and field.file.holds == "media_type" and field.type.values
    }
    return {**content, "encoding": encoding} if encoding else content


def form_parts(shape: Shape) -> tuple[Field, ...]:
    """The fields that are parts of their own: what is known of a file comes with its content."""
    return tuple(field for field in shape.fields if field.file is None or field.file.holds == "content")


def file_schema(field: Field) -> dict[str, Any]:
    """The schema of a file's content; OpenAPI 3.1 counts the length of binary data in bytes."""
    least, most = field.type.min_length or 0, field.type.max_length
    bounds = {"minLength": least} if least else {}
    text = f"A file of {least} to {most} bytes." if least else f"A file of up to {most} bytes."
    return {"type": "string", "format": "binary", **bounds, "maxLength": most, "description": text}


def file_content(answer: FileAnswer) -> dict[str, Any]:
    """The content of an answer: bytes of the one media type, or of any."""
    known = answer.media_type
    name = BYTES if known is None else str(known.value) if isinstance(known, Literal) else "*/*"
    return {name: {"schema": {"type": "string", "format": "binary"}}}
