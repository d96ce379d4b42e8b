"""What a text tells of things that refer to their like."""

import pytest

from agent.planner.notes import Notes
from agent.planner.sketch import RelationshipSketch, Sketch
from agent.planner.text.evidence.selves import Self, chosen_name, gather_selves
from agent.planner.text.reading import Reading
from tools.blueprint.model import Cardinality


def _gathered(text: str, *links: tuple[str, str]) -> dict[str, Self]:
    reading, sketch = Reading(text, Notes()), Sketch()
    reading.entities = {("post",): "Post", ("hive",): "Hive", ("work", "order"): "WorkOrder"}
    for source, target in links:
        sketch.relate(RelationshipSketch("parent", source, target, Cardinality.MANY_TO_ONE))
    return gather_selves(reading, sketch)


@pytest.mark.parametrize(
    ("text", "entity", "signs"),
    [
        ("A post may be a reply to another post.", "Post", {"says reply", "another of it", "named twice"}),
        ("A hive may have a parent hive.", "Hive", {"says parent", "named after it", "says parent between two"}),
        ("A work order replaces an earlier work order.", "WorkOrder", {"says previous", "another of it"}),
        ('```json\n{"parent_hive_id": 3, "hive": 4}\n```', "Hive", {"key named after it"}),
        ("A post has no replies.", "Post", {"says reply", "rules it out"}),
    ],
)
def test_signs(text: str, entity: str, signs: set[str]) -> None:
    assert signs <= _gathered(text)[entity].evidence.signs.keys()


def test_of_what_nothing_is_said_there_is_nothing() -> None:
    assert _gathered("A post has a title. A hive has a colour.") == {}


def test_what_rules_have_found_is_a_sign() -> None:
    found = _gathered("A post may answer another post. A hive has children.", ("Post", "Post"))
    assert "rule" in found["Post"].evidence.signs
    assert "rule" not in found["Hive"].evidence.signs


def test_the_places_are_those_of_the_thing_and_of_the_words() -> None:
    text = "A hive may have a parent."
    assert {text[start:end] for _, start, end in _gathered(text)["Hive"].places} == {"hive", "parent"}


def test_the_name_is_the_word_that_stands_there_oftenest() -> None:
    assert chosen_name(["reply", "previous", "previous"]) == "previous"
    assert chosen_name([]) == "parent"
