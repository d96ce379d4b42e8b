"""Reads what is to be counted and measured in a long text: `how many tours per month`, `an overview of the stems`."""

from agent.planner.sketch import Sketch
from agent.planner.text.evidence.reports import gather_reports
from agent.planner.text.evidence.weigh import Item, likelihoods
from agent.planner.text.operations import CRUD
from agent.planner.text.reading import Reading
from tools.blueprint.model import Action

MODEL = "reports"
LIKELY, SURE = 0.4, 0.7
"""From here on the rows of a thing are counted; those that a brief text speaks of."""


def read_reports(reading: Reading, sketch: Sketch) -> None:
    """Gives analytics to the entities whose rows are counted; entities must be known by now."""
    found = [(figure, thing) for figure in gather_reports(reading, sketch) for thing in figure.things]
    items = [
        Item.of_place(figure.things[thing], (figure.clause.index, 0, len(figure.clause.text)), reading.places_of(thing))
        for figure, thing in found
    ]
    for (figure, thing), likely in zip(found, likelihoods(MODEL, items, reading), strict=True):
        if likely < (SURE if reading.brief else LIKELY):
            continue
        chosen = sketch.actions.setdefault(thing, [*CRUD])
        if Action.ANALYTICS not in chosen:
            chosen.append(Action.ANALYTICS)
        reading.place(figure.clause)
