"""Verbs, figures, accounts and roles: what evidence there is, and of what."""

import pytest

from agent.planner.text import find_accounts, find_deeds, find_reports, find_roles


@pytest.mark.parametrize(
    ("text", "name", "thing", "sign"),
    [
        ("A clerk can cancel a booking.", "cancel", "Booking", "main object"),
        ("A booking can be cancelled by a clerk.", "cancel", "Booking", "passive"),
        ("Guests check in at the desk with their booking.", "check-in", "Booking", "particle"),
        ("## Booking\n- cancelling keeps the row", "cancel", "Booking", "thing heading alone"),
        ("Bookings are never cancelled.", "cancel", "Booking", "negated"),
        ("Booking: status (open, cancelled).\n\nClerks cancel it.", "cancel", "Booking", "has states"),
    ],
)
def test_signs_of_a_verb(text: str, name: str, thing: str, sign: str) -> None:
    found = [deed.things[thing] for deed in find_deeds(text, [thing]) if deed.name == name and thing in deed.things]
    assert any(sign in evidence.signs for evidence in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A booking can be cancelled up to a day before.", "cancel"),
        ("A booking is written up by a clerk.", "write-up"),
        ("A clerk checks the booking out.", "check-out"),
    ],
)
def test_a_particle_is_a_part_of_the_verb_or_not(text: str, name: str) -> None:
    names = {deed.name for deed in find_deeds(text, ["Booking"])}
    assert name in names
    assert not any(other.startswith(name.partition("-")[0]) for other in names - {name})


def test_having_and_being_are_done_to_nothing() -> None:
    found = {deed.name for deed in find_deeds("A booking has a price and is open.", ["Booking"])}
    assert not {"have", "be"} & found


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("We want to see the number of bookings per month.", "thing right behind number of"),
        ("How many bookings were there per guest?", "another is the measure"),
        ("## Reports\n- bookings per week, in total", "heading of figures"),
        ("No statistics of bookings.", "negated"),
    ],
)
def test_signs_of_figures(text: str, sign: str) -> None:
    [figure] = find_reports(text, ["Booking", "Guest"])
    assert sign in figure.things["Booking"].signs


def test_a_text_without_a_word_of_counting_asks_for_no_figures() -> None:
    assert find_reports("A booking is of one guest.", ["Booking", "Guest"]) == []


def test_who_signs_in_is_told_from_who_does_not() -> None:
    found = find_accounts("Clerks sign in with a password. Guests never sign in.", ["Clerk", "Guest"])
    assert "right before login" in found["Clerk"].signs
    assert "right before login never" in found["Guest"].signs
    assert "right before login" not in found["Guest"].signs


@pytest.mark.parametrize(
    ("text", "name", "sign"),
    [
        ("There are two roles: clerk and manager.", "manager", "in a list of roles"),
        ("Whoever has the role `clerk` cancels bookings.", "clerk", "right behind the word role"),
        ("Only managers may delete bookings.", "manager", "behind only"),
        ("As a clerk I want to cancel a booking.", "clerk", "subject of what may be done"),
        ("## Roles\n- clerk: writes bookings", "clerk", "below a heading of roles"),
    ],
)
def test_signs_of_a_role(text: str, name: str, sign: str) -> None:
    assert sign in find_roles(text, ["Booking"])[name].signs
