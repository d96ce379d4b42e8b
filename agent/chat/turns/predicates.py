"""Reads what is said of an attribute: `must be unique`, `at most 100 characters`, `an integer`, `draft or sent`."""

import re
from typing import Any

from agent.chat.turns.kinds import more, plainly
from agent.chat.turns.new_names import names_choice
from agent.planner.text.facets import read_facets, read_values
from agent.planner.text.types import read_type

Facets = dict[str, Any]
_FILLER = re.compile(
    r"^(?:(?:be|is|are|to|also|always|now|still|an?|the|of|type|field|have|has|get|gets|accept|accepts|hold|holds|"
    r"contain|contains|only|strictly|and|or|it|they|no longer|not|any|value|values|with|as|into|become|becomes|"
    r"long|in length|number|characters?|must|should|by|from|set|so|longer|attribute|list)\b[\s,]*)*$",
    re.I,
)
_LEADING = re.compile(
    r"^(?:(?:be|is|are|to|also|always|now|become|turn into|get|have|accept|hold|contain|only|must|should|with|into|as|"
    r"a|an|of type|type)\s+)+",
    re.I,
)
_ENUM = re.compile(
    r"^(?:one of|either|any of|an? enum(?:eration)?(?: of)?:?|enum(?:eration)?(?: of)?:?|values?:?|choice of|"
    r"limited to|restricted to)?\s*:?\s*(?P<values>.+)$",
    re.I,
)
_SPAN = re.compile(r"\b(?:between|from)\s+(\d+)\s+(?:and|to)\s+(\d+)\s+(characters?|letters?|digits?)", re.I)
_TEXTUAL = frozenset({"string", "text", "email", "url", "binary"})
_FLAGS: tuple[tuple[re.Pattern[str], Facets], ...] = tuple(
    (re.compile(pattern, re.I), facets)
    for pattern, facets in (
        (r"\b(?:not|no longer|isn't|aren't|never)\s+(?:be\s+)?(?:\w+ly\s+)?searchable\b", {"searchable": False}),
        (r"\bsearchable\b", {"searchable": True}),
        (r"\b(?:not|no longer)\s+(?:be\s+)?immutable\b|\bmutable\b|\b(?:can|may) be changed\b", {"immutable": False}),
        (r"\b(?:fixed|read[- ]?only after (?:creation|it is made)|unchangeable|unchanging|never changed?|constant|"
         r"(?:cannot|can't|must not|may not|not) (?:be )?change[ds]?)\b", {"immutable": True}),
        (r"\b(?:not|no longer)\s+(?:be\s+)?(?:sensitive|secret|hidden)\b|\bvisible\b", {"sensitive": False}),
        (r"\b(?:not|no longer)\s+(?:be\s+)?(?:personal|managed)\b", {"personal": False}),
        (r"\bpersonal(?: data)?\b", {"personal": True}),
        (r"\bno longer\s+(?:be\s+)?unique\b|\bnon-?unique\b", {"unique": False}),
        (r"\bno longer\s+(?:be\s+)?(?:required|mandatory)\b|\bnot (?:be )?required\b|\bnullable\b", {"optional": True}),
        (r"\bno longer\s+(?:be\s+)?optional\b|\bnot (?:be )?optional\b|\bnon-?null(?:able)?\b", {"required": True}),
        (r"\b(?:no|without a) default\b", {"default": None}),
        (r"\bat least (?:one|1) characters?\b|\bnot (?:be )?empty\b|\bnon-?empty\b", {"min_length": 1}),
        (r"\bnegative (?:is )?(?:allowed|fine|ok)\b", {"minimum": None}),
    )
)  # fmt: skip


def read_predicate(said: str) -> Facets | None:
    """The facets of a phrase that is about them and nothing else; None for another one."""
    facets, text = more(" ".join(plainly(said.strip(" .,")).split()))
    for form, found in _FLAGS:
        if form.search(text):
            facets |= found
            text = form.sub(" ", text)
    text = _SPAN.sub(r"\1 to \2 \3", text)
    read, rest = read_facets(text)
    facets = {**read, **facets}
    facets.pop("key", None)
    rest = re.sub(r"\s+", " ", rest).strip(" ,")
    if _FILLER.match(rest):
        return facets or None
    bare = re.sub(r"\s+(?:of|with|and|that|which|is|field|value|values|type)+$", "", _LEADING.sub("", rest), flags=re.I)
    type_ = read_type(bare) or read_type(re.sub(r"s$", "", bare))
    if type_ is not None:
        lengths = {"min_length", "max_length"} & facets.keys()
        return None if lengths and type_["type"] not in _TEXTUAL else facets | type_
    values = _values(bare)
    if values and all(map(names_choice, values)):
        return facets | {"type": "enum", "values": values}
    return None


def _values(said: str) -> tuple[str, ...]:
    match = _ENUM.match(said)
    if match is None or not (re.search(r"[|,/]|\bor\b", match["values"])):
        return ()
    if not re.search(r"\bor\b|[|/]", match["values"]) and match["values"].count(",") < 2:
        return ()
    listed = re.sub(r",?\s+and\s+", ", ", match["values"])
    values = read_values(listed.strip("()[] "))
    return values if all(len(value.split()) <= 3 for value in values) else ()
