"""What is asked to be counted, and of what."""

from agent.planner.notes import Notes
from agent.planner.sketch import Sketch
from agent.planner.text.evidence.reports import gather_reports
from agent.planner.text.reading import Reading


def _things(text: str, *names: str) -> set[str]:
    reading, sketch = Reading(text, Notes()), Sketch()
    for name in names:
        words = tuple(name.lower().split("_"))
        entity = "".join(word.capitalize() for word in words)
        reading.entities[words] = entity
        sketch.entity(entity)
    return {thing for figure in gather_reports(reading, sketch) for thing in figure.things}


def test_a_thing_is_named_whatever_words_stand_beside_it() -> None:
    assert _things("I want to know how many applications came in per flat.", "application", "flat") == {
        "Application", "Flat",
    }  # fmt: skip
    assert "Attendance" in _things("I need the attendance figures per singer.", "attendance", "singer")
    assert "LoanRequest" in _things("The number of loan requests granted per year.", "loan_request")


def test_a_longer_name_has_the_place() -> None:
    assert _things("How many viewing slots are there per month?", "slot", "viewing_slot") == {"ViewingSlot"}


def test_a_clause_that_asks_for_no_figure_is_none() -> None:
    assert _things("A flat has an address and a rent.", "flat") == set()
