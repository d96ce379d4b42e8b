"""Deletes rows that have expired."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from app.core.database import Session
from app.models import AuthSession, RateLimitCounter

_LONGEST_WINDOW = timedelta(days=1)


async def delete_expired(session: Session, moment: datetime) -> None:
    """Delete what expired before this moment."""
    oldest = int((moment - _LONGEST_WINDOW).timestamp())
    await session.execute(delete(AuthSession).where(AuthSession.expires_at <= moment))
    await session.execute(delete(RateLimitCounter).where(RateLimitCounter.window_start < oldest))
