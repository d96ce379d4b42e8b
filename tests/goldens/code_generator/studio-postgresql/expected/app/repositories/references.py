"""Checks that rows which others point at are there."""

from collections.abc import Mapping

from sqlalchemy import exists, select

from app.core.database import Session
from app.repositories.ordering import AnySelect


async def absent(session: Session, wanted: Mapping[str, AnySelect]) -> list[str]:
    """Return the names whose statement finds no row, in one round trip."""
    if not wanted:
        return []
    found = (await session.execute(select(*(exists(query) for query in wanted.values())))).one()
    return [name for name, there in zip(wanted, found, strict=True) if not there]
