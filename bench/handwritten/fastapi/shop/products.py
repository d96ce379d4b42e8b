"""Routes of products."""

import secrets
import time
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from shop.database import Connection
from shop.listing import cursor_of, statement_of
from shop.problems import Problem, invalid, not_found
from shop.schemas import ProductIn, ProductOut, ProductPage, ProductQuery
from shop.security import SignedIn
from shop.tables import products

router = APIRouter(prefix="/v1/products")
_BY_ID = select(products).where(products.c.id == bindparam("id"))
_INSERT = insert(products).returning(products)


def _json(body: ProductOut | ProductPage, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(body.model_dump_json(), status, headers, media_type="application/json")


def _uuid7() -> UUID:
    high, low = secrets.randbits(12), secrets.randbits(62)
    return UUID(int=(time.time_ns() // 1_000_000 << 80) | (0x7 << 76) | (high << 64) | (0b10 << 62) | low)


@router.get("")
async def list_products(connection: Connection, viewer: SignedIn, query: Annotated[ProductQuery, Query()]) -> Response:
    rows = (await connection.execute(statement_of(query))).all()
    shown = rows[: query.limit]
    following = cursor_of(query, shown[-1]) if len(rows) > query.limit else None
    return _json(ProductPage.model_validate({"items": shown, "next_cursor": following}))


@router.get("/{id}")
async def read_product(request: Request, connection: Connection, viewer: SignedIn, id: UUID) -> Response:
    row = (await connection.execute(_BY_ID, {"id": id})).first()
    if row is None:
        raise not_found()
    tag = f'"{row.version}"'
    asked = request.headers.get("if-none-match")
    if asked is not None and (asked.strip() == "*" or tag in (item.strip() for item in asked.split(","))):
        return Response(status_code=304, headers={"ETag": tag})
    return _json(ProductOut.model_validate(row), headers={"ETag": tag})


@router.post("", status_code=201)
async def create_product(connection: Connection, viewer: SignedIn, data: ProductIn) -> Response:
    moment = datetime.now(UTC)
    own = {"id": _uuid7(), "seller_id": viewer.id, "created_at": moment, "updated_at": moment, "version": 1}
    try:
        row = (await connection.execute(_INSERT, {**data.model_dump(), **own})).one()
    except IntegrityError as error:
        raise _refusal(error) from error
    headers = {"ETag": f'"{row.version}"', "Location": f"/v1/products/{row.id}"}
    return _json(ProductOut.model_validate(row), 201, headers)


def _refusal(error: IntegrityError) -> Exception:
    constraint = getattr(getattr(error.orig, "__cause__", None), "constraint_name", None)
    if constraint == "products_sku_key":
        errors = [{"code": "unique", "message": "Another one has this value already.", "pointer": "/sku"}]
        return Problem(409, "conflict", "Conflict", "It is there already.", errors)
    if constraint == "products_category_id_fkey":
        message = "What it refers to does not exist."
        return invalid([{"code": "reference_not_found", "message": message, "pointer": "/category_id"}])
    return error
