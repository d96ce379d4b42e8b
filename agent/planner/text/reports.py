"""Reads what is to be counted and measured in a long text: `how many tours per month`, `an overview of the stems`."""

from agent.planner.sketch import Sketch
from agent.planner.text.evidence.reports import gather_reports
from agent.planner.text.evidence.weigh import likelihood
from agent.planner.text.operations import CRUD
from agent.planner.text.reading import Reading
from tools.blueprint.model import Action

MODEL = "reports"
LIKELY = 0.4
"""From here on the rows of a thing are counted."""


def read_reports(reading: Reading, sketch: Sketch) -> None:
    """Gives analytics to the entities whose rows are counted; entities must be known by now."""
    for figure in gather_reports(reading, sketch):
        for thing, evidence in figure.things.items():
            if likelihood(evidence, MODEL) < LIKELY:
                continue
            chosen = sketch.actions.setdefault(thing, [*CRUD])
            if Action.ANALYTICS not in chosen:
                chosen.append(Action.ANALYTICS)
            reading.place(figure.clause)
