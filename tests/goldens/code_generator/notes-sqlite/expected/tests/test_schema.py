"""Which schema is good enough to serve with."""

import pytest
from sqlalchemy import text

from app.core import schema
from app.core.database import Database
from tests.database import disposable_database


@pytest.mark.parametrize(("revision", "current"), [(None, False), ("older", False), ("later", True)])
async def test_an_older_schema_is_none(
    monkeypatch: pytest.MonkeyPatch, revision: str | None, current: bool
) -> None:
    monkeypatch.setattr(schema, "_OUTDATED", frozenset({"older"}))
    async with disposable_database() as url:
        database = Database(url, 1, 5)
        if revision is not None:
            async with database.transaction() as session:
                await session.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
                await session.execute(text("INSERT INTO alembic_version VALUES (:it)"), {"it": revision})
        assert await schema.is_current(database) is current
        await database.close()
