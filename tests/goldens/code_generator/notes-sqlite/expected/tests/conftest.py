"""One application on one disposable database; every test starts with empty tables."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from app.core.config import Settings, get_settings
from app.core.database import Database
from app.main import create_app
from tests.actors import Actors, sign_everybody_in
from tests.database import disposable_database
from tests.tables import empty_tables

_ROOT = Path(__file__).resolve().parents[1]
_ENVIRONMENT = {
    "JWT_SECRET": "only for tests, and long enough for them",
    "RATE_LIMIT_REQUESTS": "1000000",
    "AUTH_RATE_LIMIT_REQUESTS": "1000000",
    "LOG_LEVEL": "ERROR",
}


@pytest.fixture(scope="session")
async def application() -> AsyncIterator[FastAPI]:
    """The application, on a migrated database."""
    os.environ.update(_ENVIRONMENT)
    async with disposable_database() as url:
        os.environ["DATABASE_URL"] = url
        # What a developer tries out in `.env` must not decide whether the tests pass.
        Settings.model_config["env_file"] = None
        get_settings.cache_clear()
        await asyncio.to_thread(command.upgrade, Config(_ROOT / "alembic.ini"), "head")
        app = create_app()
        async with app.router.lifespan_context(app):
            yield app


@pytest.fixture
async def store(application: FastAPI) -> Database:
    """The database, with empty tables."""
    database: Database = application.state.database
    await empty_tables(database)
    return database


@pytest.fixture
async def client(application: FastAPI, store: Database) -> AsyncIterator[AsyncClient]:
    """A client that nobody is signed in with."""
    transport = ASGITransport(application, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://test") as found:
        yield found


@pytest.fixture
async def actors(client: AsyncClient, store: Database) -> Actors:
    """Those who call."""
    return await sign_everybody_in(client, store)
