"""The `materials` table."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import columns
from app.models.base import Base


class Material(Base):
    """Material."""

    __tablename__ = "materials"
    __table_args__ = (UniqueConstraint("name", name="materials_name_key"),)

    id: Mapped[UUID] = mapped_column(columns.Key, primary_key=True)
    name: Mapped[str] = mapped_column(columns.text(60))
    created_at: Mapped[datetime] = mapped_column(columns.Timestamp)
    updated_at: Mapped[datetime] = mapped_column(columns.Timestamp)
