"""The `paintings` table."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core import columns
from app.models.base import Base
from app.models.enums import PaintingTechnique


class Painting(Base):
    """Painting."""

    __tablename__ = "paintings"
    __table_args__ = (Index("paintings_painter_id_idx", "painter_id"),)

    id: Mapped[UUID] = mapped_column(columns.Key, primary_key=True)
    title: Mapped[str] = mapped_column(columns.text(120))
    technique: Mapped[PaintingTechnique] = mapped_column(columns.Choice(PaintingTechnique))
    price: Mapped[Decimal | None] = mapped_column(columns.Exact(10, 2))
    painter_id: Mapped[UUID] = mapped_column(
        columns.Key, ForeignKey("people.id", name="paintings_painter_id_fkey", ondelete="CASCADE")
    )
    created_at: Mapped[datetime] = mapped_column(columns.Timestamp)
    updated_at: Mapped[datetime] = mapped_column(columns.Timestamp)
    version: Mapped[int] = mapped_column(columns.Integer)
