"""Store access for rate limits."""

from sqlalchemy import case

from app.core.columns import insert
from app.core.database import Session
from app.models import RateLimitCounter


async def count_hit(session: Session, bucket: str, window: int) -> int:
    """Count one request of a bucket and return how many its window has; a new window starts at one."""
    statement = insert(RateLimitCounter).values(bucket=bucket, window_start=window, hits=1)
    same = RateLimitCounter.window_start == statement.excluded.window_start
    statement = statement.on_conflict_do_update(
        index_elements=[RateLimitCounter.bucket],
        set_={
            "window_start": statement.excluded.window_start,
            "hits": case((same, RateLimitCounter.hits + 1), else_=1),
        },
    )
    return int(await session.scalar(statement.returning(RateLimitCounter.hits)) or 0)
