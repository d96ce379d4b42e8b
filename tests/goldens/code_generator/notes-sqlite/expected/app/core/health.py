"""Liveness (the process answers) and readiness (the database answers too, and has the schema)."""

import asyncio
import logging

from fastapi import APIRouter, Request

from app.core import cases
from app.core.database import Database, Outage
from app.core.errors import Problem
from app.core.schema import is_current

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/health")
_PATIENCE_SECONDS = 2.0


@router.get("/live")
async def live() -> dict[str, str]:
    """Answer while the process can."""
    return {"status": "ok"}


@router.get("/ready")
async def ready(request: Request) -> dict[str, str]:
    """Answer 200 when requests can be served, 503 when not."""
    database: Database = request.app.state.database
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            current = await is_current(database)
    except (Outage, TimeoutError) as error:
        logger.warning("not ready: %s", type(error.__cause__ or error).__name__)
        raise _not_ready() from error
    if not current:
        logger.warning("not ready: the database is not migrated")
        raise _not_ready()
    return {"status": "ok"}


def _not_ready() -> Problem:
    return Problem(cases.NOT_READY, headers={"Retry-After": "1"})
