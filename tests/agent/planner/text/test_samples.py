"""What JSON samples show of things and of what hangs on them."""

import pytest

from agent.planner.notes import Notes
from agent.planner.sketch import Sketch
from agent.planner.text.linking import Linker
from agent.planner.text.reading import Reading
from agent.planner.text.samples import place_samples, read_samples
from agent.planner.text.sentences import Kind


def _placed(text: str, **entities: str) -> Sketch:
    reading, sketch = Reading(text, Notes()), Sketch()
    reading.entities = {tuple(words.split("_")): name for words, name in entities.items()}
    for name in entities.values():
        sketch.entity(name)
    place_samples(read_samples(reading), reading, sketch, Linker(sketch))
    return sketch


def _names(sketch: Sketch, entity: str) -> list[str]:
    return list(sketch.entities[entity].attributes)


def test_what_stands_inside_is_of_its_own_thing() -> None:
    sketch = _placed(
        'A ticket as the client reads it:\n```json\n{"number": 7, "depot": {"id": 1, "roads": 4}, '
        '"parts": [{"id": 2, "price": "1.50"}]}\n```\n',
        ticket="Ticket", depot="Depot", part="Part",
    )  # fmt: skip
    assert (_names(sketch, "Ticket"), _names(sketch, "Depot"), _names(sketch, "Part")) == (
        ["number"],
        ["roads"],
        ["price"],
    )
    assert {(item.source, item.target) for item in sketch.relationships} == {("Ticket", "Depot"), ("Part", "Ticket")}
    assert sketch.entities["Depot"].listed


@pytest.mark.parametrize("lead", ["vacancy", "Our vacancies:", "A vacancy", "vacancy (one for each post)"])
def test_a_word_before_a_block_says_what_it_shows(lead: str) -> None:
    sample = '```json\n{"instrument": "viola", "round": 1}\n```\n'
    sketch = _placed(f"Payloads:\n\n{lead}\n{sample}", vacancy="Vacancy")
    assert _names(sketch, "Vacancy") == ["instrument", "round"]


def test_an_envelope_is_none_of_it() -> None:
    sketch = _placed(
        'vacancy\n```json\n{"payload": {"instrument": "viola", "round": 1}, "notice": null}\n```\n', vacancy="Vacancy"
    )
    assert _names(sketch, "Vacancy") == ["instrument", "round"]


def test_what_is_worked_out_is_no_row() -> None:
    reading = Reading('```json\n{"mean": 8.1, "passed": true}\n```\n', Notes())
    assert [clause.kind for clause in reading.clauses] == [Kind.CODE]
    assert read_samples(reading) == []


def test_a_word_is_no_number() -> None:
    sketch = _placed('vacancy\n```json\n{"position": "tutti", "level": "A1"}\n```\n', vacancy="Vacancy")
    found = sketch.entities["Vacancy"].attributes
    assert (found["position"].facets, found["level"].facets) == ({"type": "string"}, {})
