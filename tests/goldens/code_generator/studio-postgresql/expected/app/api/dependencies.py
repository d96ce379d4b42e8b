"""What the routes ask for."""

from typing import Annotated

from fastapi import Depends, Request

from app.core.config import Settings
from app.core.database import Database
from app.core.rate_limit import auth_rate_limit, rate_limit
from app.security.guards import signed_in
from app.security.roles import roles

__all__ = ["Configuration", "Store", "auth_rate_limit", "only_curator", "rate_limit", "signed_in"]


async def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


Store = Annotated[Database, Depends(_database)]
Configuration = Annotated[Settings, Depends(_settings)]
only_curator = roles("curator")
