"""Store access for painting materials."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from app.core.columns import insert
from app.core.database import Session
from app.models import PaintingMaterials


async def put_painting_materials(
    session: Session, *, painting_id: UUID, material_id: UUID, values: Mapping[str, Any]
) -> None:
    """Link the two; a link that is there already only gets these values."""
    changes = dict(values)
    statement = insert(PaintingMaterials).values(
        {**changes, "painting_id": painting_id, "material_id": material_id}
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[PaintingMaterials.painting_id, PaintingMaterials.material_id], set_=changes
        )
    )


async def remove_painting_materials(session: Session, *, painting_id: UUID, material_id: UUID) -> None:
    """Remove the link where there is one."""
    await session.execute(
        delete(PaintingMaterials).where(
            PaintingMaterials.painting_id == painting_id, PaintingMaterials.material_id == material_id
        )
    )
