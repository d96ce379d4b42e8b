"""Which entities stand around a place."""

from agent.planner.notes import Notes
from agent.planner.text.evidence.surroundings import Surroundings
from agent.planner.text.reading import Reading

LIST = "A hive has the following.\n\n" + "".join(f"- value {word}\n" for word in "abcdefghijkl")


def _above(text: str) -> list[tuple[str, str]]:
    reading = Reading(text, Notes())
    reading.entities = {("hive",): "Hive"}
    return list(Surroundings(reading).above(reading.clauses[-1]))


def test_a_list_is_of_what_the_sentence_above_it_names_however_long_it_is() -> None:
    assert ("Hive", "introduced") in _above(LIST)


def test_what_is_no_list_is_introduced_by_nothing() -> None:
    assert ("Hive", "introduced") not in _above("A hive has a colour. It has a label.")
