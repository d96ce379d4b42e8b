"""What the routes ask for."""

from typing import Annotated

from fastapi import Depends, Request

from app.core.config import Settings
from app.core.database import Database

__all__ = ["Configuration", "Store"]


async def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


Store = Annotated[Database, Depends(_database)]
Configuration = Annotated[Settings, Depends(_settings)]
