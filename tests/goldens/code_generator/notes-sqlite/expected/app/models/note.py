"""The `notes` table."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.core import columns
from app.models.base import Base


class Note(Base):
    """Note."""

    __tablename__ = "notes"

    id: Mapped[UUID] = mapped_column(columns.Key, primary_key=True)
    title: Mapped[str] = mapped_column(columns.text())
    body: Mapped[str | None] = mapped_column(columns.text())
    pinned: Mapped[bool] = mapped_column(columns.Boolean)
    created_at: Mapped[datetime] = mapped_column(columns.Timestamp)
    updated_at: Mapped[datetime] = mapped_column(columns.Timestamp)
