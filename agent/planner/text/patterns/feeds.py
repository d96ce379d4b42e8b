"""Reads feeds: `a feed of posts from people I follow`."""

import re

from agent.planner.text.patterns.phrases import WORD, asked, prose, thing
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.reading import Reading

_WHOM = (
    r"(?:the\s+|other\s+)?(?:those|people|persons|everyone|everybody|authors?|users?|members?|accounts?|friends|"
    rf"{WORD})"
)
_FEED = re.compile(
    rf"(?P<lead>\b(?:(?:my|an?|the|their|his|her|our|see|have|has|get|gets|home|personal|and|can|with|news|activity)\s+){{0,6}}"
    rf"(?P<name>feed|timeline|stream)\b[^.;]{{0,40}}?(?:\bof\b|\bwith\b|\bshowing\b|\bshows?\b|\blists?\b|:|\bfrom\b|\bcontaining\b)\s*)"
    rf"(?:(?:all|the|latest|recent|newest|new|every)\s+){{0,3}}(?P<what>{WORD}(?:\s{WORD})?)\s+(?:from|by|of|that)\s+"
    rf"{_WHOM}\s+(?:(?:that|whom|who|which)\s+)?(?:i|they|he|she|you|we|a user|the user|one|the caller|someone|users?)\s+(?:follows?|am following|are following|is following)"
    r"(?P<order>,?\s*(?:and\s+)?(?:(?:the\s+)?(?:newest|latest|most recent)(?:\s+ones?)?\s+first|in reverse chronological order|"
    r"sorted by (?:date|time)))?",
    re.IGNORECASE,
)
_SEE = re.compile(
    rf"\b(?:see|view|read|browse|get)s?\s+(?:(?:all|the|latest|recent|newest|new)\s+){{0,3}}(?P<what>{WORD}(?:\s{WORD})?)\s+"
    rf"(?:from|by|of)\s+{_WHOM}\s+(?:(?:that|whom|who)\s+)?(?:i|they|he|she|you|we)\s+follows?(?P<order>,?\s*newest first)?",
    re.IGNORECASE,
)


def read_feeds(reading: Reading) -> list[Wish]:
    wishes = []
    for clause in prose(reading):
        match = _FEED.search(clause.text) or _SEE.search(clause.text)
        if match is not None and asked(clause, match) and (what := thing(match["what"])):
            wishes.append(Wish("feed", what, "feed", clause.text.strip(" .")))
            reading.consume(clause.index, *match.span())
    return wishes
