"""What the suite reads from a plan."""

import pytest

from tests.tools.validators.conformance.playing import changed_plan, plan_of
from tools.validators.conformance.catalog import Catalog


@pytest.mark.parametrize(
    ("change", "fresh"),
    [
        # The guest is the caller: of the rest only the event can be another one each time.
        ({}, {"event_id"}),
        # A number of seats varies by itself.
        ({"uniques: [[guest, event]]": "uniques: [[event, seats]]"}, set()),
        ({"    uniques: [[guest, event]]\n": ""}, set()),
    ],
)
def test_references_that_every_row_needs_a_row_of_its_own_for(change: dict[str, str], fresh: set[str]) -> None:
    assert Catalog(changed_plan("events", change)).fresh_references("booking") == fresh


def test_nothing_is_fresh_where_nothing_is_unique() -> None:
    assert Catalog(plan_of("blog")).fresh_references("comment") == set()
