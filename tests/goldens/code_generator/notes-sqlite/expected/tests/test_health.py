"""When the application says that it can serve."""

from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response
from pydantic import SecretStr

from app.main import create_app
from tests.database import disposable_database


async def _readiness(application: FastAPI, url: str) -> Response:
    settings = application.state.settings.model_copy(update={"database_url": SecretStr(url)})
    app = create_app(settings)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        response = await client.get("/health/ready")
    await app.state.database.close()
    return response


async def test_is_not_ready_without_the_schema(application: FastAPI) -> None:
    async with disposable_database() as url:
        response = await _readiness(application, url)
    assert response.status_code == 503
    assert response.json()["code"] == "not_ready"


async def test_is_not_ready_without_the_database(application: FastAPI) -> None:
    async with disposable_database() as url:
        pass
    response = await _readiness(application, url)
    assert response.status_code == 503
    assert response.headers["retry-after"] == "1"
