"""The tables, as the migrations made them."""

from enum import StrEnum

from sqlalchemy import Column as C
from sqlalchemy import DateTime, Integer, MetaData, Numeric, Table, Text, Uuid

metadata = MetaData()


class Status(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    ARCHIVED = "archived"


users = Table("users", metadata, C("id", Uuid, primary_key=True), C("role", Text))

sessions = Table(
    "auth_sessions",
    metadata,
    C("id", Uuid, primary_key=True),
    C("account_id", Uuid),
    C("expires_at", DateTime(timezone=True)),
    C("revoked_at", DateTime(timezone=True)),
)

products = Table(
    "products",
    metadata,
    C("id", Uuid, primary_key=True),
    C("name", Text),
    C("sku", Text),
    C("price", Numeric(12, 2)),
    C("stock", Integer),
    C("status", Text),
    C("description", Text),
    C("seller_id", Uuid),
    C("category_id", Uuid),
    C("created_at", DateTime(timezone=True)),
    C("updated_at", DateTime(timezone=True)),
    C("version", Integer),
)
