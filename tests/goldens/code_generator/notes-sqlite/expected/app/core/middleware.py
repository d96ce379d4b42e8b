"""What wraps every request: its id, its log line, its metrics and the security headers."""

import logging
import re
import time
from collections.abc import Sequence
from uuid import uuid4

from fastapi import FastAPI, Request
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core import logging as logs
from app.core import metrics
from app.core.config import Settings
from app.core.methods import MethodMiddleware, offer_head

logger = logging.getLogger("app.requests")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
_SENT = ["Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "X-Request-ID"]
_EXPOSED = [
    "ETag",
    "Idempotency-Replayed",
    "Location",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
    "X-Request-ID",
]
_SECURITY = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"strict-transport-security", b"max-age=31536000; includeSubDomains"),
    (b"cache-control", b"no-store"),
)


class RequestContextMiddleware:
    """Gives the request an id, a line in the log, its place in the metrics and the answer's headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        offered = request.headers.get("x-request-id", "")
        identifier = offered if _REQUEST_ID.fullmatch(offered) else uuid4().hex
        token = logs.request_id.set(identifier)
        started = time.perf_counter()
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                own = {"X-Request-ID": identifier, **getattr(request.state, "headers", {})}
                named = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name.lower().encode(), value.encode()) for name, value in own.items()),
                    *(header for header in _SECURITY if header[0] not in named),
                ]
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        finally:
            seconds = time.perf_counter() - started
            route = getattr(scope.get("route"), "path", "unmatched")
            metrics.observe(request.method, route, status, seconds)
            facts = {"method": request.method, "route": route, "status": status}
            logger.info("request", extra={"facts": facts | {"duration_ms": round(seconds * 1000, 2)}})
            logs.request_id.reset(token)


def install(app: FastAPI, settings: Settings, routes: Sequence[BaseRoute]) -> None:
    """Wrap the application; the request context is outermost."""
    offer_head(routes)
    app.add_middleware(MethodMiddleware, routes=routes)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=_SENT,
            expose_headers=_EXPOSED,
            max_age=600,
        )
    app.add_middleware(RequestContextMiddleware)
