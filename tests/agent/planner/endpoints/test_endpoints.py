"""Whole plans from texts that list endpoints: each is an operation with just that path, or told."""

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.planner import Draft, RulebookPort, endpoints, plan
from agent.planner.endpoints.answer import Answer
from agent.task import request_of_text
from tests.agent.planner.looks import actions, entities, links
from tools.blueprint.expand import expand
from tools.blueprint.expand.routes import route_of
from tools.blueprint.model import Action, Aggregate, Create, Find, List, Operation, Versioning
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack

Planned = Callable[[str], Draft]
STACKS = [("fastapi", "sqlite"), ("express", "postgresql")]
CINEMA = "Cinema API. Movies (title). Showtimes (starts at) of a movie. Bookings (seats) of a showtime. No auth.\n\n"
LIBRARY = "Library API. Books (title, isbn unique). Authors (name). A book belongs to an author. No auth.\n\n"
SHOP = "Shop API. Orders (total, status: open|paid|cancelled) and carriers (name). No auth.\n\n"
BLOG = "Blog API. Users (email) write articles (title, body). JWT.\n\n"


def _routes(draft: Draft) -> set[str]:
    found = map(route_of, expand(draft.blueprint).operations)
    return {f"{method} {path}" for method, path in found}


def _operation(draft: Draft, method: str, path: str) -> Operation:
    found = expand(draft.blueprint).operations
    return next(item for item in found if (item.method.value, item.path) == (method, path))


def _resolves(draft: Draft) -> None:
    for framework, datastore in STACKS:
        assert resolve(draft.blueprint, stack(framework, datastore)).operations


def _bullets(*lines: str) -> str:
    return "".join(f"- {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        (CINEMA + _bullets("GET /movies", "GET /movies/{id}"), {"GET /movies", "GET /movies/{}"}),
        (
            CINEMA + _bullets("POST /showtimes/{id}/bookings", "GET /showtimes/{id}/bookings"),
            {"POST /showtimes/{}/bookings", "GET /showtimes/{}/bookings"},
        ),
        (
            CINEMA + _bullets("GET /showtimes/:id/bookings/:bookingId", "DELETE /showtimes/:id/bookings/:bookingId"),
            {"GET /showtimes/{}/bookings/{}", "DELETE /showtimes/{}/bookings/{}"},
        ),
        (
            CINEMA + _bullets("PUT /showtimes/{sid}/bookings/{bid}", "PATCH /movies/{mid}/showtimes/{sid}"),
            {"PUT /showtimes/{}/bookings/{}", "PATCH /movies/{}/showtimes/{}"},
        ),
        (CINEMA + _bullets("GET /reports/occupancy \u2013 occupancy by showtime"), {"GET /reports/occupancy"}),
        (
            CINEMA + _bullets("GET /movies/stats", "GET /analytics/bookings"),
            {"GET /movies/stats", "GET /analytics/bookings"},
        ),
        (CINEMA + _bullets("GET /movies/search"), {"GET /movies/search"}),
        (LIBRARY + _bullets("PUT /books/{bookId} - changes a book"), {"PUT /books/{}"}),
        (LIBRARY + _bullets("GET /books/{isbn}", "DELETE /books/{isbn}"), {"GET /books/{}", "DELETE /books/{}"}),
        (SHOP + _bullets("POST /orders/{id}/cancel - cancels an order"), {"POST /orders/{}/cancel"}),
        (SHOP + _bullets("GET /api/v2/orders", "GET /api/v2/carriers/{id}"), {"GET /orders", "GET /carriers/{}"}),
        (
            SHOP + "| Method | Path |\n|---|---|\n| GET | /orders |\n| POST | `/orders` |\n",
            {"GET /orders", "POST /orders"},
        ),
        (
            SHOP + "| GET | /carriers/:id | one |\n| DELETE | /carriers/:id | gone |\n",
            {"GET /carriers/{}", "DELETE /carriers/{}"},
        ),
        (SHOP + "```\nGET    /orders\nPUT    /orders/<int:id>\n```\n", {"GET /orders", "PUT /orders/{}"}),
        (SHOP + "GET/POST /carriers and GET, PUT, DELETE /carriers/{id}.", {"PUT /carriers/{}", "DELETE /carriers/{}"}),
        (
            BLOG + _bullets("POST /articles/{id}/publish", "POST /articles/{id}/like"),
            {"POST /articles/{}/publish", "POST /articles/{}/like"},
        ),
        (BLOG + _bullets("GET /users/{id}/articles"), {"GET /users/{}/articles"}),
        ("Depot API. Order lines (quantity). No auth.\n\n- GET /order_lines/{id}\n", {"GET /order_lines/{}"}),
    ],
)
def test_the_routes_are_those_of_the_text(planned: Planned, text: str, routes: set[str]) -> None:
    draft = planned(text)
    assert routes <= _routes(draft)
    assert not [told for told in draft.unplaced if re.match(r"(?:GET|POST|PUT|PATCH|DELETE) /", told)]
    _resolves(draft)


