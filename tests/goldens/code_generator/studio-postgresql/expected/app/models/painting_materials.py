"""The `painting_materials` table."""

from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core import columns
from app.models.base import Base


class PaintingMaterials(Base):
    """Painting materials."""

    __tablename__ = "painting_materials"
    __table_args__ = (Index("painting_materials_material_id_idx", "material_id"),)

    painting_id: Mapped[UUID] = mapped_column(
        columns.Key,
        ForeignKey("paintings.id", name="painting_materials_painting_id_fkey", ondelete="CASCADE"),
        primary_key=True,
    )
    material_id: Mapped[UUID] = mapped_column(
        columns.Key,
        ForeignKey("materials.id", name="painting_materials_material_id_fkey", ondelete="CASCADE"),
        primary_key=True,
    )
    share: Mapped[Decimal] = mapped_column(columns.Exact(5, 2))
