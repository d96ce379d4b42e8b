"""The `auth_sessions` table."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core import columns
from app.models.base import Base


class AuthSession(Base):
    """Logins. A session that is revoked or expired makes all of its tokens useless."""

    __tablename__ = "auth_sessions"
    __table_args__ = (
        Index("auth_sessions_account_id_idx", "account_id"),
        {"comment": "Logins. A session that is revoked or expired makes all of its tokens useless."},
    )

    id: Mapped[UUID] = mapped_column(columns.Key, primary_key=True)
    account_id: Mapped[UUID] = mapped_column(
        columns.Key, ForeignKey("people.id", name="auth_sessions_account_id_fkey", ondelete="CASCADE")
    )
    created_at: Mapped[datetime] = mapped_column(columns.Timestamp)
    expires_at: Mapped[datetime] = mapped_column(columns.Timestamp)
    revoked_at: Mapped[datetime | None] = mapped_column(columns.Timestamp)
