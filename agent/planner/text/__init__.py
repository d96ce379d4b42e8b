"""Reads plain words into a sketch; one small module per kind of statement."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from agent.planner.notes import Notes
from agent.planner.sketch import Sketch
from agent.planner.text.accounts import settle_account_of, settle_roles
from agent.planner.text.anybody import read_anybody
from agent.planner.text.applications import read_application
from agent.planner.text.auth import read_auth
from agent.planner.text.closing import close_rest
from agent.planner.text.contents import write
from agent.planner.text.conventions import read_conventions
from agent.planner.text.deeds import read_deeds
from agent.planner.text.endpoints.find import find_endpoints
from agent.planner.text.endpoints.place import place_endpoints
from agent.planner.text.entities import EntityFinder
from agent.planner.text.evidence import Evidence
from agent.planner.text.evidence.accounts import gather_accounts
from agent.planner.text.evidence.deeds import Deed, gather_deeds
from agent.planner.text.evidence.fields import Field, gather_fields
from agent.planner.text.evidence.pairs import Pair, gather_pairs
from agent.planner.text.evidence.reports import Figure, gather_reports
from agent.planner.text.evidence.roles import gather_roles
from agent.planner.text.evidence.schemes import gather_scheme
from agent.planner.text.evidence.selves import Self, gather_selves
from agent.planner.text.evidence.settle_fields import settle_fields
from agent.planner.text.exclusions import read_exclusions
from agent.planner.text.extras import Extra, place_extras, read_extras
from agent.planner.text.holders import place_holders, read_holders
from agent.planner.text.joining import settle_account_joins, settle_joins
from agent.planner.text.language import demand_english
from agent.planner.text.lifecycle import read_lifecycle
from agent.planner.text.limits import readable
from agent.planner.text.linking import Linker
from agent.planner.text.nonfunctionals import read_non_functionals
from agent.planner.text.once import read_once
from agent.planner.text.openings import Opening, place_openings, take_openings
from agent.planner.text.operations import read_operations
from agent.planner.text.ownership import read_ownership
from agent.planner.text.patterns import place_patterns, read_patterns
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.places import Place
from agent.planner.text.reading import Reading
from agent.planner.text.relations import RelationFinder
from agent.planner.text.reports import read_reports
from agent.planner.text.roles import read_roles
from agent.planner.text.samples import place_samples
from agent.planner.text.scales import read_scales
from agent.planner.text.schemes import settle_scheme
from agent.planner.text.selves import settle_selves
from agent.planner.text.stack import read_stack
from agent.planner.text.state_names import name_states
from agent.planner.text.title import read_title
from agent.planner.text.told import read_told
from agent.planner.text.trees import read_trees
from tools.blueprint.names import words as words_of

__all__ = [
    "find_accounts",
    "find_deeds",
    "find_fields",
    "find_joins",
    "find_reports",
    "find_roles",
    "find_scheme",
    "find_selves",
    "find_things",
    "read_text",
]


def read_text(text: str, sketch: Sketch, notes: Notes) -> Reading:
    """Adds what a text says; the reading tells which words were used.

    BadInput for a text that cannot be read, Contradiction for one that rules itself out.
    """
    reading = Reading(readable(text), notes)
    if not reading.text:
        return reading
    demand_english(reading.text)
    name, title = read_title(reading)
    sketch.name, sketch.title = sketch.name or name, sketch.title or title
    before = replace(sketch.api)
    found = find_things(reading, sketch)
    finder, wishes = found.finder, found.wishes
    read_application(reading, sketch)
    if not reading.entities and not sketch.entities and not wishes:
        finder.from_title()
    for known in sketch.entities:
        reading.entities.setdefault((known.lower(),), known)
    for entity in reading.entities.values():
        sketch.entity(entity)
    linker = _relate(found, reading, sketch)
    settle_joins(reading, sketch, finder.definitions, linker)
    settle_selves(reading, sketch, linker)
    settle_account_of(reading, sketch, finder.callers)
    settle_account_joins(sketch)
    read_deeds(reading, sketch)
    name_states(reading, sketch)
    read_trees(reading, linker)
    read_lifecycle(reading, sketch, before)
    read_scales(reading, sketch)
    read_told(reading, sketch)
    read_once(reading, sketch)
    read_operations(reading, sketch)
    read_reports(reading, sketch)
    read_exclusions(reading, sketch)
    read_anybody(reading, sketch)
    read_ownership(reading, sketch)
    read_roles(reading, sketch)
    place_openings(found.openings, reading, sketch)
    settle_roles(reading, sketch)
    close_rest(reading, sketch)
    read_non_functionals(reading, sketch.non_functionals)
    return reading


@dataclass(frozen=True)
class Found:
    """What is read before entities are known, and the finder that has found them."""

    finder: EntityFinder
    holders: str | None
    extras: list[Extra]
    wishes: list[Wish]
    openings: list[Opening]


def find_things(reading: Reading, sketch: Sketch) -> Found:
    """Reads what is about the backend as a whole, takes it out of the text, and finds the entities in the rest."""
    _read_ways(reading, sketch)
    settle_scheme(reading, sketch.auth)
    openings = take_openings(reading)
    holders = read_holders(reading)
    extras = read_extras(reading)
    wishes = read_patterns(reading)
    finder = EntityFinder(reading)
    finder.run()
    return Found(finder, holders, extras, wishes, openings)


def _read_ways(reading: Reading, sketch: Sketch) -> None:
    """What it is built with, how it is called, and how callers prove who they are, as rules see it."""
    read_stack(reading, sketch)
    read_conventions(reading, sketch.api)
    reading.endpoints = find_endpoints(reading, sketch.api)
    read_auth(reading, sketch.auth)


def find_scheme(text: str) -> tuple[Evidence, tuple[Place, ...]] | None:
    """Evidence of how callers prove who they are, and where the text speaks of it."""
    reading, sketch = Reading(readable(text), Notes()), Sketch()
    _read_ways(reading, sketch)
    return gather_scheme(reading, sketch.auth)


def find_joins(text: str, names: Collection[str]) -> dict[Pair, Evidence]:
    """Evidence of how these entities of a text hang together, as if they had been found and no others."""
    reading, sketch, found = _with(text, names)
    found.wishes.clear()
    _relate(found, reading, sketch)
    return gather_pairs(reading, sketch, found.finder.definitions, [name for name in names if name in sketch.entities])


def find_selves(text: str, names: Collection[str]) -> dict[str, Self]:
    """Evidence of which of these entities of a text refer to their like, as if they had been found and no others."""
    reading, sketch, found = _with(text, names)
    _relate(found, reading, sketch)
    return gather_selves(reading, sketch)


def find_fields(text: str, names: Collection[str]) -> list[Field]:
    """Evidence of what these entities of a text have, as if they had been found and no others."""
    reading, _, found = _with(text, names)
    return gather_fields(reading, found.finder.definitions)


def find_accounts(text: str, names: Collection[str]) -> dict[str, Evidence]:
    """Evidence of which of these entities of a text are accounts, as if they had been found and no others."""
    reading, sketch, found = _with(text, names)
    _relate(found, reading, sketch)
    callers = reading.entity(found.finder.callers) if found.finder.callers else None
    return gather_accounts(reading, sketch, callers)


def find_roles(text: str, names: Collection[str]) -> dict[str, Evidence]:
    """Evidence of which nouns name roles, in a text of which these are the entities."""
    reading, sketch, found = _with(text, names)
    _relate(found, reading, sketch)
    read_roles(reading, sketch)
    return gather_roles(reading, sketch)


def find_deeds(text: str, names: Collection[str]) -> list[Deed]:
    """Evidence of what is done to these entities of a text, as if they had been found and no others."""
    reading, sketch, found = _with(text, names)
    _relate(found, reading, sketch)
    return gather_deeds(reading, sketch)


def find_reports(text: str, names: Collection[str]) -> list[Figure]:
    """Evidence of which rows of these entities a text wants counted, as if they had been found and no others."""
    reading, sketch, found = _with(text, names)
    _relate(found, reading, sketch)
    return gather_reports(reading, sketch)


def _with(text: str, names: Collection[str]) -> tuple[Reading, Sketch, Found]:
    """What is read before entities are known; then these are."""
    reading, sketch = Reading(readable(text), Notes()), Sketch()
    found = find_things(reading, sketch)
    reading.entities = {words: name for words, name in reading.entities.items() if name in names}
    for name in names:
        reading.entities.setdefault(tuple(map(str.lower, words_of(name))), name)
        sketch.entity(name)
    return reading, sketch, found


def _relate(found: Found, reading: Reading, sketch: Sketch) -> Linker:
    """What entities have, and how rules see them hang together."""
    finder = found.finder
    linker = Linker(sketch)
    for definition in settle_fields(reading, finder.definitions):
        write(definition, reading, sketch, linker)
    place_samples(finder.samples, reading, sketch, linker)
    place_holders(found.holders, reading, sketch)
    if finder.callers is not None and sketch.auth.no is None:
        sketch.auth.account = sketch.auth.account or reading.entity(finder.callers)
    place_extras(found.extras, reading, sketch)
    place_patterns(found.wishes, reading, sketch)
    RelationFinder(reading, sketch, linker).run()
    place_endpoints(reading.endpoints, reading, sketch, linker)
    return linker
