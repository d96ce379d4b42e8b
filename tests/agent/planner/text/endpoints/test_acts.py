"""Verbs behind one row."""

import pytest

from agent.planner.text.endpoints.acts import acts_of
from agent.planner.text.endpoints.endpoint import Endpoint
from agent.planner.text.endpoints.moves import Move


def _acts(method: str, path: str) -> list[tuple[tuple[str, ...], str, bool]]:
    return [(act.thing, act.verb, act.toggle) for act in acts_of([Endpoint(method, path, 0)])]


@pytest.mark.parametrize(
    ("method", "path", "act"),
    [
        ("POST", "/orders/{id}/cancel", (("order",), "cancel", False)),
        ("PUT", "/orders/{id}/cancel", (("order",), "cancel", False)),
        ("PATCH", "/api/v1/orders/{orderId}/approve", (("order",), "approve", False)),
        ("POST", "/work-orders/{id}/close", (("work", "order"), "close", False)),
        ("POST", "/articles/{id}/publish", (("article",), "publish", False)),
        ("POST", "/articles/{id}/like", (("article",), "like", True)),
        ("POST", "/articles/{id}/bookmark", (("article",), "bookmark", True)),
        ("POST", "/shops/{id}/orders/{orderId}/cancel", (("order",), "cancel", False)),
    ],
)
def test_acts(method: str, path: str, act: tuple[tuple[str, ...], str, bool]) -> None:
    assert _acts(method, path) == [act]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/orders/{id}/cancel"),
        ("DELETE", "/orders/{id}/cancel"),
        ("POST", "/orders/cancel"),
        ("POST", "/orders/{id}"),
        ("POST", "/cancel"),
        ("POST", "/orders/{id}/frobnicate"),
        ("POST", "/orders/{id}/items"),
        ("POST", "/health/{id}/cancel"),
        ("POST", "/{id}/{other}/cancel"),
        ("POST", "/orders/{id}/cancel/{reason}"),
    ],
)
def test_no_acts(method: str, path: str) -> None:
    assert _acts(method, path) == []


def test_an_act_knows_its_endpoint() -> None:
    endpoint = Endpoint("POST", "/orders/{id}/cancel", 4, "cancels it")
    [act] = acts_of([Endpoint("GET", "/orders", 3), endpoint])
    assert act.endpoint is endpoint


@pytest.mark.parametrize(
    ("path", "told", "verb"),
    [
        ("/boxes/{id}/skip", (), "skip"),
        ("/orders/{id}/mark-ready", (), "mark-ready"),
        ("/orders/{id}/frobnicate", ("frobnicated",), "frobnicate"),
        ("/servings/{id}/sell_out", (), "sell-out"),
    ],
)
def test_a_verb_that_leads_to_a_state(path: str, told: tuple[str, ...], verb: str) -> None:
    [act] = acts_of([Endpoint("POST", path, 0)], told)
    assert (act.verb, act.toggle) == (verb, False)


@pytest.mark.parametrize("path", ["/recipes/{id}/duplicate", "/orders/{id}/mark-as", "/mocks/{id}/reset"])
def test_a_verb_that_leads_nowhere(path: str) -> None:
    assert acts_of([Endpoint("POST", path, 0)], ("orders",)) == ()


@pytest.mark.parametrize(
    ("path", "verb"),
    [
        ("/plans/{id}/approval", "approve"),
        ("/plans/{id}/cancellation", "cancel"),
        ("/plans/{id}/fired", "mark-fired"),
        ("/plans/{id}/done", "mark-done"),
        ("/plans/{id}/go-live", "go-live"),
        ("/reports/{id}/resolve", "resolve"),
    ],
)
def test_nouns_and_states_are_acts_too(path: str, verb: str) -> None:
    [act] = acts_of([Endpoint("PUT", path, 0)])
    assert (act.verb, act.toggle) == (verb, False)


@pytest.mark.parametrize("path", ["/reports/monthly/send", "/auth/{id}/resolve"])
def test_places_are_no_rows(path: str) -> None:
    assert acts_of([Endpoint("POST", path, 0)]) == ()


def test_words_behind_it_tell_of_states() -> None:
    [act] = acts_of([Endpoint("POST", "/orders/{id}/press", 0, "the stage goes to printing")])
    assert act.move == Move((), "printing")


@pytest.mark.parametrize(
    ("lines", "verb", "undone"),
    [
        (["POST /plans/{id}/unseal"], "unseal", "seal"),
        (["POST /plans/{id}/approval", "DELETE /plans/{id}/approval"], "unapprove", "approve"),
    ],
)
def test_what_is_taken_back(lines: list[str], verb: str, undone: str) -> None:
    *_, act = acts_of([Endpoint(*line.split(" "), 0) for line in lines])
    assert (act.verb, act.undone) == (verb, undone)


def test_nothing_is_taken_back_that_was_not_done() -> None:
    assert acts_of([Endpoint("DELETE", "/plans/{id}/approval", 0)]) == ()