def test_endpoints_alone_tell_what_is_kept(planned: Planned) -> None:
    draft = planned("The service offers:\n\n```\nGET /movies\nPOST /movies\nGET /movies/{id}\n```\n")
    assert entities(draft.blueprint) == {"Movie"}
    assert actions(draft.blueprint, "Movie") == {Action.LIST, Action.CREATE, Action.READ}
    _resolves(draft)


def test_a_list_that_makes_rows_leaves_out_what_it_does_not_name(planned: Planned) -> None:
    draft = planned(CINEMA + _bullets("GET /movies", "POST /movies"))
    assert {route for route in _routes(draft) if "/movies" in route} == {"GET /movies", "POST /movies"}


@pytest.mark.parametrize(
    ("prefix", "base", "versioning"),
    [
        ("", "", Versioning.NONE),
        ("/api", "/api", Versioning.NONE),
        ("/v2", "", Versioning.PATH),
        ("/api/v2", "/api", Versioning.PATH),
    ],
)
def test_a_prefix_is_that_of_the_api(planned: Planned, prefix: str, base: str, versioning: Versioning) -> None:
    draft = planned(SHOP + _bullets(f"GET {prefix}/orders", f"POST {prefix}/orders"))
    api = draft.blueprint.api
    assert (api.base_path.rstrip("/"), api.versioning) == (base, versioning)
    assert {"GET /orders", "POST /orders"} <= _routes(draft)
    _resolves(draft)


@pytest.mark.parametrize(
    "text",
    [
        SHOP + "## Endpoints\n\n- GET /orders\n\n## Non-goals\n\n- POST /orders/{id}/cancel\n- GET /orders/stats\n",
        SHOP + "Out of scope:\n- POST /orders/{id}/cancel\n- GET /orders/stats\n",
        SHOP + "We do not need POST /orders/{id}/cancel. There is no GET /orders/stats.",
    ],
)
def test_what_is_ruled_out_is_neither_made_nor_told(planned: Planned, text: str) -> None:
    draft = planned(text)
    assert not {"POST /orders/{}/cancel", "GET /orders/stats"} & _routes(draft)
    assert not any("/orders/" in told for told in draft.unplaced)
    _resolves(draft)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("POST /orders/{id}/frobnicate", "POST /orders/{id}/frobnicate"),
        ("POST /wibble/{id}/wobble - it wobbles", "POST /wibble/{id}/wobble (it wobbles)"),
        ("DELETE /orders", "DELETE /orders"),
        ("GET /orders/:id/carriers/:carrierId/items", "GET /orders/{id}/carriers/{carrierId}/items"),
        ("POST /orders/stats", "POST /orders/stats"),
        ("GET /reports/wibble", "GET /reports/wibble"),
        ("GET /", "GET /"),
    ],
)
def test_what_finds_no_place_is_told(planned: Planned, line: str, told: str) -> None:
    draft = planned(SHOP + _bullets("GET /orders", line))
    assert told in draft.unplaced
    assert "GET /orders" in _routes(draft)
    _resolves(draft)


@pytest.mark.parametrize("line", ["GET /health", "GET /healthz", "GET /metrics"])
def test_what_every_backend_serves_is_an_assumption(planned: Planned, line: str) -> None:
    draft = planned(SHOP + _bullets(line))
    assert any(told.startswith(f"{line}: every backend") for told in draft.assumptions)
    assert line not in draft.unplaced


