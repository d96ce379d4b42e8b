"""The application: put together here, started by `app.cli serve` or any ASGI server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from fastapi import FastAPI

from app.api import notes
from app.core import clock, contract, handlers, health, logging, metrics, middleware
from app.core.config import Settings, get_settings
from app.core.database import Database


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    await app.state.database.close()


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the application; raises `ConfigurationError` when the environment is wrong."""
    settings = settings or get_settings()
    logging.configure(settings.log_level)
    clock.ahead = timedelta(seconds=settings.clock_offset_seconds)
    app = FastAPI(
        title="Notes API",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
    )
    app.state.settings = settings
    url = settings.database_url.get_secret_value()
    app.state.database = Database(url, settings.database_pool_size, settings.database_timeout_seconds)
    routers = [health.router, metrics.router, contract.router, notes.router]
    for router in routers:
        app.include_router(router)
    handlers.install(app)
    middleware.install(app, settings, [route for router in routers for route in router.routes])
    return app
