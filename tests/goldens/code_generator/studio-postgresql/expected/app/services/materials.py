"""What may happen to materials, step by step."""

from uuid import UUID

from app.core import cases
from app.core.constraints import refusing
from app.core.database import Session
from app.core.errors import Problem
from app.core.refusals import Refusal
from app.models import Material
from app.repositories import materials as material_store
from app.repositories.paging import Page
from app.schemas.materials import ListMaterialsQuery, MaterialCreate, MaterialUpdate

INSERT_MATERIAL_REFUSALS = (Refusal("materials_name_key", "unique", cases.CONFLICT, ("/name",)),)
UPDATE_MATERIAL_REFUSALS = (Refusal("materials_name_key", "unique", cases.CONFLICT, ("/name",)),)


async def list_materials(session: Session, query: ListMaterialsQuery) -> Page[Material]:
    """List materials."""
    page = await material_store.list_materials(session, listing=query.listing())
    return page


async def create_material(session: Session, data: MaterialCreate) -> Material:
    """Create a new material."""
    with refusing(INSERT_MATERIAL_REFUSALS):
        material = await material_store.insert_material(session, values=data.values())
    return material


async def delete_material(session: Session, id: UUID) -> None:
    """Delete one material."""
    material = await material_store.find_material_for_delete_material(session, id=id)
    if material is None:
        raise Problem(cases.NOT_FOUND)
    done = await material_store.delete_material(session, material_id=material.id)
    if not done:
        raise Problem(cases.NOT_FOUND)


async def read_material(session: Session, id: UUID) -> Material:
    """Read one material."""
    material = await material_store.find_material_for_read_material(session, id=id)
    if material is None:
        raise Problem(cases.NOT_FOUND)
    return material


async def update_material(session: Session, id: UUID, data: MaterialUpdate) -> Material:
    """Change the given fields of one material."""
    material = await material_store.find_material_for_update_material(session, id=id)
    if material is None:
        raise Problem(cases.NOT_FOUND)
    changes = data.sent()
    if changes:
        with refusing(UPDATE_MATERIAL_REFUSALS):
            material = await material_store.update_material(session, material_id=material.id, values=changes)
        if material is None:
            raise Problem(cases.NOT_FOUND)
    return material