@pytest.mark.parametrize("line", ["POST /users/register", "POST /signup", "GET /users/me"])
def test_accounts_are_served_under_paths_of_their_own(planned: Planned, line: str) -> None:
    draft = planned(BLOG + _bullets(line))
    assert any(told.startswith(f"{line}: accounts") for told in draft.assumptions)
    assert line not in draft.unplaced
    _resolves(draft)


def test_a_login_without_accounts_is_told(planned: Planned) -> None:
    assert "POST /auth/login" in planned(SHOP + _bullets("POST /auth/login")).unplaced


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [("GET", "/showtimes/{id}/bookings", 200), ("POST", "/showtimes/{id}/bookings", 201)],
)
def test_rows_of_a_parent_are_looked_up_below_it(planned: Planned, method: str, path: str, code: int) -> None:
    draft = planned(CINEMA + _bullets(f"{method} {path}"))
    found = _operation(draft, method, path)
    first, *rest = found.steps
    assert isinstance(first, Find)
    assert (first.find, found.response.status) == ("Showtime", code)
    assert any(isinstance(step, List | Create) for step in rest)
    assert "showtime_id" not in {item.name for item in found.inputs}


def test_a_row_behind_both_keys_must_be_of_that_parent(planned: Planned) -> None:
    draft = planned(CINEMA + _bullets("GET /showtimes/{showtimeId}/bookings/{bookingId}"))
    found = _operation(draft, "GET", "/showtimes/{showtime_id}/bookings/{booking_id}")
    [step] = found.steps
    assert isinstance(step, Find)
    assert step.where == "row.id == input.booking_id && row.showtime_id == input.showtime_id"


def test_parameters_of_one_name_are_told_apart(planned: Planned) -> None:
    draft = planned(CINEMA + _bullets("GET /showtimes/{id}/bookings/{id}"))
    assert [item.name for item in _operation(draft, "GET", "/showtimes/{id}/bookings/{id_2}").inputs] == ["id", "id_2"]
    _resolves(draft)


def test_what_stands_below_a_thing_refers_to_it(planned: Planned) -> None:
    draft = planned("Depot API. Shelves (code). Racks (name). No auth.\n\n- GET /racks/{id}/shelves\n")
    assert "Shelf -> Rack" in links(draft.blueprint)
    assert "GET /racks/{}/shelves" in _routes(draft)
    _resolves(draft)


def test_a_put_changes_what_is_sent_and_that_is_told(planned: Planned) -> None:
    draft = planned(LIBRARY + _bullets("PUT /books/{bookId}"))
    assert "PATCH /books/{}" not in _routes(draft)
    assert any("PUT /books/{book_id} changes the fields that are sent" in told for told in draft.assumptions)


@pytest.mark.parametrize(
    ("line", "entity"),
    [
        ("GET /reports/occupancy - occupancy by showtime", "Showtime"),
        ("GET /reports/bookings", "Booking"),
        ("GET /movies/summary", "Movie"),
        ("GET /stats/usage - how many bookings there are", "Booking"),
    ],
)
def test_reports_count_rows_of_what_they_name(planned: Planned, line: str, entity: str) -> None:
    draft = planned(CINEMA + _bullets(line))
    method, path, *_ = line.split()
    [step] = _operation(draft, method, path).steps
    assert isinstance(step, Aggregate)
    assert step.aggregate == entity
    assert any(told.startswith(f"GET {path} counts and measures rows of {entity}") for told in draft.assumptions)
    _resolves(draft)


def test_an_act_on_a_row_is_a_pattern(planned: Planned) -> None:
    draft = planned(SHOP + _bullets("POST /orders/{id}/cancel"))
    assert [pattern.model_dump()["transition"] for pattern in draft.blueprint.patterns] == ["Order.status"]
    assert not draft.blueprint.operations


def test_a_plan_without_endpoints_has_no_operations_of_its_own(planned: Planned) -> None:
    assert not planned(SHOP).blueprint.operations


