"""What the database is asked for, and what becomes known when it fails."""

import traceback

import pytest
from sqlalchemy import text

from app.core.database import Database

_SECRET = "a secret of ours"


async def test_a_write_that_fails_keeps_its_values_to_itself(store: Database) -> None:
    with pytest.raises(Exception) as caught:
        async with store.transaction() as session:
            await session.execute(text("CREATE TEMPORARY TABLE kept (value TEXT CHECK (value = 'public'))"))
            await session.execute(text("INSERT INTO kept VALUES (:value)"), {"value": _SECRET})
    assert "kept" in str(caught.value)
    assert _SECRET not in "".join(traceback.format_exception(caught.value))
