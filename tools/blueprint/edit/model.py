"""Edits of a Blueprint: a part is set, removed or renamed. Nothing else changes one.

Of `set`: a field that is an object or a list is replaced as a whole, but for settings, where an object is laid over
what is there, and for `attributes`, `uniques`, `checks` and `indexes`, of which those named are set; null empties
these. Where a field takes null and has another default (`auth.session_days`, `restore` of `history`), null is meant.

`remove` takes along what only lists the part, and is refused where something computes with it.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, JsonValue, model_validator

from tools.blueprint.model.base import Part

MAX_EDITS = 500
"""Edits of one batch."""


class PartKind(StrEnum):
    """What an edit is about, and how its `name` addresses it."""

    ENTITY = "entity"
    """`Book`."""
    ATTRIBUTE = "attribute"
    """`Book.title`; of a many-to-many link `Article.tags.position`."""
    RELATIONSHIP = "relationship"
    """`Book.author`: the source entity and the relationship's name."""
    OPERATION = "operation"
    """`create_book`: one of the Blueprint's own operations."""
    VIEW = "view"
    """`BookCard`."""
    EVENT = "event"
    """`order_paid`."""
    PORT = "port"
    """`payments`."""
    ROLE = "role"
    """`editor`."""
    PERMISSION = "permission"
    """`Book.delete`, or `Book` for all actions; a value is `{"allow": ["admin"]}`."""
    RESOURCE = "resource"
    """`Book`: its standard operations; a value is `{"actions": ["list", "read"]}`."""
    PATTERN = "pattern"
    """Kind, place and, where there is one, name, as `pattern_name` gives them: `transition Order.status ship`. The name
    may be left out where one pattern alone has kind and place."""
    SETTING = "setting"
    """A dotted path of what is no list: `title`, `api.pagination.style`, `auth.scheme`, `api.rate_limit`."""


class Edit(Part):
    """One change."""

    op: Literal["set", "remove", "rename"]
    """`set` adds the part, or changes the fields that `value` names and leaves all others; null is a field's default.
    Lists inside a value (attributes of an entity) are parts of their own: those named are set, none is removed."""
    part: PartKind
    name: Annotated[str, Field(min_length=1, max_length=400)]
    """Which one; `PartKind` says how each kind is addressed."""
    value: JsonValue = None
    """For `set`: the part's fields as in the Blueprint, without its name; the value itself for a setting."""
    to: Annotated[str, Field(min_length=1, max_length=180)] | None = None
    """For `rename`: the new name alone (`name`, not `Book.name`); all that mentions the part follows."""
    fill: JsonValue = None
    """For `set` of an attribute: what rows that exist already and have no value of it get, in wire form. It is for the
    migration alone: no Blueprint holds it."""

    @model_validator(mode="after")
    def _fits(self) -> "Edit":
        if (self.to is not None) != (self.op == "rename"):
            raise ValueError("`to` belongs to `rename`, and to nothing else")
        if self.value is not None and self.op != "set":
            raise ValueError("`value` belongs to `set`")
        if self.fill is not None and (self.op, self.part) != ("set", PartKind.ATTRIBUTE):
            raise ValueError("`fill` belongs to `set` of an attribute")
        return self