PART = st.sampled_from(
    [
        "books",
        "authors",
        "loans",
        "reports",
        "stats",
        "{id}",
        "{bookId}",
        ":authorId",
        "lend",
        "cancel",
        "search",
        "summary",
        "occupancy",
        "books-overview",
        "health",
        "me",
        "like",
        "items",
        "export",
        "move",
        "toggle",
        "mine",
        "overdue",
        "lent",
        "approval",
        "unlike",
        "vote",
        "join",
        "leave",
        "status",
        "author",
        "pages",
        "daily",
        "extend",
    ]
)
SAID = st.sampled_from(
    ["", " - number of loans per month", ' - {"title": "x"}', " - to another author", " - open to lent"]
)
ENDPOINT = st.tuples(
    st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE"]), st.lists(PART, min_size=1, max_size=5), SAID
).map(lambda found: f"{found[0]} /{'/'.join(found[1])}{found[2]}")
MODELS = [
    "Library. Books (title, pages) belong to an author. Authors (name). Loans (due on) belong to a book. No auth.\n\n",
    "Library. Users log in (JWT). Books (title, status: open|lent) belong to an author. Authors (name). "
    "Loans (due on) of a book.\n\n",
]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(model=st.sampled_from(MODELS), lines=st.lists(ENDPOINT, min_size=1, max_size=5, unique=True))
def test_any_endpoint_is_made_or_told(rulebook: RulebookPort, model: str, lines: list[str]) -> None:
    draft = plan(request_of_text(model + _bullets(*lines)), rulebook)
    routes, told = _routes(draft), " ".join((*draft.unplaced, *draft.assumptions))
    for line in lines:
        written = re.sub(r":(\w+)", r"{\1}", line.partition(" - ")[0])
        assert re.sub(r"\{\w+\}", "{}", written) in routes or written in told
    _resolves(draft)


def test_whose_a_row_is_does_not_come_from_the_path(planned: Planned) -> None:
    draft = planned(
        "Users log in. Notes have a title and belong to a user. Each user sees only their own notes.\n\n"
        "- POST /users/{id}/notes\n- GET /notes\n"
    )
    assert not any(route.path == "/users/{id}/notes" for route in draft.blueprint.operations)
    assert any("POST /users/{id}/notes" in told for told in draft.unplaced)


def test_an_account_is_made_with_a_password(planned: Planned) -> None:
    draft = planned("Users log in. Notes have a title.\n\n- POST /users\n- GET /users\n- GET /notes\n- POST /notes\n")
    _resolves(draft)


def test_two_methods_of_one_path_are_two_operations(planned: Planned) -> None:
    draft = planned("Books have a title.\n\n- PUT /books/{id}\n- PATCH /books/{id}\n- GET /books\n- POST /books\n")
    routes = {route_of(operation) for operation in expand(draft.blueprint).operations}
    assert {("PUT", "/books/{}"), ("PATCH", "/books/{}")} <= routes


PERSONS = "Access API. Persons (name, status: active|banned). No auth.\n\n"


@pytest.mark.parametrize(
    ("text", "route"),
    [
        (PERSONS + "- POST /persons/{id}/ban\n", "POST /persons/{}/ban"),
        (PERSONS + "- PUT /persons/{personId}/ban\n", "PUT /persons/{}/ban"),
        (PERSONS + "- POST /persons/17/ban\n", "POST /persons/{}/ban"),
        (SHOP + "- PATCH /orders/:orderId/cancel\n", "PATCH /orders/{}/cancel"),
        (SHOP + "- POST /orders/{id}/mark-paid\n", "POST /orders/{}/mark-paid"),
    ],
)
def test_what_is_done_to_a_row_has_the_route_of_the_text(planned: Planned, text: str, route: str) -> None:
    draft = planned(text)
    assert route in _routes(draft)
    assert sum(path.endswith(route.rpartition("/")[2]) for path in _routes(draft)) == 1
    _resolves(draft)


def test_of_several_the_one_that_does_not_fit_is_told(planned: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    build = endpoints._made

    def made(answer: Answer) -> Operation | None:
        found = build(answer)
        return found.model_copy(update={"group": "Nothing"}) if found and "stats" in answer.path else found

    monkeypatch.setattr(endpoints, "_made", made)
    draft = planned(CINEMA + _bullets("GET /movies/stats", "GET /showtimes/{id}/bookings"))
    assert "GET /movies/stats" in draft.unplaced
    assert "GET /showtimes/{}/bookings" in _routes(draft)
