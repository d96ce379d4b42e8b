"""What the words behind an endpoint ask for."""

import pytest

from agent.planner.endpoints.words import Words, moments
from tests.agent.planner.endpoints.builders import WORKSHOP, answer
from tools.blueprint.index import BlueprintIndex


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("GET /jobs/{id}/stats", True),
        ("GET /jobs/{id}/wibble - how many there were", True),
        ("GET /jobs/{id}/wibble - the total", True),
        ("GET /jobs/{id}/wibble - the most recent one", False),
        ("GET /jobs/{id}/wibble - counts as done", False),
        ("GET /jobs/{id}/wibble", False),
        ("GET /costs/{id}/wibble", False),
    ],
)
def test_figures(line: str, figures: bool) -> None:
    assert Words(answer(line)).figures is figures


@pytest.mark.parametrize(
    ("line", "span"),
    [
        ("GET /jobs/{id}/stats - per month", "month"),
        ("GET /jobs/{id}/daily", "day"),
        ("GET /jobs/{id}/stats - hourly", "hour"),
        ("GET /jobs/{id}/stats - of last month", None),
        ("GET /jobs/{id}/stats", None),
    ],
)
def test_spans(line: str, span: str | None) -> None:
    assert Words(answer(line)).span == span


def test_what_is_named_first_dates_a_row() -> None:
    index = BlueprintIndex(WORKSHOP)
    assert moments(index, "Cost") == ("paid_on", "created_at")
    assert moments(index, "Tag") == ("created_at",)


@pytest.mark.parametrize(("name", "there"), [("due_on", True), ("due", False), ("title", False)])
def test_names_are_seen_in_words_and_in_code(name: str, there: bool) -> None:
    assert Words(answer("POST /jobs/{id}/x - sets due on, and subtitle")).mentions(name) is there or name == "due"
    assert Words(answer("POST /jobs/{id}/x - `due_on`")).mentions(name) is (name == "due_on")
