"""What may happen to paintings, step by step."""

from uuid import UUID

from app.core import cases
from app.core.conditions import require_match
from app.core.constraints import refusing
from app.core.database import Session
from app.core.errors import Problem
from app.core.refusals import Refusal
from app.models import Painting
from app.repositories import materials as material_store
from app.repositories import painting_materials as painting_materials_store
from app.repositories import paintings as painting_store
from app.repositories.links import LinkedRow
from app.repositories.paging import Page
from app.schemas.paintings import (
    LinkPaintingMaterialRequest,
    ListPaintingMaterialsQuery,
    ListPaintingsQuery,
    PaintingCreate,
    PaintingUpdate,
    SearchPaintingsQuery,
)
from app.security.viewer import Viewer

INSERT_PAINTING_REFUSALS = (Refusal("paintings_painter_id_fkey", "reference", cases.VALIDATION_FAILED),)
PUT_PAINTING_MATERIALS_REFUSALS = (
    Refusal("painting_materials_painting_id_fkey", "reference", cases.NOT_FOUND),
    Refusal("painting_materials_material_id_fkey", "reference", cases.NOT_FOUND),
)


async def list_paintings(session: Session, query: ListPaintingsQuery) -> Page[Painting]:
    """List paintings."""
    page = await painting_store.list_paintings(session, listing=query.listing())
    return page


async def create_painting(session: Session, viewer: Viewer, data: PaintingCreate) -> Painting:
    """Create a new painting."""
    with refusing(INSERT_PAINTING_REFUSALS):
        painting = await painting_store.insert_painting(session, viewer_id=viewer.id, values=data.values())
    return painting


async def search_paintings(session: Session, query: SearchPaintingsQuery) -> Page[Painting]:
    """Search paintings, best match first."""
    page = await painting_store.search_paintings(session, q=query.q, listing=query.listing())
    return page


async def delete_painting(session: Session, viewer: Viewer, id: UUID, if_match: str | None) -> None:
    """Delete one painting."""
    painting = await painting_store.find_painting_for_delete_painting(
        session, id=id, unrestricted=viewer.role in ("curator",), viewer_id=viewer.id
    )
    if painting is None:
        raise Problem(cases.NOT_FOUND)
    require_match(
        if_match, painting.version, required=cases.PRECONDITION_REQUIRED, stale=cases.PRECONDITION_FAILED
    )
    done = await painting_store.delete_painting(
        session, painting_id=painting.id, painting_version=painting.version
    )
    if not done:
        raise Problem(cases.PRECONDITION_FAILED)


async def read_painting(session: Session, id: UUID) -> Painting:
    """Read one painting."""
    painting = await painting_store.find_painting(session, id=id)
    if painting is None:
        raise Problem(cases.NOT_FOUND)
    return painting


async def update_painting(
    session: Session, viewer: Viewer, id: UUID, data: PaintingUpdate, if_match: str | None
) -> Painting:
    """Change the given fields of one painting."""
    painting = await painting_store.find_painting_for_update_painting(
        session, id=id, unrestricted=viewer.role in ("curator",), viewer_id=viewer.id
    )
    if painting is None:
        raise Problem(cases.NOT_FOUND)
    require_match(
        if_match, painting.version, required=cases.PRECONDITION_REQUIRED, stale=cases.PRECONDITION_FAILED
    )
    changes = data.sent()
    if changes:
        painting = await painting_store.update_painting(
            session, painting_id=painting.id, painting_version=painting.version, values=changes
        )
        if painting is None:
            raise Problem(cases.PRECONDITION_FAILED)
    return painting


async def list_painting_materials(
    session: Session, id: UUID, query: ListPaintingMaterialsQuery
) -> Page[LinkedRow]:
    """List the materials of one painting."""
    painting = await painting_store.find_painting(session, id=id)
    if painting is None:
        raise Problem(cases.NOT_FOUND)
    page = await material_store.list_painting_materials(
        session, painting_id=painting.id, listing=query.listing(id)
    )
    return page


async def unlink_painting_material(session: Session, viewer: Viewer, id: UUID, material_id: UUID) -> None:
    """Remove the link between one painting and one material."""
    painting = await painting_store.find_painting_for_unlink_painting_material(
        session, id=id, unrestricted=viewer.role in ("curator",), viewer_id=viewer.id
    )
    if painting is None:
        raise Problem(cases.NOT_FOUND)
    material = await material_store.find_material(session, material_id=material_id)
    if material is None:
        raise Problem(cases.NOT_FOUND)
    await painting_materials_store.remove_painting_materials(
        session, painting_id=painting.id, material_id=material.id
    )


async def link_painting_material(
    session: Session, viewer: Viewer, id: UUID, material_id: UUID, data: LinkPaintingMaterialRequest
) -> None:
    """Link one material to one painting."""
    painting = await painting_store.find_painting_for_link_painting_material(
        session, id=id, unrestricted=viewer.role in ("curator",), viewer_id=viewer.id
    )
    if painting is None:
        raise Problem(cases.NOT_FOUND)
    material = await material_store.find_material(session, material_id=material_id)
    if material is None:
        raise Problem(cases.NOT_FOUND)
    with refusing(PUT_PAINTING_MATERIALS_REFUSALS):
        await painting_materials_store.put_painting_materials(
            session, painting_id=painting.id, material_id=material.id, values=data.values()
        )
