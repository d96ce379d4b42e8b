"""Reads free-form fields: `each asset has custom fields that can be searched` is a document, filtered by members."""

import re
from dataclasses import dataclass

from agent.planner.naming import attribute_name
from agent.planner.sketch import AttributeSketch, Sketch
from agent.planner.text.patterns.grammar import first, phrase
from agent.planner.text.patterns.phrases import asked, prose, thing
from agent.planner.text.patterns.place import entity_for
from agent.planner.text.reading import Reading

_USUAL = "extra"
_NONE = re.compile(r"\bno[tr]?\b", re.IGNORECASE)
_KINDS = {
    "free": "(free[- ]?form|arbitrary|custom|extra|additional|dynamic|user[- ]defined|schema[- ]?less)",
    "some": "((no|not any|some|any|any number of|their own|its own|own|the|a set of) )?",
    # What is listed behind them are fields of a usual kind.
    "fields": "({free},? )+(and )?((custom|extra|key[- ]value|json) )*"
    r"(fields?|attributes?|properties|property|metadata|pairs|key[- ]values?)\b(?!\s*:)(?!\s*\((?!json))",
    "has": "((can |may )?(have|carry|hold|keep|store|take|accept|support)|has|carries|holds|keeps|stores|takes|accepts|"
    "supports|with|comes? with)",
    "keep": "(keep|store|save|put|allow|support|add|have)",
    "document": "(json|jsonb)( (column|field|document|object|blob))?",
    "json": r"(\s*,?\s*((kept |stored )?(as|in|inside)) (an? )?{document}|\s*\({document}\))?",
    "called": r"(\s*,?\s*(called|named) [`'\"]?{name:attribute}[`'\"]?)?",
    "attribute": "[A-Za-z][A-Za-z0-9_]{0,30}",
    "look": "(filter(ed|able)?|search(ed|able)?|quer(y|ied|yable)|look(ed)? up|find|found)",
    "who": "((clients?|users?|callers?|everybody|everyone|people|they|one|we|you|{things}) )?",
    "them": "( (by|on|through|over|in|for))*( (them|it|these|those|their values|its members|each of them))?",
    "then": r"(?P<filter>\s*[,;(]?\s*(and |which |that |also |to )*(let(s|ting)? |allow(s|ing)? )?{who}"
    r"({modal} |to |is |are )*(be )?((able|allowed) to )?{look}( (rows?|records?|items?|{things}))??{them}\s*\)?)?",
    "of": "( (of|for|on|to|with) {what:noun})",
}
_PATTERNS = (
    # Each asset has free-form custom fields that can be searched; products carry arbitrary attributes as JSON.
    phrase(r"^{what:noun} ({modal} )?{has} {some}{fields}{json}{called}{json}{then}", **_KINDS),
    # Keep extra fields of assets in a JSON column and let clients filter by them.
    phrase(r"^({person} )?({modal} )?{keep} {some}{fields}{of}{json}{called}{json}{then}", **_KINDS),
    phrase(r"^({person} )?({modal} )?{keep} {some}{fields}{json}{called}{of}{then}", **_KINDS),
    phrase(r"^({person} )?({modal} )?{keep} {some}{fields}{json}{called}{then}", **_KINDS),
)


@dataclass(frozen=True)
class Extra:
    """Free-form fields as a text asks for them; of what is empty where it does not say so."""

    thing: tuple[str, ...]
    name: str
    filterable: bool
    said: str


def read_extras(reading: Reading) -> list[Extra]:
    found = []
    for clause in prose(reading):
        match = first(_PATTERNS, clause.text)
        if match is None:
            continue
        if _NONE.search(match[0]) or not asked(clause, match):
            reading.consume(clause.index, *match.span())
            continue
        parts = match.groupdict()
        what = thing(parts.get("what") or "")
        if parts.get("what") and not what:
            continue
        usual = "metadata" if "metadata" in match[0].lower() else _USUAL
        found.append(Extra(what, parts.get("name") or usual, bool(parts["filter"]), clause.text.strip(" .")))
        reading.consume(clause.index, *match.span())
    return found


def place_extras(extras: list[Extra], reading: Reading, sketch: Sketch) -> None:
    """Each becomes an attribute of what it is about; of the one thing there is, where nothing else is said."""
    for extra in extras:
        entity = entity_for(extra.thing, reading, sketch) if extra.thing else _only(sketch)
        if entity is None:
            reading.notes.leave(extra.said)
            continue
        facets = {"type": "json", **({"filterable": True} if extra.filterable else {})}
        name = attribute_name(extra.name, reading.notes)
        sketch.entity(entity).add(AttributeSketch(name, facets, typed=True))


def _only(sketch: Sketch) -> str | None:
    others = [name for name in sketch.entities if name != sketch.auth.account]
    return others[0] if len(others) == 1 else None
