"""What is sent and what is shown."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints
from pydantic_core import PydanticCustomError

from shop.tables import Status

SORTS = ("name", "sku", "price", "stock", "status", "created_at", "updated_at")


def _no_nul(value: str) -> str:
    if "\0" in value:
        raise ValueError("must not contain the character NUL")
    return value


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        raise PydanticCustomError("decimal_type", "Must be a decimal number, in a string")
    return value


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def _listed(value: Any) -> Any:
    return [name for part in value for name in str(part).split(",")] if isinstance(value, list) else value


Name = Annotated[str, StringConstraints(max_length=200, strict=True), AfterValidator(_no_nul)]
Sku = Annotated[str, StringConstraints(max_length=40, strict=True), AfterValidator(_no_nul)]
Description = Annotated[str, StringConstraints(max_length=4000, strict=True), AfterValidator(_no_nul)]
Price = Annotated[
    Decimal, BeforeValidator(_text), Field(max_digits=12, decimal_places=2, ge=0, le=Decimal("9999999999.99"))
]
Stock = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]
StockText = Annotated[int, Field(ge=0, le=1_000_000)]
Moment = Annotated[datetime, PlainSerializer(_moment, return_type=str, when_used="json")]
Sort = Literal[
    "name", "sku", "price", "stock", "status", "created_at", "updated_at",
    "-name", "-sku", "-price", "-stock", "-status", "-created_at", "-updated_at",
]  # fmt: skip


class ProductIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name
    sku: Sku
    price: Price
    stock: Stock = 0
    status: Status = Status.ACTIVE
    description: Description | None = None
    category_id: UUID | None = None


class ProductOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    sku: str
    price: Annotated[Decimal, PlainSerializer(lambda value: f"{value:.2f}", return_type=str, when_used="json")]
    stock: int
    status: Status
    description: str | None
    seller_id: UUID
    category_id: UUID | None
    created_at: Moment
    updated_at: Moment
    version: int


class ProductPage(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    items: list[ProductOut]
    next_cursor: str | None


class ProductQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    sku: Sku | None = None
    price: Price | None = None
    price_gte: Price | None = None
    price_lte: Price | None = None
    stock: StockText | None = None
    stock_gte: StockText | None = None
    stock_lte: StockText | None = None
    status: Status | None = None
    created_at_gte: datetime | None = None
    created_at_lte: datetime | None = None
    updated_at_gte: datetime | None = None
    updated_at_lte: datetime | None = None
    seller_id: UUID | None = None
    category_id: UUID | None = None
    sort: Annotated[tuple[Sort, ...], Field(max_length=8), BeforeValidator(_listed)] = ()
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Annotated[str, StringConstraints(min_length=1, max_length=2000)] | None = None
