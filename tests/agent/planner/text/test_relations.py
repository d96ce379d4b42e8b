"""How entities hang together."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import links

Planned = Callable[[str], Draft]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Gadgets (name) and makers (name). A gadget belongs to a maker.", {"Gadget -> Maker"}),
        ("Makers (name) and gadgets (name). A maker has many gadgets.", {"Gadget -> Maker"}),
        ("Gadgets (name) and makers (name). Gadgets reference makers.", {"Gadget -> Maker"}),
        ("Gadgets (name) and labels (name), many-to-many between gadgets and labels.", {"Gadget <-> Label"}),
        ("Gadgets (name) and crates (name). A gadget has many crates. A crate has many gadgets.", {"Crate <-> Gadget"}),
        ("Gadgets (name) and makers (name). Gadgets are made by makers.", {"Gadget -> Maker"}),
        ("Categories (name). A category can have a parent category.", {"Category -> Category"}),
        ("Employees (name). An employee has a manager who is also an employee.", {"Employee -> Employee"}),
        (
            "Trips (start) and boats (name) and crews (name). A trip has a boat and a crew.",
            {"Trip -> Boat", "Trip -> Crew"},
        ),
        ("Students (name) and courses (name). Students enroll in courses.", {"Student <-> Course"}),
        (
            "Flats (rent) and tenants (name). A lease covers one flat and one tenant in one house.",
            {"Lease -> Flat", "Lease -> Tenant"},
        ),
        ("Games (day) and cups (name). Games are part of a cup.", {"Game -> Cup"}),
        ("Members (name) and classes (title); members can sign up for classes", {"Member <-> Class"}),
        ("books with wombats", {"Wombat -> Book"}),
        ("Tickets (seat) and attendees (name). A ticket is bought by an attendee.", {"Ticket -> Attendee"}),
    ],
)
def test_relationships(planned: Planned, text: str, wanted: set[str]) -> None:
    assert links(planned(text).blueprint) == wanted


def test_values_of_the_link(planned: Planned) -> None:
    text = "Recipes (title) and ingredients (name). Recipes and ingredients are many-to-many with an amount and a unit."
    (link,) = planned(text).blueprint.relationships
    assert {item.name for item in link.attributes} == {"amount", "unit"}


def test_required_and_optional(planned: Planned) -> None:
    blueprint = planned(
        "Gadgets (name, optional crate), crates (name), makers (name). A gadget belongs to a maker."
    ).blueprint
    required = {item.target: item.required for item in blueprint.relationships}
    assert required == {"Maker": True, "Crate": False}


def test_two_references_to_one_entity_have_two_names(planned: Planned) -> None:
    blueprint = planned("Tasks (title) and users. Tasks are created by a user and assigned to a user. JWT.").blueprint
    names = [item.name for item in blueprint.relationships if item.source == "Task"]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Students (name), courses (title), enrollments between students and courses with a grade; no login",
            {"Enrollment -> Student", "Enrollment -> Course"},
        ),
        ("Messages (text) between players; players (name); no login", {"Message <-> Player"}),
    ],
)
def test_between_two_kinds_stands_one_of_each(planned: Planned, text: str, wanted: set[str]) -> None:
    assert links(planned(text).blueprint) == wanted


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Bugs (title), users can see comments on bugs (just a body). No login.", "Comment -> Bug"),
        (
            "Students (name) and lessons, each lesson is with one student and has a topic. No login.",
            "Lesson -> Student",
        ),
        ("Designs (title), products carry one design and have a colour. No login.", "Product -> Design"),
    ],
)
def test_in_few_words_what_stands_side_by_side(planned: Planned, text: str, link: str) -> None:
    found = links(planned(text).blueprint)
    assert link in found
    assert " -> ".join(reversed(link.split(" -> "))) not in found
