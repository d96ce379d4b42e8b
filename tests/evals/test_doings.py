"""Which doings and routes come of a Blueprint, and how routes are spelled."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.planner import plan
from agent.task import request_of_text
from evals.doings import Doing, doings_of, normal_route, routes_of
from knowledge import Rulebook
from tools.blueprint.document import from_data, load
from tools.blueprint.expand import expand
from tools.blueprint.model import Blueprint

EXAMPLES = Path(__file__).parents[1] / "blueprints"
Planned = Callable[[str], Blueprint]


@pytest.fixture(scope="module")
def planned() -> Planned:
    rulebook = Rulebook.shipped()
    return lambda text: plan(request_of_text(text), rulebook).blueprint


def _example(name: str) -> Blueprint:
    return load((EXAMPLES / f"{name}.yaml").read_bytes())


def _one(blueprint: Blueprint, name: str) -> Doing:
    return next(doing for doing in doings_of(blueprint) if doing.name == name)


def _orders(**parts: object) -> Blueprint:
    state = {"name": "state", "type": "enum", "values": ["open", "paid", "sent"], "default": "open"}
    total = {"name": "total", "type": "decimal", "required": True}
    entity = {"name": "Order", "attributes": [total, state | {"required": True, "managed": True}]}
    return from_data({"blueprint": 1, "name": "desk", "entities": [entity], **parts})


@pytest.mark.parametrize(
    ("route", "normal"),
    [
        ("GET /orders", "GET /orders"),
        ("GET /orders/", "GET /orders"),
        ("GET /v1/orders", "GET /orders"),
        ("GET /api/orders", "GET /orders"),
        ("GET /api/v12/orders", "GET /orders"),
        ("GET /orders?state=open", "GET /orders"),
        ("GET /apiaries/v1/hives", "GET /apiaries/v1/hives"),
        ("GET /venues", "GET /venues"),
        ("POST /orders/{order_id}/ship", "POST /orders/{}/ship"),
        ("POST /api/v1/orders/:orderId/lines/:id", "POST /orders/{}/lines/{}"),
        ("DELETE /orders/{}", "DELETE /orders/{}"),
        ("GET /", "GET /"),
        ("GET /api/v1/", "GET /"),
    ],
)
def test_routes_have_one_spelling(route: str, normal: str) -> None:
    assert normal_route(route) == normal
    assert normal_route(normal) == normal


def test_a_step_of_a_state_machine_is_one_doing(planned: Planned) -> None:
    blueprint = planned("Orders go from paid to shipped. Only admins may ship them. Customers log in.")
    [ship] = doings_of(blueprint)
    assert ship.name == "transition Order ship"
    assert ship.entities == ("Order",)
    assert ship.routes == ("POST /orders/{}/ship",)
    assert ship.does("Order", "ship")
    assert ship.does("Order", "send_off|ship")
    assert not ship.does("Customer", "ship")
    assert not ship.does("Order", "cancel|ship_back")


def test_routes_hold_the_standard_ones_too(planned: Planned) -> None:
    routes = routes_of(planned("Orders go from paid to shipped. Only admins may ship them. Customers log in."))
    assert {"GET /orders", "PATCH /orders/{}", "POST /orders/{}/ship", "POST /auth/login"} <= set(routes)
    assert list(routes) == sorted(set(routes))


def test_a_path_of_the_text_is_a_route(planned: Planned) -> None:
    blueprint = planned("POST /v1/articles/:id/approve approves an article. Articles have a title.")
    assert normal_route("POST /v1/articles/:id/approve") in routes_of(blueprint)
    assert [doing.routes for doing in doings_of(blueprint)] == [("POST /articles/{}/approve",)]


def test_what_comes_with_entities_links_and_accounts_is_no_doing(planned: Planned) -> None:
    blueprint = planned("Orders have products, a number and a total. Customers log in.")
    assert "POST /auth/login" in routes_of(blueprint)
    assert doings_of(blueprint) == ()


@pytest.mark.parametrize("name", ["members", "crm"])
def test_codes_and_sign_up_are_no_doings(name: str) -> None:
    kinds = {doing.name.partition(" ")[0] for doing in doings_of(_example(name))}
    assert not kinds & {"reset", "confirm", "sign_up"}


def test_search_is_no_doing_and_a_report_is_one() -> None:
    actions = ["list", "search", "analytics"]
    [report] = doings_of(_orders(resources=[{"entity": "Order", "actions": actions}]))
    assert report.does("Order", "analytics")
    assert report.routes == ("GET /orders/analytics",)


def test_an_operation_is_done_to_all_whose_collections_its_path_names() -> None:
    polls = _example("polls")
    assert _one(polls, "vote").does("Poll", "vote")
    assert _one(polls, "list_results").entities == ("Choice", "Poll")
    assert _one(_example("crm"), "log_call").does("Deal", "log_call|call")


def test_the_last_part_of_a_path_says_what_is_done_too() -> None:
    assert _one(_example("crm"), "assign_deal").does("Deal", "rep")


def test_acts_that_share_a_word_are_told_apart() -> None:
    acts = [
        {"transition": "Order.state", "name": "mark_paid", "from": ["open"], "to": "paid"},
        {"transition": "Order.state", "name": "mark_sent", "from": ["paid"], "to": "sent"},
    ]
    found = doings_of(_orders(resources=[{"entity": "Order"}], patterns=acts))
    assert [doing.routes for doing in found] == [("POST /orders/{}/mark-paid",), ("POST /orders/{}/mark-sent",)]


@pytest.mark.parametrize(
    ("example", "name", "verbs"),
    [
        ("gallery", "toggle Photo like", ("like", "unlike")),
        ("gallery", "toggle Photo save", ("save", "forget")),
        ("polls", "claim Seat take", ("take", "leave")),
        ("polls", "stock Prize award", ("award", "refill")),
        ("gallery", "bulk Photo", ("import", "change_many", "delete_many")),
        ("wiki", "history Page", ("restore",)),
        ("playlists", "trash Clip trash", ("trash", "restore")),
    ],
)
def test_a_pattern_does_all_that_it_adds(example: str, name: str, verbs: tuple[str, ...]) -> None:
    doing = _one(_example(example), name)
    assert [verb for verb in verbs if not doing.does(doing.entities[0], verb)] == []


@pytest.mark.parametrize("name", ["gallery", "playlists", "polls", "shortlinks", "wiki"])
def test_every_route_of_a_pattern_belongs_to_one_doing(name: str) -> None:
    blueprint = _example(name)
    made = [item for item in expand(blueprint).operations if item.intent.startswith("pattern.")]
    counted = Counter(route for doing in doings_of(blueprint) for route in doing.routes)
    routes = [normal_route(f"{item.method.value} {item.path}") for item in made]
    assert {route: counted[route] for route in routes if counted[route] != 1} == {}
