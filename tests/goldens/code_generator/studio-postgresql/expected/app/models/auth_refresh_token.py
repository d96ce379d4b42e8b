"""The `auth_refresh_tokens` table."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import columns
from app.models.base import Base


class AuthRefreshToken(Base):
    """Refresh tokens by SHA-256; each is used once, and a second use ends its session."""

    __tablename__ = "auth_refresh_tokens"
    __table_args__ = (
        UniqueConstraint("token_hash", name="auth_refresh_tokens_token_hash_key"),
        Index("auth_refresh_tokens_session_id_idx", "session_id"),
        {"comment": "Refresh tokens by SHA-256; each is used once, and a second use ends its session."},
    )

    id: Mapped[UUID] = mapped_column(columns.Key, primary_key=True)
    session_id: Mapped[UUID] = mapped_column(
        columns.Key,
        ForeignKey("auth_sessions.id", name="auth_refresh_tokens_session_id_fkey", ondelete="CASCADE"),
    )
    token_hash: Mapped[str] = mapped_column(columns.text(64))
    created_at: Mapped[datetime] = mapped_column(columns.Timestamp)
    expires_at: Mapped[datetime] = mapped_column(columns.Timestamp)
    used_at: Mapped[datetime | None] = mapped_column(columns.Timestamp)
