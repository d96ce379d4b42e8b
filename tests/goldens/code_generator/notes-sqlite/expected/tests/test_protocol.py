"""What every answer has, whatever was asked."""

from pathlib import Path

import pytest
from httpx import AsyncClient

_ROOT = Path(__file__).resolve().parents[1]


async def test_serves_the_contract_as_it_was_written(client: AsyncClient) -> None:
    response = await client.get("/openapi.json")
    assert response.status_code == 200
    assert response.content == (_ROOT / "openapi.json").read_bytes()


async def test_is_alive_and_ready(client: AsyncClient) -> None:
    assert (await client.get("/health/live")).json() == {"status": "ok"}
    assert (await client.get("/health/ready")).json() == {"status": "ok"}


async def test_counts_requests_by_route(client: AsyncClient) -> None:
    await client.get("/health/live")
    assert 'route="/health/live"' in (await client.get("/metrics")).text


async def test_answers_an_unknown_path_with_a_problem(client: AsyncClient) -> None:
    response = await client.get("/no/such/path")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["code"] == "not_found"


async def test_names_the_methods_of_a_path(client: AsyncClient) -> None:
    response = await client.delete("/health/live")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/openapi.json", "/docs", "/metrics"])
async def test_answers_head_like_get_without_the_body(client: AsyncClient, path: str) -> None:
    response = await client.head(path)
    assert response.status_code == 200
    assert response.headers["content-type"] == (await client.get(path)).headers["content-type"]
    assert response.content == b""


async def test_keeps_a_well_formed_request_id_and_no_other(client: AsyncClient) -> None:
    kept = await client.get("/health/live", headers={"X-Request-ID": "trace-0123456789"})
    assert kept.headers["x-request-id"] == "trace-0123456789"
    made = await client.get("/health/live", headers={"X-Request-ID": "<script>"})
    assert made.headers["x-request-id"] != "<script>"


async def test_carries_security_headers(client: AsyncClient) -> None:
    headers = (await client.get("/health/live")).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
