"""The methods of a path: HEAD wherever GET is, and 405 with the list of them for any other."""

from collections.abc import Iterable

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from app.core import cases
from app.core.error_bodies import problem_response
from app.core.errors import Problem


def offer_head(routes: Iterable[BaseRoute]) -> None:
    """Let HEAD run what GET runs; the server leaves the body out."""
    for route in routes:
        if isinstance(route, APIRoute) and route.methods and "GET" in route.methods:
            route.methods.add("HEAD")


class MethodMiddleware:
    """Refuses methods that the path does not offer.

    The router would go on to a later path with a parameter (`PATCH /books/search` as `/books/{id}`),
    and its 405 names the methods of one route only.
    """

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute]) -> None:
        self.app = app
        self._routes = [route for route in routes if isinstance(route, APIRoute)]
        self._methods: dict[str, set[str]] = {}
        for route in self._routes:
            self._methods.setdefault(route.path, set()).update(route.methods or ())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            route = next((item for item in self._routes if item.path_regex.match(scope["path"])), None)
            if route is not None and scope["method"] not in self._methods[route.path]:
                allowed = ", ".join(sorted(self._methods[route.path]))
                problem = Problem(cases.METHOD_NOT_ALLOWED, headers={"Allow": allowed})
                await problem_response(Request(scope, receive), problem)(scope, receive, send)
                return
        await self.app(scope, receive, send)
