"""Attributes of a long text, by weighed evidence."""

from collections.abc import Callable

from agent.planner import Draft
from tests.agent.planner.looks import attribute, links, names

Planned = Callable[[str], Draft]
TEXT = """# Boat hire, what the backend keeps

We hire out rowing boats on the lake and want to be rid of the paper book at the jetty. The app comes later.

## Boat

- name: required, at most 40 characters
- hull number: text, unique
- seats: 2 to 8

## Rental

A rental is of one boat.

| field | remarks |
|-------|---------|
| started at | date and time, required |
| returned at | date and time, empty until it is back |
| deposit | money, not negative |
| state | out, returned; out first |

Nobody signs in, the tablet stands in the hut.
"""


def test_lists_and_tables_are_read_to_the_last_value(planned: Planned) -> None:
    blueprint = planned(TEXT).blueprint
    assert set(names(blueprint, "Boat")) >= {"name", "hull_number", "seats"}
    assert set(names(blueprint, "Rental")) >= {"started_at", "returned_at", "deposit", "state"}
    assert links(blueprint) == {"Rental -> Boat"}


def test_what_stands_behind_a_name_bounds_it(planned: Planned) -> None:
    blueprint = planned(TEXT).blueprint
    assert attribute(blueprint, "Boat", "name").max_length == 40
    assert attribute(blueprint, "Boat", "hull_number").unique
    assert (attribute(blueprint, "Boat", "seats").minimum, attribute(blueprint, "Boat", "seats").maximum) == (2, 8)


def test_of_what_is_told_twice_and_differs_one_counts(planned: Planned) -> None:
    twice = TEXT.replace("## Rental", "A boat has a name (at most 60 characters).\n\n## Rental")
    assert attribute(planned(twice).blueprint, "Boat", "name").max_length in {40, 60}
