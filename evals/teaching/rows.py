"""What cases say of each thing that evidence weighs: whether it is so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from agent.planner.notes import Notes
from agent.planner.sketch import Sketch
from agent.planner.text import (
    find_accounts,
    find_deeds,
    find_fields,
    find_joins,
    find_reports,
    find_roles,
    find_scheme,
    find_selves,
    find_things,
)
from agent.planner.text.evidence import Evidence, Item
from agent.planner.text.evidence.pairs import Pair, both_ways
from agent.planner.text.limits import readable
from agent.planner.text.places import Place
from agent.planner.text.reading import Reading
from evals.cases import Case, normal_link
from tools.blueprint.names import words as words_of

Words = tuple[str, ...]
Row = tuple[Item, bool]
"""Something that may be so, and whether it is."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text: its clauses (words and kind), the sign of its size, and its rows by model."""

    clauses: tuple[tuple[str, str], ...]
    size: str
    rows: Mapping[str, list[Row]]


class Text:
    """The text of a case, and where its entities stand in it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.reading = Reading(readable(case.text), Notes())

    def labelled(self) -> Labelled:
        """All that is learnt from it."""
        clauses = tuple((clause.text, clause.kind.value) for clause in self.reading.original)
        return Labelled(clauses, self.reading.size, {model: rows(self) for model, rows in MODELS.items()})

    def places(self, name: Words) -> tuple[Place, ...]:
        """Where a name stands."""
        return tuple(self.reading.places.of(name))

    def pair(self, evidence: Evidence, one: str, other: str) -> Item:
        """Of two entities."""
        return Item.of_pair(evidence, self.places(words_of(one)), self.places(words_of(other)))

    def place(self, evidence: Evidence, place: Place, entity: str) -> Item:
        """Of a place and an entity."""
        return Item.of_place(evidence, place, self.places(words_of(entity)))


def things(text: Text) -> list[Row]:
    """Each noun of a text, and whether it is one of the expected entities.

    Left out is what the case leaves open, and a part of the name of that.
    """
    case = text.case
    finder = find_things(Reading(text.reading.text, Notes()), Sketch()).finder
    wanted = {words_of(name) for name in case.entities}
    open_ = {words_of(name) for name in case.may.entities}
    return [
        (Item.of_name(evidence, text.places(words)), words in wanted)
        for words, evidence in sorted(finder.evidence.items())
        if words in wanted or (words not in open_ and not any(_part(words, name) for name in open_))
    ]


def references(text: Text) -> list[Row]:
    """Each ordered pair of entities, and whether the first refers to the second."""
    expected, open_, found = _pairs(text.case)
    return [
        (text.pair(evidence, one, other), f"{one} -> {other}" in expected)
        for (one, other), evidence in sorted(found.items())
        if f"{one} -> {other}" not in open_
    ]


def many_to_many(text: Text) -> list[Row]:
    """Each pair of entities, and whether several of each hang together."""
    expected, open_, found = _pairs(text.case)
    names = sorted({name for pair in found for name in pair})
    return [
        (text.pair(both_ways(found, one, other), one, other), f"{one} <-> {other}" in expected)
        for one, other in combinations(names, 2)
        if f"{one} <-> {other}" not in open_
    ]


def selves(text: Text) -> list[Row]:
    """Each entity of which something is said, and whether it refers to its like.

    Left out is what the case leaves open.
    """
    expected, open_ = (
        {link.split(" ")[0] for link in map(normal_link, links) if link.split(" ")[0] == link.split(" ")[2]}
        for links in (text.case.relationships, text.case.may.relationships)
    )
    return [
        (Item.of_name(one.evidence, tuple(sorted(one.places))), entity in expected)
        for entity, one in sorted(find_selves(text.case.text, text.case.entities).items())
        if entity in expected or entity not in open_
    ]


def fields(text: Text) -> list[Row]:
    """Each place that may name a value, with each entity that it may be of, and whether it is one of that.

    Left out is what the case leaves open.
    """
    case, found = text.case, []
    for field in find_fields(case.text, case.entities):
        name = field.spot.name
        for owner, evidence in sorted(field.owners.items()):
            wanted = name in case.attributes.get(owner, {})
            spared = owner in case.open or f"{owner}.{name}" in case.may.attributes
            if owner in case.attributes and (wanted or not spared):
                found.append((text.place(evidence, field.spot.place, owner), wanted))
    return found


def deeds(text: Text) -> list[Row]:
    """Each verb, with each entity that it may be done to, and whether that is an operation of the case.

    Left out is what the case leaves open, and what the case names by a path.
    """
    case, found = text.case, []
    told = [item.split(" ") for item in case.operations or () if " /" not in item]
    open_ = [item.split(" ") for item in case.may.operations if " /" not in item]
    paths = {item.rpartition("/")[2].replace("-", "_") for item in case.operations or () if " /" in item}
    for deed in find_deeds(case.text, case.entities) if case.operations is not None else ():
        name, place = deed.name.replace("-", "_"), (deed.clause.index, deed.start, deed.end)
        for thing, evidence in sorted(deed.things.items()):
            wanted = any(entity == thing and _says(name, verbs) for entity, verbs in told)
            spared = name in paths or any(entity == thing and _says(name, verbs) for entity, verbs in open_)
            if wanted or not spared:
                found.append((text.place(evidence, place, thing), wanted))
    return found


def reports(text: Text) -> list[Row]:
    """Each clause that may ask for figures, with each entity whose rows they may be of, and whether they are."""
    case = text.case
    wanted = {item.split(" ")[0] for item in case.operations or () if item.endswith(" analytics")}
    open_ = {item.split(" ")[0] for item in case.may.operations if item.endswith(" analytics")}
    return [
        (text.place(evidence, (figure.clause.index, 0, len(figure.clause.text)), thing), thing in wanted)
        for figure in (find_reports(case.text, case.entities) if case.operations is not None else ())
        for thing, evidence in sorted(figure.things.items())
        if thing in wanted or thing not in open_
    ]


def accounts(text: Text) -> list[Row]:
    """Each expected entity, and whether its rows are the accounts; of cases that tell."""
    case = text.case
    if case.auth is None or case.auth.account not in case.entities:
        return []
    return [
        (Item.of_name(evidence, text.places(words_of(name))), name == case.auth.account)
        for name, evidence in sorted(find_accounts(case.text, case.entities).items())
        if name in case.entities
    ]


def roles(text: Text) -> list[Row]:
    """Each noun, and whether it is one of the expected roles; of cases that name roles, or tell of no sign-in."""
    auth = text.case.auth
    if auth is not None and auth.roles is None and auth.scheme != "none":
        return []
    named = auth.roles or () if auth is not None else ()
    wanted = {role.lower().replace(" ", "_").replace("-", "_") for role in named}
    return [
        (Item.of_name(evidence, text.places(tuple(name.split("_")))), name in wanted)
        for name, evidence in sorted(find_roles(text.case.text, text.case.entities).items())
    ]


def scheme(text: Text, wanted: str) -> list[Row]:
    """The whole text, and whether callers prove who they are in that way; of cases that tell of it."""
    auth = text.case.auth
    found = find_scheme(text.case.text) if auth is not None else None
    return [(Item.of_name(*found), auth.scheme == wanted)] if auth is not None and found is not None else []


MODELS: Mapping[str, Callable[[Text], list[Row]]] = {
    "things": things,
    "references": references,
    "many_to_many": many_to_many,
    "selves": selves,
    "fields": fields,
    "deeds": deeds,
    "reports": reports,
    "accounts": accounts,
    "roles": roles,
    "unguarded": partial(scheme, wanted="none"),
    "sessions": partial(scheme, wanted="session"),
}


def _says(name: str, verbs: str) -> bool:
    """`mark` says `mark_paid`."""
    return any(name in {verb, verb.partition("_")[0]} for verb in verbs.split("|"))


def _pairs(case: Case) -> tuple[set[str], set[str], dict[Pair, Evidence]]:
    """Expected links, those that the case leaves open, and the evidence of all pairs."""
    found = find_joins(case.text, case.entities)
    expected = {normal_link(link) for link in case.relationships}
    return expected, {normal_link(link) for link in case.may.relationships}, found


def _part(words: Words, name: Words) -> bool:
    return len(words) < len(name) and (name[-len(words) :] == words or name[: len(words)] == words)
