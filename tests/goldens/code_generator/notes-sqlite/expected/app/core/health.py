"""Liveness (the process answers) and readiness (the database answers too)."""

import asyncio
import logging

from fastapi import APIRouter, Request

from app.core import cases
from app.core.database import OUTAGES, Database
from app.core.errors import Problem

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
            await database.ping()
    except OUTAGES as error:
        logger.warning("not ready: %s", type(error).__name__)
        raise Problem(cases.NOT_READY, headers={"Retry-After": "1"}) from error
    return {"status": "ok"}
