"""Where names stand in a text."""

from agent.planner.notes import Notes
from agent.planner.text.places import nearest, shared
from agent.planner.text.reading import Reading

TEXT = """# Order lines
Each order has order lines. An order-line costs money.

| orderLine | int |
"""


def _seen(*name: str) -> list[str]:
    reading = Reading(TEXT, Notes())
    return [reading.original[clause].text[start:end] for clause, start, end in reading.places.of(name)]


def test_a_name_is_found_in_each_spelling() -> None:
    assert _seen("order", "line") == ["Order lines", "order lines", "order-line", "orderLine"]


def test_words_apart_are_no_name() -> None:
    assert _seen("line", "order") == _seen("crate") == []


def test_what_readers_take_out_stays_where_it_was() -> None:
    reading = Reading(TEXT, Notes())
    before = reading.places.of(("order",))
    reading.consume(1, 0, 10)
    assert Reading(TEXT, Notes()).places.of(("order",)) == before
    assert reading.original[1].text.startswith("Each order")


def test_where_two_names_stand_together() -> None:
    ones, others = ((0, 2, 5), (1, 0, 4), (3, 1, 2)), ((1, 8, 9), (2, 0, 1))
    assert shared(ones, others) == ((1, 0, 4),)
    assert shared(others, ones) == ((1, 8, 9),)


def test_the_next_place_is_in_the_clause_or_before_it() -> None:
    assert nearest((2, 5, 9), ((0, 0, 1), (2, 0, 2), (2, 20, 22), (3, 0, 1))) == ((2, 0, 2),)
    assert nearest((2, 5, 9), ((1, 0, 1), (3, 0, 1))) == ((1, 0, 1),)
    assert nearest((2, 5, 9), ()) == ()
