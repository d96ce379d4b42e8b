"""Decides which places of a text name values, and of what: lists of attributes by weighed evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from agent.planner.text.attributes import read_item
from agent.planner.text.definition import Definition
from agent.planner.text.evidence.fields import Field, gather_fields
from agent.planner.text.evidence.spots import pieces
from agent.planner.text.evidence.weigh import Item, likelihoods
from agent.planner.text.facets import Facets, read_facets
from agent.planner.text.reading import Reading
from tools.blueprint.names import singular, snake, words

MODEL = "fields"
LIKELY, SURE = 0.3, 0.8
"""From here on a place names a value; of a brief text, one that rules do not list."""
_KEYS = frozenset({"id", "ids"})


def settle_fields(reading: Reading, definitions: Iterable[Definition]) -> list[Definition]:
    """The definitions with what evidence says of their items: attributes are as likely as not, references stay."""
    known = list(definitions)
    least = SURE if reading.brief else LIKELY
    likely = [(*best, field) for field, best in owned(gather_fields(reading, known), reading) if best[0] >= least]
    if reading.brief:
        listed = {snake(item.words) for one in known for item in map(read_item, one.items) if item is not None}
        likely = [one for one in likely if one[2].spot.name not in listed and not reading.taken_out(*one[2].spot.place)]
    chosen: dict[tuple[int, str], list[Field]] = {}
    said: dict[tuple[str, str], Facets] = {}
    for _, owner, field in sorted(likely, key=lambda item: -item[0]):
        facets = said.setdefault((owner, field.spot.name), {})
        told = field.spot.read.facets
        # Of what is told twice and differs, the likelier counts.
        if all(facets.get(name, value) == value for name, value in told.items()):
            facets |= told
            chosen.setdefault((field.spot.clause.index, owner), []).append(field)
    named = {name: parts for parts, name in reversed(reading.entities.items())}
    found = known if reading.brief else [left for item in known if (left := _references(item, reading)).items]
    for (clause, owner), fields in sorted(chosen.items(), key=lambda item: item[0]):
        found.append(Definition(named[owner], _items(fields), clause, colon=True))
    return found


def owned(fields: Iterable[Field], reading: Reading) -> Iterator[tuple[Field, tuple[float, str]]]:
    """Each place, how likely it is that it names a value, and whose it would be."""
    found = list(fields)
    places = {name: reading.places_of(name) for name in sorted({name for field in found for name in field.owners})}
    items = [
        Item.of_place(evidence, field.spot.place, places[name])
        for field in found
        for name, evidence in field.owners.items()
    ]
    told = iter(likelihoods(MODEL, items, reading))
    for field in found:
        yield field, max(((next(told), name) for name in field.owners), default=(0.0, ""))


def _items(fields: list[Field]) -> list[str]:
    """The items in the order of the text; what stands behind one and bounds it goes along."""
    found: list[str] = []
    at = {field.spot.start: field for field in fields}
    whole = fields[0].spot.clause.text
    for start in sorted(at):
        spot = at[start].spot
        found.append(spot.item)
        following = start + len(spot.item)
        for first, last in pieces(whole):
            if first < following or any(first <= other < last for other in at):
                if first >= following:
                    break
                continue
            facets, rest = read_facets(whole[first:last])
            if not facets or len(rest.split()) > 1:
                break
            found.append(whole[first:last].strip())
    return found


def _references(definition: Definition, reading: Reading) -> Definition:
    """What a definition lists that is no value of its own: other entities, keys, statements."""
    return replace(definition, items=[item for item in definition.items if _refers(item, reading)])


def _refers(item: str, reading: Reading) -> bool:
    read = read_item(item)
    if read is None:
        return False
    parts = words(read.words)
    if not parts or parts[-1] in _KEYS or read.references or read.key:
        return True
    return reading.entity((*parts[:-1], singular(parts[-1]))) is not None
