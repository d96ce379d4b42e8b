"""Rules of how often: uniques where the text says what they are made of, told whole where not."""

from collections.abc import Callable

import pytest

from agent.planner import Draft

Planned = Callable[[str], Draft]


def test_one_for_each_pair_is_a_unique(planned: Planned) -> None:
    draft = planned("Cinema: seats, showtimes, bookings; a booking belongs to a seat and a showtime. "
                    "Only one booking per seat and showtime.")  # fmt: skip
    assert draft.blueprint.entity("Booking").uniques == (("seat", "showtime"),)
    assert not draft.unplaced


def test_one_for_each_value_makes_the_value_unique(planned: Planned) -> None:
    draft = planned("Books with a title and an isbn, one book per isbn")
    assert [item.name for item in draft.blueprint.entity("Book").attributes if item.unique] == ["isbn"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "Shop with products and reviews; a review belongs to a product; one review per user and product",
            "Rule: one review per user and product",
        ),
        (
            "Clinic: doctors and appointments; no two appointments of the same doctor may overlap",
            "Rule: no two appointments of the same doctor may overlap",
        ),
        ("Polls with options and votes; a voter can vote only once", "Rule: a voter can vote only once"),
    ],
)
def test_what_cannot_be_said_is_told_whole(planned: Planned, text: str, rule: str) -> None:
    assert rule in planned(text).unplaced
