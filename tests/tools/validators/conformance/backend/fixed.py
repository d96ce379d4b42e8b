"""Answers beside the operations: contract, documentation, health, metrics."""

from typing import Any, Protocol

from tests.tools.validators.conformance.backend.store import Store
from tools.blueprint.plan.render_plan import RenderPlan

OPENAPI = b'{"openapi": "3.1.1"}'
Fixed = tuple[int, Any, dict[str, str]]


class _Running(Protocol):
    plan: RenderPlan
    faults: frozenset[str]
    store: Store
    ready: bool


def fixed_answer(backend: _Running, path: str) -> Fixed | None:
    """Status, body and headers; None for all other paths. Without a database, readiness is for the caller to refuse."""
    match path:
        case "/openapi.json":
            more = b" " if "another contract" in backend.faults else b""
            return 200, OPENAPI + more, {"Content-Type": "application/json"}
        case "/docs":
            return 200, b"<!doctype html><html></html>", {"Content-Type": "text/html"}
        case "/health/live":
            return 200, {"status": "ok"}, {}
        case "/health/ready" if backend.ready:
            return 200, {"status": "ok"}, {}
        case "/metrics":
            routes = "".join(backend.store.measured.lines())
            keys = "".join(str(row["id"]) for rows in backend.store.rows.values() for row in rows if "id" in row)
            keys = keys if "metrics by key" in backend.faults else ""
            shown = f"# TYPE http_requests_total counter\n{routes}{keys}{' '.join(backend.store.secrets)}"
            return 200, shown.encode(), {"Content-Type": "text/plain; version=0.0.4"}
    return None
