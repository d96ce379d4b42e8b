"""What a caller is told when the application itself fails."""

from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from app.main import create_app

_ORIGIN = "https://app.example.com"


async def _fail() -> None:
    raise RuntimeError("a secret of ours")


async def test_a_failure_is_a_problem_that_a_browser_may_read(application: FastAPI) -> None:
    app = create_app(application.state.settings.model_copy(update={"cors_origins": (_ORIGIN,)}))
    app.add_api_route("/fails", _fail)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        response = await client.get("/fails", headers={"Origin": _ORIGIN})
    await app.state.database.close()
    assert response.status_code == 500
    assert response.json()["code"] == "internal_error"
    assert response.headers["access-control-allow-origin"] == _ORIGIN
    assert "secret" not in response.text
