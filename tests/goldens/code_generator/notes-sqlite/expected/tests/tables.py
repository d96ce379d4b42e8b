"""Empties the tables between tests."""

from sqlalchemy import delete

from app.core.database import Database
from app.models import Base


async def empty_tables(database: Database) -> None:
    """Delete every row, those that refer to others first."""
    async with database.transaction() as session:
        for table in reversed(Base.metadata.sorted_tables):
            await session.execute(delete(table))
