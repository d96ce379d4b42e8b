"""Reads what is sent to make a row: `POST /stakes – body: label, latitude, drilled on (a date)`."""

import re

from agent.planner.text.definition import Definition
from agent.planner.text.endpoints.endpoint import Endpoint, spelt
from agent.planner.text.endpoints.things import things_of
from agent.planner.text.items import split
from agent.planner.text.reading import Reading
from agent.planner.text.things import is_listing
from tools.blueprint.names import singular

_LEAD = re.compile(
    r"^(?:[\w ]{0,20}?\b(?:body|payload|takes|sends|fields?|needs|expects|with)\b\s*:?\s*|[-:|\s]+)+", re.IGNORECASE
)
_END = re.compile(r"(?:→|->|=>|\.\s|\b\d{3}\b|;\s*\d{3})")
_LONGEST = 6
"""Words of an item; what is longer is a remark."""


def bodies(reading: Reading) -> list[Definition]:
    """A definition for each endpoint that makes rows of a thing and lists what these have."""
    found = []
    for endpoint in reading.endpoints:
        words = _made(endpoint)
        items = _items(endpoint.said) if words is not None else []
        if words is not None and items:
            found.append(Definition(words, items, endpoint.clause, colon=True))
    return found


def _made(endpoint: Endpoint) -> tuple[str, ...] | None:
    """The thing that the last part of the path names; None where nothing is made by it."""
    if endpoint.method != "POST":
        return None
    *head, last = spelt(endpoint.parts[-1]) if endpoint.parts else ("",)
    words = (*head, singular(last))
    return words if any(thing == words for _, thing in things_of([endpoint])) else None


def _items(said: str) -> list[str]:
    text = _END.split(_LEAD.sub("", said.strip(), count=1))[0].strip(" `{}")
    if '"' in text:
        return []
    items = split(text)
    if len(items) < 2 or not is_listing(items) or any(len(item.split("(")[0].split()) > _LONGEST for item in items):
        return []
    return items
