"""How errors look on the wire: problem details, or the shape that the caller's own contract shows."""

from typing import Literal

from pydantic import Field, JsonValue

from tools.blueprint.model.base import Name, Part, Text

Check = Literal["unauthenticated", "forbidden", "not_found", "validation_failed"]
"""What a request is looked at for."""


class ErrorText(Part):
    """What a standard error is answered with in place of its own."""

    status: int | None = Field(default=None, ge=400, le=499)
    """The status of the answer."""
    title: Text | None = None
    """What people are told."""


class ErrorStyle(Part):
    """RFC 9457 problem details, unless an example shows another shape."""

    example: JsonValue = None
    """A body with placeholders where its values stand: `{"errors": {"{field}": ["{message}"]}}`.

    `{message}`, `{code}`, `{title}` and `{status}` tell of the error. An array, or an object whose one member is
    `{field}`, repeats for each field that is wrong; in there `{field}`, `{message}` and `{code}` tell of that field.
    """
    media_type: str = Field(default="application/json", pattern=r"^application/([a-z0-9.-]+\+)?json$", max_length=100)
    """Of a body by example; problem details have their own."""
    general: str = Field(default="base", pattern=r"^[A-Za-z_][A-Za-z0-9_.-]*$", max_length=48)
    """Stands for the field where an error is about none and the shape tells of fields only."""
    cases: dict[Name, ErrorText] = {}
    """Standard errors by code: `not_found`, `validation_failed`."""
    order: tuple[Check, ...] = Field(default=("unauthenticated", "forbidden", "validation_failed", "not_found"))
    """Of several errors a request is answered with the first: who calls is always looked at first, and who may call
    before what was sent; whether the rows are there that the path names, after that, between, or before."""
    messages: dict[Name, Text] = {}
    """What is told of a field, by what is wrong with it: `required`, `max_length`."""
