"""The `people` table."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import columns
from app.models.base import Base
from app.models.enums import PersonRole


class Person(Base):
    """Person."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("email", name="people_email_key"),)

    id: Mapped[UUID] = mapped_column(columns.Key, primary_key=True)
    email: Mapped[str] = mapped_column(columns.text(254))
    password_hash: Mapped[str] = mapped_column(columns.text(255))
    role: Mapped[PersonRole] = mapped_column(columns.Choice(PersonRole))
    created_at: Mapped[datetime] = mapped_column(columns.Timestamp)
    updated_at: Mapped[datetime] = mapped_column(columns.Timestamp)
