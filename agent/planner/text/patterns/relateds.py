"""Reads rows that share something with a row: `show related articles by shared tags`."""

import re

from agent.planner.text.patterns.phrases import DET, MODAL, WORD, asked, prose, thing
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.reading import Reading

_LIKE = r"(?:related|similar|like)"
_SHARED = rf"(?P<by>{WORD}(?:\s{WORD})??)"
_LEAD = rf"(?:(?:(?:{DET}{WORD}(?:\s{WORD})?|we|i|under each {WORD}|for each {WORD})\s+)?(?:{MODAL}\s+)?(?:show|list|find|see|suggest|recommend|get|display|offer)s?\s+(?:other\s+|the\s+|some\s+)?)"
_PATTERNS = tuple(
    re.compile(text, re.IGNORECASE)
    for text in (
        # Show related articles by shared tags.
        rf"{_LEAD}?\b{_LIKE}\s+(?P<what>{WORD}(?:\s{WORD})??)\s*(?:,\s*that is,?\s*(?:{WORD}\s+)?)?(?:\(?(?:by|with|via|through|based on|that share|which share|sharing|who share|using|that have|which have)\s+)"
        rf"(?:(?:the|a|an|at least one|their|some)\s+)?(?:(?:shared|common|same|overlapping)\s+)?{_SHARED}(?:\s+(?:in common|they have in common|they share|overlap))?(?=\s*(?:[.;,)]|$))",
        # Recommend movies with the same genres.
        rf"{_LEAD}(?P<what>{WORD}(?:\s{WORD})??)\s+(?:(?:with|that have|which have|having|that share|sharing)\s+)(?:the\s+)?(?:same|shared|common)\s+{_SHARED}(?=\s*(?:[.;,]|$))",
        # Find courses related to a course, through topics they have in common.
        rf"{_LEAD}(?P<what>{WORD}(?:\s{WORD})??)\s+(?:that are\s+)?(?:related|similar)\s+to\s+(?:an?|the|this|another)\s+{WORD},?\s+(?:through|by|via|with|based on|because of)\s+(?:the\s+|shared\s+|common\s+)*{_SHARED}"
        r"(?:\s+(?:they have in common|in common|they share))?(?=\s*(?:[.;,]|$))",
        # Related records are those that share genres.
        rf"\b{_LIKE}\s+(?P<what>{WORD}(?:\s{WORD})??)\s+(?:is|are)\s+(?:those|the ones|ones)\s+(?:that|which)\s+(?:share|have the same)\s+(?:an?\s+|the\s+)?{_SHARED}(?=\s*(?:[.;,]|$))",
    )
)


def read_relateds(reading: Reading) -> list[Wish]:
    wishes = []
    for clause in prose(reading):
        match = next((match for pattern in _PATTERNS if (match := pattern.search(clause.text))), None)
        if match is None or not asked(clause, match):
            continue
        what, by = thing(match["what"]), thing(match["by"])
        if what and by:
            wishes.append(Wish("related", what, "related", clause.text.strip(" ."), facets={"by": by}))
            reading.consume(clause.index, *match.span())
    return wishes
