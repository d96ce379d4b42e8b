"""What a text calls the state of a thing."""

import pytest

from agent.planner.notes import Notes
from agent.planner.sketch import PatternSketch, Sketch
from agent.planner.text.patterns.machines import Machine
from agent.planner.text.reading import Reading
from agent.planner.text.state_names import name_states


def _named(text: str, attribute: str = "status") -> str:
    reading, sketch = Reading(text, Notes()), Sketch()
    reading.entities = {("bed",): "Bed", ("ward",): "Ward"}
    machine = Machine(("bed",), attribute=attribute)
    sketch.patterns.append(PatternSketch("transition", "Bed", "", "", facets={"machine": machine}))
    name_states(reading, sketch)
    return machine.attribute


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bed has a label and a state.", "state"),
        ("A bed is in one of these states: free, taken.", "state"),
        ("The stage of a bed says how far it is.", "stage"),
        ("A bed has a status. Its state is shown to all.", "status"),
        ("A ward has a state. A bed can be blocked.", "status"),
        ("A bed knows its state machine.", "status"),
        ("A bed can be blocked.", "status"),
    ],
)
def test_names(text: str, name: str) -> None:
    assert _named(text) == name


def test_a_name_that_is_told_elsewhere_stays() -> None:
    assert _named("A bed has a state.", attribute="phase") == "phase"


def test_patterns_without_states_are_left_alone() -> None:
    sketch = Sketch()
    sketch.patterns.append(PatternSketch("toggle", "Bed", "like", ""))
    name_states(Reading("A bed has a state.", Notes()), sketch)
    assert sketch.patterns[0].facets == {}
