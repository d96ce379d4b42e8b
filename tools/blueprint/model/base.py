"""What every part of a Blueprint shares: strict parsing and the shapes of names."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, WithJsonSchema

from tools.blueprint.text import line

EntityName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9]*$", max_length=48)]
"""PascalCase, ASCII: it becomes class, table and path names in every language."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=48)]
"""snake_case, ASCII: attributes, relationships, operations, inputs, roles."""

LongName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=180)]
"""snake_case, ASCII: what may be derived from several names, as operations and the columns of references are."""

Text = Annotated[
    str, StringConstraints(max_length=2000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"), AfterValidator(line)
]
"""Free text for people (descriptions): it is kept as one line, so that it can stand in any output."""

Expression = Annotated[
    str, StringConstraints(min_length=1, max_length=2000), WithJsonSchema({"type": "string", "format": "cel"})
]
"""A condition or value in the CEL subset of `tools.blueprint.cel`."""


class Part(BaseModel):
    """Base of all Blueprint parts: immutable, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, use_attribute_docstrings=True)


def kind_among(kinds: Mapping[str, type[Part]], item: Any) -> str | None:
    """Which of the kinds a part is, or the data of one: each has its own key. None for what is none of them."""
    if isinstance(item, dict):
        return next((kind for kind in kinds if kind in item), None)
    return next((kind for kind, model in kinds.items() if model is type(item)), None)
