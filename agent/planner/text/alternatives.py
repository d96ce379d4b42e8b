"""Writes listed alternatives in one way: `status is draft, sold or lost` becomes `status (draft | sold | lost)`."""

import re

_WORD = r"[\w'\"-]+"
_LISTED = rf"(?:{_WORD}\s*,\s*)*{_WORD}\s*,?\s+or\s+{_WORD}"
_NAMED = r"status|state|type|kind|priority|stage|level|severity|urgency|size|method|condition"
_JOINT = re.compile(r"\s*[|/]\s*|\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+", re.IGNORECASE)
_END = r"(?=\s*(?:[.;,)]|and\b|$))"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<name>\b(?:{_NAMED}))\s+(?:is\s+|can be\s+|may be\s+)?(?!one\b|either\b|is\b|can\b|of\b)"
        rf"(?P<values>{_LISTED})",
        r"\b(?:(?:is|can be|must be|may be|are)\s+)?(?:one of|either|any of)\s*:?\s*(?!\()"
        rf"(?P<values>(?:{_WORD}\s*,\s*)*{_WORD}\s*,?\s+(?:or|and)\s+{_WORD})",
        rf"\b(?:(?:is|can be|must be)\s+)?one of\s*:?\s*(?!\()(?P<values>{_WORD}(?:\s*,\s*{_WORD})+)(?=\s*(?:[.;)]|$))",
        rf"(?P<name>(?<=\w)):\s*(?P<values>{_LISTED}){_END}",
        rf"(?P<name>\b(?:{_NAMED}))\s+(?P<values>[\w-]+(?:/[\w-]+)+)(?![\w/])",
        rf"^(?P<name>[\w ]{{0,30}}?\b(?:{_NAMED}))\s*(?:is\s+|are\s+|:\s*)?"
        rf"(?P<values>{_WORD}(?:\s*,\s*{_WORD})+)(?=\s*\.?$)",
    )
)
_BARS = re.compile(r"(?<=\s)[\w-]+(?:\|[\w-]+)+(?![\w|?])")


def bracketed(text: str) -> str:
    """The text with each list of alternatives in brackets behind the name that it belongs to."""
    for pattern in _PATTERNS:
        text = pattern.sub(_brackets, text)
    return _BARS.sub(_outside, text)


def bars(text: str) -> str:
    """`a, b or c` as `a | b | c`."""
    values = (part.strip("'\" ") for part in _JOINT.split(text))
    return " | ".join(value for value in values if value)


def _outside(match: re.Match[str]) -> str:
    """Values between bars are one thing, whatever words they are; inside brackets they are so already."""
    before = match.string[: match.start()]
    return f"({bars(match[0])})" if before.count("(") == before.count(")") else match[0]


def _brackets(match: re.Match[str]) -> str:
    name = match.groupdict().get("name")
    lead = "" if name is None else f"{name} "
    return f"{lead}({bars(match['values'])})"
