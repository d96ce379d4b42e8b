"""The application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from sqlalchemy import text

from shop import observing, problems, products
from shop.config import Settings
from shop.database import Connection, create_engine


def create_app() -> FastAPI:
    settings = Settings()
    engine = create_engine(settings)
    observing.configure(settings.log_level)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        await engine.dispose()

    app = FastAPI(title="Shop", openapi_url=None, lifespan=lifespan)
    app.state.settings, app.state.engine = settings, engine

    @app.get("/health/ready")
    async def ready(connection: Connection) -> dict[str, str]:
        await connection.execute(text("SELECT 1 FROM products LIMIT 1"))
        return {"status": "ok"}

    app.include_router(observing.router)
    app.include_router(products.router)
    problems.install(app)
    app.add_middleware(observing.ObservingMiddleware)
    return app
