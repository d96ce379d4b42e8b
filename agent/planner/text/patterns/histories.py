"""Reads histories: `keep a history of every page edit, with restore`."""

import re

from agent.planner.text.patterns.phrases import DET, MODAL, WORD, asked, prose, thing
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.reading import Reading

_WHAT = rf"(?P<what>{DET}{WORD}(?:\s{WORD})??)"
_VERSIONS = r"(?:versions?|revisions?|drafts and versions)"
_KEPT = r"(?:kept|stored|retained|saved|preserved|recorded|archived)"
_CHANGE = r"(?:edits?|changes?|modifications?|updates?)"
_OLD = r"(?:an?\s+|the\s+|any\s+)?(?:earlier|previous|older|old|past|prior|former)"
_PATTERNS = tuple(
    re.compile(text, re.IGNORECASE)
    for text in (
        rf"\b(?:keep|store|maintain|have|record)s?\s+(?:an?\s+|the\s+)?(?:full\s+|complete\s+)?(?:version\s+|edit\s+|revision\s+|change\s+)?history\s+of\s+(?:every|all|each|the)\s+(?:{_CHANGE}\s+(?:to|of)\s+)?{_WHAT}(?:\s+{_CHANGE})?(?=\s*(?:[.;,]|$|\b(?:with|and)\b))",
        rf"\b(?:all|every|each|any|old|previous)\s+{_VERSIONS}\s+of\s+{_WHAT}\s+(?:is|are|must be|should be|gets?)\s+{_KEPT}(?:\s+and\s+can\s+be\s+(?:listed|read|viewed|seen))?",
        rf"\b(?:every|each|any)\s+{_CHANGE}\s+(?:to|of|on)\s+{_WHAT}\s+(?:creates?|makes?|leaves?|produces?|is kept as|is saved as)\s+(?:behind\s+)?an?\s+(?:new\s+)?{_VERSIONS}",
        rf"{_WHAT}\s+(?:is|are|must be|should be)\s+(?:versioned|version[- ]controlled)(?::\s*(?:old|previous|earlier)\s+{_VERSIONS}\s+(?:stay|remain|are)\s+(?:readable|available|kept|visible))?",
        rf"\b(?:see|view|list|browse|read)s?\s+(?:the\s+|all\s+)?(?:previous|earlier|old|past)\s+{_VERSIONS}\s+of\s+{_WHAT}(?=\s*(?:[.;,]|$|\band\b))",
        rf"\b(?:keep|store)s?\s+(?:all|every|old|previous)\s+{_VERSIONS}\s+of\s+{_WHAT}(?=\s*(?:[.;,]|$|\b(?:with|and|so)\b))",
    )
)
_RESTORE = re.compile(
    rf"\s*,?\s*(?:and\s+|with\s+)?(?:(?:(?:an?|the|any)\s+)?{WORD}\s+)?(?:{MODAL}\s+)?(?:"
    rf"roll\s+(?:{DET}{WORD}\s+)?back(?:\s+{DET}{WORD})?\s+to\s+{_OLD}\s+(?:{_VERSIONS}|one)|"
    rf"(?:restore|bring back|revert to|go back to)s?\s+(?:one of them|any of them|them|one|{_OLD}\s+(?:{_VERSIONS}|one))|"
    rf"{_OLD}\s+(?:{_VERSIONS}|one)\s+{MODAL}\s+be\s+(?:restored|brought back)|(?:can|may)\s+be\s+(?:restored|brought back)|"
    r"with\s+(?:restore|rollback|roll[- ]back|the option to restore)|(?:restore|rollback)(?=\s*(?:[.;,]|$)))",
    re.IGNORECASE,
)
_LISTING = re.compile(r"\s*(?:and\s+)?can\s+be\s+(?:listed|read|viewed|seen)", re.IGNORECASE)


def read_histories(reading: Reading) -> list[Wish]:
    wishes: list[Wish] = []
    for clause in prose(reading):
        match = next((match for pattern in _PATTERNS if (match := pattern.search(clause.text))), None)
        if match is None or not asked(clause, match) or not (what := thing(match["what"])):
            continue
        wish = next((item for item in wishes if item.thing == what), None)
        if wish is None:
            wishes.append(Wish("history", what, "", clause.text.strip(" ."), facets={"restore": False}))
        who = re.search(rf"(?:^|[,;:.])\s*{WORD}\s+(?:{MODAL}\s+)$", clause.text[: match.start()])
        reading.consume(clause.index, who.start() if who else match.start(), match.end())
    for wish in wishes:
        for clause in prose(reading):
            match = _RESTORE.search(next(item.text for item in reading.clauses if item.index == clause.index))
            if match is not None and asked(clause, match):
                wish.facets["restore"] = True
                reading.consume(clause.index, *match.span())
    return wishes
