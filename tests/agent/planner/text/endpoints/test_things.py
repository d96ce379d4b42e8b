"""Parts of paths that name what is kept."""

import pytest

from agent.planner.text.endpoints.endpoint import Endpoint
from agent.planner.text.endpoints.things import FIRST, FURTHER, surely, things_of


def _things(path: str) -> list[tuple[str, ...]]:
    return [thing for _, thing in things_of([Endpoint("GET", path, 0)])]


@pytest.mark.parametrize(
    ("path", "things"),
    [
        ("/movies", [("movie",)]),
        ("/api/v1/movies", [("movie",)]),
        ("/movies/{id}", [("movie",)]),
        ("/order-lines/{id}", [("order", "line")]),
        ("/orderLines/{id}", [("order", "line")]),
        ("/showtimes/{id}/bookings", [("showtime",), ("booking",)]),
        ("/showtimes/{id}/bookings/{bookingId}", [("showtime",), ("booking",)]),
        ("/movies/search", [("movie",)]),
        ("/movies/{id}/publish", [("movie",)]),
        ("/frobnicators/{id}", [("frobnicator",)]),
        ("/companies", [("company",)]),
    ],
)
def test_collections_are_things(path: str, things: list[tuple[str, ...]]) -> None:
    assert _things(path) == things


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/{id}",
        "/health",
        "/metrics",
        "/auth/login",
        "/auth/refresh",
        "/me",
        "/settings",
        "/reports/occupancy",
        "/sales-stats",
        "/search",
        "/import",
    ],
)
def test_places_are_none(path: str) -> None:
    assert _things(path) == []


def test_each_comes_with_its_endpoint() -> None:
    endpoints = [Endpoint("GET", "/movies", 0), Endpoint("GET", "/health", 1), Endpoint("POST", "/halls", 2)]
    assert list(things_of(endpoints)) == [(endpoints[0], ("movie",)), (endpoints[2], ("hall",))]


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (["POST /coaches"], {("coach",): FIRST}),
        (["GET /coaches", "POST /clubs"], {("coach",): FURTHER, ("club",): FIRST}),
        (["POST /clubs/{id}/coaches"], {("club",): FIRST, ("coach",): FURTHER}),
        (["DELETE /coaches/{id}"], {("coach",): FIRST}),
        (["POST /dive-reports/{id}/accept"], {("dive", "report"): FIRST}),
        (["POST /reports/{id}/accept"], {("report",): FIRST}),
        (["GET /rates", "GET /rates/{code}"], {}),
        (["POST /clubs/stats"], {("club",): FIRST}),
        (["POST /reports"], {}),
    ],
)
def test_paths_show_what_is_kept(lines: list[str], shown: dict[tuple[str, ...], float]) -> None:
    """Of a service that is only read from, nothing is sure: it may keep nothing."""
    endpoints = [Endpoint(*line.split(" "), 0) for line in lines]
    assert surely(endpoints) == shown
