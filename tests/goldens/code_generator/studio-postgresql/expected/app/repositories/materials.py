"""Store access for materials."""

from collections.abc import Mapping
from operator import eq, ge, le
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update

from app.core import clock
from app.core.database import Session
from app.core.ids import new_id
from app.models import Material, PaintingMaterials
from app.repositories.links import LinkedRow
from app.repositories.ordering import AnySelect, Filters, Listing, Sorts, filtered, ordered
from app.repositories.paging import Page, fetch_page

FILTERS: Filters = {
    "name": (Material.name, eq),
    "created_at_gte": (Material.created_at, ge),
    "created_at_lte": (Material.created_at, le),
    "updated_at_gte": (Material.updated_at, ge),
    "updated_at_lte": (Material.updated_at, le),
}


SORTS: Sorts = {
    "name": Material.name,
    "createdAt": Material.created_at,
    "updatedAt": Material.updated_at,
}


async def delete_material(session: Session, *, material_id: UUID) -> bool:
    """Remove a material; False when there was none."""
    statement = delete(Material).where(Material.id == material_id)
    return await session.scalar(statement.returning(Material.id)) is not None


_FIND_MATERIAL = select(Material).where(Material.id == bindparam("material_id"))


async def find_material(session: Session, *, material_id: UUID) -> Material | None:
    """Return a material; None when there is none."""
    return await session.scalar(_FIND_MATERIAL, {"material_id": material_id})


_FIND_MATERIAL_FOR_DELETE_MATERIAL = select(Material).where(Material.id == bindparam("id"))


async def find_material_for_delete_material(session: Session, *, id: UUID) -> Material | None:
    """Return a material; None when there is none."""
    return await session.scalar(_FIND_MATERIAL_FOR_DELETE_MATERIAL, {"id": id})


_FIND_MATERIAL_FOR_READ_MATERIAL = select(Material).where(Material.id == bindparam("id"))


async def find_material_for_read_material(session: Session, *, id: UUID) -> Material | None:
    """Return a material; None when there is none."""
    return await session.scalar(_FIND_MATERIAL_FOR_READ_MATERIAL, {"id": id})


_FIND_MATERIAL_FOR_UPDATE_MATERIAL = select(Material).where(Material.id == bindparam("id"))


async def find_material_for_update_material(session: Session, *, id: UUID) -> Material | None:
    """Return a material; None when there is none."""
    return await session.scalar(_FIND_MATERIAL_FOR_UPDATE_MATERIAL, {"id": id})


async def insert_material(session: Session, *, values: Mapping[str, Any]) -> Material:
    """Store a material."""
    moment = clock.now()
    statement = insert(Material).values(
        {**values, "id": new_id(), "created_at": moment, "updated_at": moment}
    )
    return (await session.scalars(statement.returning(Material))).one()


async def list_materials(session: Session, *, listing: Listing) -> Page[Material]:
    """Return one page of materials."""
    statement = select(Material)
    statement = filtered(statement, FILTERS, listing.filters)
    keys = ordered(SORTS, listing, [], Material.id)
    return await fetch_page(session, statement, keys, listing)


async def list_painting_materials(
    session: Session, *, painting_id: UUID, listing: Listing
) -> Page[LinkedRow]:
    """Return one page of materials."""
    statement: AnySelect = select(Material, PaintingMaterials.share)
    statement = statement.join(PaintingMaterials, PaintingMaterials.material_id == Material.id)
    statement = statement.where(PaintingMaterials.painting_id == painting_id)
    statement = filtered(statement, FILTERS, listing.filters)
    keys = ordered(SORTS, listing, [], Material.id)
    return await fetch_page(
        session, statement, keys, listing, lambda row: LinkedRow(row[0], {"share": row[1]})
    )


async def update_material(
    session: Session, *, material_id: UUID, values: Mapping[str, Any]
) -> Material | None:
    """Change a material; None when no row met the conditions."""
    statement = update(Material).where(Material.id == material_id)
    statement = statement.values({**values, "updated_at": clock.now()})
    return await session.scalar(statement.returning(Material), execution_options={"populate_existing": True})
