"""Evidence becomes one number."""

import math
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.planner import Draft
from agent.planner.notes import Notes
from agent.planner.text.evidence import Evidence, Item, gather, likelihoods
from agent.planner.text.evidence.weigh import features
from agent.planner.text.reading import Reading
from tests.agent.planner.looks import entities

Planned = Callable[[str], Draft]
SIGNS = [
    "plural",
    "object",
    "negated",
    "archetype",
    "head attribute",
    "defines",
    "path",
    "section out",
    "rule says",
    "no such sign",
]
EVIDENCE = st.builds(
    Evidence, st.integers(0, 10_000), st.dictionaries(st.sampled_from(SIGNS), st.integers(1, 10_000)).map(Counter)
)


READING = Reading("Depot. We keep parcels and drivers. Each parcel has a weight and a due date.", Notes())


def likelihood(evidence: Evidence) -> float:
    """Of a noun that stands nowhere."""
    [found] = likelihoods("things", [Item.of_name(evidence, ())], READING)
    return found


def test_numbers_of_evidence() -> None:
    found = features(Evidence(4, Counter({"plural": 2, "path": 1, "item": 8})), "letters many")
    assert found["plural"] == found["path"] == found["bias"] == 1.0
    assert found["plural, often"] == math.log(2)
    assert "path, often" not in found
    assert (found["plural, share"], found["path, share"], found["item, share"]) == (0.5, 0.25, 1.0)


def test_what_is_not_mentioned_has_no_share() -> None:
    assert set(features(Evidence(0, Counter({"path": 1})), "letters many")) == {
        "bias",
        "letters many",
        "mentions",
        "path",
    }


def test_the_order_of_signs_changes_nothing() -> None:
    signs = {"plural": 2, "object": 1, "path": 3}
    backwards = dict(reversed(signs.items()))
    assert likelihood(Evidence(3, Counter(signs))) == likelihood(Evidence(3, Counter(backwards)))


def test_unknown_signs_weigh_nothing() -> None:
    signs = Counter({"plural": 1})
    assert likelihood(Evidence(1, signs)) == likelihood(Evidence(1, signs + Counter({"no such sign": 5})))


@given(EVIDENCE)
def test_a_likelihood_is_a_share(evidence: Evidence) -> None:
    found = likelihood(evidence)
    assert 0.0 <= found <= 1.0
    assert found == likelihood(evidence)


def test_a_thing_that_is_described_is_likelier_than_its_values() -> None:
    evidence = gather(READING, [], {})
    items = [Item.of_name(signs, tuple(READING.places.of(words))) for words, signs in evidence.items()]
    found = dict(zip(evidence, likelihoods("things", items, READING), strict=True))
    assert min(found["parcel",], found["driver",]) > max(found["weight",], found["due", "date"])


LONG = """# Depot

## Overview
The depot service is for a small town. It helps the staff to know where everything is, and it saves us phone calls.

## Data
- Parcels: weight, due date, code
- Drivers: name, phone
- Tours: starts at, driver

## Rules
- A parcel belongs to one tour. A tour has many parcels.
- The due date is never in the past. Drivers are notified by phone about their tours.

## Screens
A dashboard with a map, buttons and a menu. The designer draws them later.

## Non-goals
- drones
- invoices
"""


def test_a_long_text_keeps_its_things_and_nothing_else(planned: Planned) -> None:
    assert entities(planned(LONG).blueprint) >= {"Parcel", "Driver", "Tour"}


@pytest.mark.parametrize(
    "name", ["Depot", "Map", "Button", "Menu", "Screen", "Date", "DueDate", "Phone", "Drone", "Invoice"]
)
def test_a_long_text_makes_no_thing_of(planned: Planned, name: str) -> None:
    assert name not in entities(planned(LONG).blueprint)


def test_nothing_is_weighed_of_nothing() -> None:
    assert likelihoods("things", [], READING) == []


def test_the_likelihood_of_one_does_not_hang_on_the_others() -> None:
    items = [Item.of_name(Evidence(1, Counter({sign: 1})), ()) for sign in SIGNS]
    assert likelihoods("things", items, READING) == pytest.approx([likelihood(item.evidence) for item in items])
