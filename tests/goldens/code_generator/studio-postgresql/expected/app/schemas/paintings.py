"""Bodies, queries and views of paintings."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from app.core.values import Clean, DateTime, DecimalString, Distinct, Id, Int32Text, ListText, scaled
from app.models.enums import PaintingTechnique
from app.repositories.ordering import Listing
from app.schemas.base import ABSENT, Body, Query, View

PaintingCreatePrice = Annotated[
    DecimalString, Field(max_digits=10, decimal_places=2, ge=0, le=Decimal("99999999.99"))
]
PaintingUpdatePrice = Annotated[
    DecimalString, Field(max_digits=10, decimal_places=2, ge=0, le=Decimal("99999999.99"))
]
ListPaintingsPrice = Annotated[
    DecimalString, Field(max_digits=10, decimal_places=2, ge=0, le=Decimal("99999999.99"))
]
ListPaintingsPriceGte = Annotated[
    DecimalString, Field(max_digits=10, decimal_places=2, ge=0, le=Decimal("99999999.99"))
]
ListPaintingsPriceLte = Annotated[
    DecimalString, Field(max_digits=10, decimal_places=2, ge=0, le=Decimal("99999999.99"))
]
ListPaintingsSort = Annotated[
    tuple[
        Literal[
            "title",
            "technique",
            "price",
            "createdAt",
            "updatedAt",
            "-title",
            "-technique",
            "-price",
            "-createdAt",
            "-updatedAt",
        ],
        ...,
    ],
    Field(max_length=8),
    ListText,
    Distinct,
]
SearchPaintingsPrice = Annotated[
    DecimalString, Field(max_digits=10, decimal_places=2, ge=0, le=Decimal("99999999.99"))
]
SearchPaintingsPriceGte = Annotated[
    DecimalString, Field(max_digits=10, decimal_places=2, ge=0, le=Decimal("99999999.99"))
]
SearchPaintingsPriceLte = Annotated[
    DecimalString, Field(max_digits=10, decimal_places=2, ge=0, le=Decimal("99999999.99"))
]
ListPaintingMaterialsSort = Annotated[
    tuple[Literal["name", "createdAt", "updatedAt", "-name", "-createdAt", "-updatedAt"], ...],
    Field(max_length=8),
    ListText,
    Distinct,
]


class LinkPaintingMaterialRequest(Body):
    """The body of `LinkPaintingMaterialRequest`."""

    share: Annotated[DecimalString, Field(max_digits=5, decimal_places=2, ge=0, le=100)]


class PaintingView(View):
    """Painting as shown."""

    id: Id
    title: str
    technique: PaintingTechnique
    price: Annotated[Decimal, scaled(2)] | None
    painter_id: Id = Field(serialization_alias="painterId")
    created_at: DateTime = Field(serialization_alias="createdAt")
    updated_at: DateTime = Field(serialization_alias="updatedAt")
    version: int


class PaintingPage(View):
    """A page of them."""

    items: list[PaintingView]
    next_cursor: str | None = Field(serialization_alias="nextCursor")


class PaintingCreate(Body):
    """The body of `PaintingCreate`."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=120), Clean]
    technique: PaintingTechnique = PaintingTechnique.OIL
    price: PaintingCreatePrice | None = None


class PaintingUpdate(Body):
    """The body of `PaintingUpdate`."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=120), Clean] = ABSENT
    technique: PaintingTechnique = ABSENT
    price: PaintingUpdatePrice | None = None


class ListPaintingsQuery(Query):
    """What `list_paintings` can be asked."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=120), Clean] | None = None
    technique: PaintingTechnique | None = None
    price: ListPaintingsPrice | None = None
    price_gte: ListPaintingsPriceGte | None = Field(default=None, alias="priceGte")
    price_lte: ListPaintingsPriceLte | None = Field(default=None, alias="priceLte")
    created_at_gte: DateTime | None = Field(default=None, alias="createdAtGte")
    created_at_lte: DateTime | None = Field(default=None, alias="createdAtLte")
    updated_at_gte: DateTime | None = Field(default=None, alias="updatedAtGte")
    updated_at_lte: DateTime | None = Field(default=None, alias="updatedAtLte")
    painter_id: Id | None = Field(default=None, alias="painterId")
    sort: ListPaintingsSort = ()
    limit: Annotated[Int32Text, Field(ge=1, le=100)] = 20
    cursor: Annotated[str, StringConstraints(min_length=1, max_length=2000), Clean] | None = None

    def listing(self) -> Listing:
        """Return which rows are wanted, and in which order."""
        return Listing(
            self.chosen({"sort", "limit", "cursor"}), self.sort, self.limit, self.cursor, ("list_paintings",)
        )


class SearchPaintingsQuery(Query):
    """What `search_paintings` can be asked."""

    q: Annotated[str, StringConstraints(min_length=1, max_length=200), Clean]
    title: Annotated[str, StringConstraints(min_length=1, max_length=120), Clean] | None = None
    technique: PaintingTechnique | None = None
    price: SearchPaintingsPrice | None = None
    price_gte: SearchPaintingsPriceGte | None = Field(default=None, alias="priceGte")
    price_lte: SearchPaintingsPriceLte | None = Field(default=None, alias="priceLte")
    created_at_gte: DateTime | None = Field(default=None, alias="createdAtGte")
    created_at_lte: DateTime | None = Field(default=None, alias="createdAtLte")
    updated_at_gte: DateTime | None = Field(default=None, alias="updatedAtGte")
    updated_at_lte: DateTime | None = Field(default=None, alias="updatedAtLte")
    painter_id: Id | None = Field(default=None, alias="painterId")
    limit: Annotated[Int32Text, Field(ge=1, le=100)] = 20
    cursor: Annotated[str, StringConstraints(min_length=1, max_length=2000), Clean] | None = None

    def listing(self) -> Listing:
        """Return which rows are wanted, and in which order."""
        return Listing(
            self.chosen({"q", "limit", "cursor"}), (), self.limit, self.cursor, ("search_paintings", self.q)
        )


class ListPaintingMaterialsQuery(Query):
    """What `list_painting_materials` can be asked."""

    name: Annotated[str, StringConstraints(max_length=60), Clean] | None = None
    created_at_gte: DateTime | None = Field(default=None, alias="createdAtGte")
    created_at_lte: DateTime | None = Field(default=None, alias="createdAtLte")
    updated_at_gte: DateTime | None = Field(default=None, alias="updatedAtGte")
    updated_at_lte: DateTime | None = Field(default=None, alias="updatedAtLte")
    sort: ListPaintingMaterialsSort = ()
    limit: Annotated[Int32Text, Field(ge=1, le=100)] = 20
    cursor: Annotated[str, StringConstraints(min_length=1, max_length=2000), Clean] | None = None

    def listing(self, *within: Any) -> Listing:
        """Return which rows are wanted, and in which order; `within` tells equal lists apart."""
        return Listing(
            self.chosen({"sort", "limit", "cursor"}),
            self.sort,
            self.limit,
            self.cursor,
            ("list_painting_materials", *within),
        )
