"""The archetypes: enough of them, sound, and of several domains."""

import pytest

from agent.planner.archetypes import archetype, domains, known
from tools.blueprint.check.values import check_attribute

NAMES = [name for listed in domains().values() for name in listed]
WANTED = [
    "Book",
    "Author",
    "Loan",
    "Member",
    "Product",
    "Order",
    "OrderItem",
    "Customer",
    "Category",
    "Review",
    "Cart",
    "Payment",
    "Invoice",
    "Project",
    "Task",
    "Comment",
    "Tag",
    "Post",
    "Article",
    "Patient",
    "Doctor",
    "Appointment",
    "Course",
    "Student",
    "Enrollment",
    "Employee",
    "Department",
    "Event",
    "Ticket",
    "Venue",
    "Booking",
    "Room",
    "Hotel",
    "Restaurant",
    "MenuItem",
    "Recipe",
    "Ingredient",
    "Vehicle",
    "Device",
    "Workout",
    "Exercise",
    "Message",
    "Conversation",
    "Team",
    "Company",
    "Contact",
    "Deal",
]


def test_there_are_enough() -> None:
    assert len(NAMES) >= 80
    assert len(domains()) > 20
    assert len(NAMES) >= 80
    assert set(WANTED) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_attributes_are_sound(name: str) -> None:
    kind = archetype(name)
    assert kind is not None
    for attributes in (kind.attributes, *(variant.attributes for variant in kind.variants)):
        assert len({item.name for item in attributes}) == len(attributes)
        for item in attributes:
            check_attribute(item, f"{name}.{item.name}")
    for link in kind.links:
        assert link.to or link.people
        assert not (link.many and (link.required or link.owner or link.one))


def test_a_ticket_of_an_event_is_no_ticket_of_a_help_desk() -> None:
    kind = archetype("Ticket")
    assert kind is not None
    assert {item.name for item in kind.fitting({"Event"})} != {item.name for item in kind.fitting({"Project"})}


def test_names_in_words() -> None:
    assert known(("order", "item"))
    assert not known(("flux", "capacitor"))


def test_a_cart_and_a_track_hang_on_what_they_are_made_of() -> None:
    cart, track = archetype("Cart"), archetype("Track")
    assert cart is not None
    assert track is not None
    assert [link.attributes[0].name for link in cart.links if link.many] == ["quantity"]
    assert track.links[0].to == ("Album",)
