"""Bodies, queries and views of materials."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.core.values import Clean, DateTime, Distinct, Id, Int32Text, ListText, scaled
from app.repositories.ordering import Listing
from app.schemas.base import ABSENT, Body, Query, View

ListMaterialsSort = Annotated[
    tuple[Literal["name", "createdAt", "updatedAt", "-name", "-createdAt", "-updatedAt"], ...],
    Field(max_length=8),
    ListText,
    Distinct,
]


class MaterialView(View):
    """Material as shown."""

    id: Id
    name: str
    created_at: DateTime = Field(serialization_alias="createdAt")
    updated_at: DateTime = Field(serialization_alias="updatedAt")


class MaterialPage(View):
    """A page of them."""

    items: list[MaterialView]
    next_cursor: str | None = Field(serialization_alias="nextCursor")


class MaterialCreate(Body):
    """The body of `MaterialCreate`."""

    name: Annotated[str, StringConstraints(max_length=60), Clean]


class MaterialUpdate(Body):
    """The body of `MaterialUpdate`."""

    name: Annotated[str, StringConstraints(max_length=60), Clean] = ABSENT


class PaintingMaterialItemView(View):
    """Material as shown."""

    id: Id
    name: str
    created_at: DateTime = Field(serialization_alias="createdAt")
    updated_at: DateTime = Field(serialization_alias="updatedAt")
    share: Annotated[Decimal, scaled(2)] = Field(validation_alias="link__share")


class PaintingMaterialItemPage(View):
    """A page of them."""

    items: list[PaintingMaterialItemView]
    next_cursor: str | None = Field(serialization_alias="nextCursor")


class ListMaterialsQuery(Query):
    """What `list_materials` can be asked."""

    name: Annotated[str, StringConstraints(max_length=60), Clean] | None = None
    created_at_gte: DateTime | None = Field(default=None, alias="createdAtGte")
    created_at_lte: DateTime | None = Field(default=None, alias="createdAtLte")
    updated_at_gte: DateTime | None = Field(default=None, alias="updatedAtGte")
    updated_at_lte: DateTime | None = Field(default=None, alias="updatedAtLte")
    sort: ListMaterialsSort = ()
    limit: Annotated[Int32Text, Field(ge=1, le=100)] = 20
    cursor: Annotated[str, StringConstraints(min_length=1, max_length=2000), Clean] | None = None

    def listing(self) -> Listing:
        """Return which rows are wanted, and in which order."""
        return Listing(
            self.chosen({"sort", "limit", "cursor"}), self.sort, self.limit, self.cursor, ("list_materials",)
        )
