"""The `rate_limit_counters` table."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core import columns
from app.models.base import Base


class RateLimitCounter(Base):
    """Requests counted in the current window, by account or client address."""

    __tablename__ = "rate_limit_counters"
    __table_args__ = (
        Index("rate_limit_counters_window_start_idx", "window_start"),
        {"comment": "Requests counted in the current window, by account or client address."},
    )

    bucket: Mapped[str] = mapped_column(columns.text(200), primary_key=True)
    window_start: Mapped[int] = mapped_column(columns.BigInteger)
    hits: Mapped[int] = mapped_column(columns.Integer)
