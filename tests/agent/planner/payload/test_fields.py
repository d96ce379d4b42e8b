"""Keys that stand twice, or hold nothing."""

import pytest

from agent.planner.notes import Notes
from agent.planner.payload.fields import Fields
from tools.errors import Contradiction


def fields(data: dict[str, object]) -> tuple[Fields, Notes]:
    notes = Notes()
    return Fields(data, "payload", notes, ("requirements",)), notes


@pytest.mark.parametrize("nothing", [None, [], {}])
def test_nothing_counts_as_absent_and_is_told(nothing: object) -> None:
    made, notes = fields({"rateLimit": nothing})
    assert made.take("rate_limit") is None
    assert notes.assumptions[0].startswith("payload.rateLimit is ")


def test_nothing_may_have_a_meaning() -> None:
    made, notes = fields({"operations": []})
    assert made.take("operations", empty=True) == ("payload.operations", [])
    assert not notes.assumptions


def test_an_empty_object_is_no_empty_list() -> None:
    made, notes = fields({"relationships": {}})
    assert made.take_list("relationships") == ("payload.relationships", {})
    assert not notes.assumptions


def test_one_thing_in_two_places_is_said_once() -> None:
    made, _ = fields({"rateLimit": 5, "requirements": {"rate_limit": 5}})
    assert made.take("rate_limit") == ("payload.rateLimit", 5)
    made, _ = fields({"rate_limit": None, "requirements": {"rateLimit": 5}})
    assert made.take("rate_limit") == ("payload.requirements.rateLimit", 5)


@pytest.mark.parametrize(
    "data",
    [
        {"rateLimit": 5, "rate_limit": 6},
        {"rateLimit": 5, "requirements": {"rateLimit": 6}},
        {"rateLimit": 5, "rateLimiting": 6},
        {"rateLimit": 1, "rateLimiting": True},
    ],
)
def test_two_things_under_one_key_are_a_contradiction(data: dict[str, object]) -> None:
    with pytest.raises(Contradiction) as caught:
        fields(data)[0].take("rate_limit", "rate_limiting")
    assert all(side.startswith("payload.") for side in caught.value.sides)
