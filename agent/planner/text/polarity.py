"""Tells whether a phrase is asked for or ruled out."""

import re

_BEFORE = re.compile(
    r"(?s:.*)\b(?P<word>no need for|do not|does not|no|not|without|never|skip|omit|exclude|excluding|avoid|"
    r"don't|doesn't|needn't|"
    r"won't|isn't|aren't|nor|neither|instead of|rather than|disable|disabled|drop)\b(?P<between>[^.;:]*)$",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"\b(?:but|only|just|however|except|with|use|using|yes|beyond|more than)\b|->|,\s*(?!or\b|nor\b|and no\b)", re.I
)
_AFTER = re.compile(
    r"^[^.;:,]{0,25}?\b(?:is|are|was|be)?\s*(?:n't|not)\s+(?:be\s+)?(?:needed|required|necessary|wanted|used|part)\b|"
    r"^[^.;:,]{0,25}?\b(?:unnecessary|out of scope|not in scope|disabled|"
    r"out of the question|off the table|ruled out|no option|can wait|comes later)\b|"
    r"^\s*[:=]\s*(?:no|none|false|off|disabled)\b",
    re.IGNORECASE,
)
_NON_GOALS = re.compile(r"\b(?:non[- ]?goals?|out of scope|not in scope|not needed|excluded|won't do)\b", re.IGNORECASE)
_LINE_OUT = re.compile(r"\W*(?:out of scope|not in scope|non[- ]?goals?|not needed|left out)\s*[:-]", re.IGNORECASE)
"""A line about what is ruled out."""
_FAR = 40
_SEEN = 80
"""Letters before a phrase that are looked at."""


def negated(text: str, start: int, end: int, heading: str = "", parent: str = "") -> bool:
    """Whether the phrase at `start:end` of a clause is ruled out, by words near it or by the title above it."""
    if _NON_GOALS.search(heading) or _NON_GOALS.search(parent) or _LINE_OUT.match(text[:start]):
        return True
    before = _BEFORE.match(text[max(0, start - _SEEN) : start])
    if before and len(before["between"]) <= _FAR and not _BREAK.search(before["between"]):
        return True
    return bool(_AFTER.match(text[end:]))


def words_around(text: str, start: int, end: int) -> str:
    """The phrase with the negation before it, for messages: `no authentication`."""
    seen = text[max(0, start - _SEEN) : start]
    before = _BEFORE.match(seen)
    lead = seen[before.start("word") :] if before and len(before["between"]) <= _FAR else ""
    return f"{lead}{text[start:end]}".strip()
