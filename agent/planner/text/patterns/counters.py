"""Reads counters: `count clicks on links`, `how often a story is shared`."""

import re

from agent.planner.text.patterns.phrases import DET, WORD, asked, prose, thing
from agent.planner.text.patterns.verbs import participle
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.reading import Reading
from agent.planner.text.words import VERBS
from tools.blueprint.names import singular

_EVENTS = "click view visit download play hit share scan open read listen impression stream print".split()
_PLURAL = "|".join(f"{event}s" for event in _EVENTS)
_ONE = "|".join(_EVENTS)
_DONE = "|".join(sorted({participle(event) for event in _EVENTS} | {"heard", "watched", "seen", "read", "opened"}))
_WHAT = rf"(?P<what>{DET}{WORD}(?:\s{WORD})??)"
_END = r"(?=\s*(?:[.;,:()]|$|\b(?:and|so|that|which|with|in|when|as|but|to|is|are|has|have|have been|has been)\b))"
_COUNT = r"(?:count|track|measure|record|log|keep track of|keep count of|keep a count of|tally)(?:s|ed)?"
_ON = r"(?:on|of|for|per|to|in)"
_PATTERNS = tuple(
    re.compile(text, re.IGNORECASE)
    for text in (
        rf"\b(?:we\s+|to\s+)?{_COUNT}\s+(?:all\s+|the\s+)?(?:number\s+of\s+)?(?P<event>{_PLURAL})\s+{_ON}\s+{_WHAT}{_END}",
        rf"\b(?:we\s+|to\s+)?{_COUNT}\s+(?:the\s+)?(?:number\s+of\s+)?(?P<what>{WORD}(?:\s{WORD})??)\s+(?P<event>{_PLURAL})\b",
        rf"\b(?:the\s+)?number\s+of\s+(?P<event>{_PLURAL})\s+{_ON}\s+{_WHAT}\s+(?:is|are|gets?|must be|should be)\s+"
        r"(?:counted|tracked|recorded|kept|measured)",
        rf"\b(?:each|every|all)\s+(?P<event>{_ONE})s?\s+{_ON}\s+{_WHAT}\s+(?:to be|is|are|gets?|must be|should be)\s+counted",
        rf"\b(?:we\s+)?(?:{_COUNT}\s+|know\s+|show\s+|see\s+)(?:of\s+)?(?:how often|how many times)\s+{_WHAT}\s+"
        rf"(?:is|was|are|has been|have been|gets?)\s+(?P<event>{_DONE})\b",
        rf"(?P<what>{DET}{WORD})\s+(?:\([^()]{{0,80}}\)\s+)?(?:have|has|with)\s+an?\s+(?P<event>{_ONE})[- ]?count(?:er)?\b"
        r"(?:\s+that\s+(?:goes up|increases|is incremented|is raised)(?:\s+(?:whenever|when|each time|every time)\s+[^.;,]{3,60})?)?",
    )
)
_RECORD = re.compile(
    rf"\s*(?:,?\s*and\s+)?(?:(?:is|are)\s+)?\b(?:(?:recorded|stored|logged|kept|saved)\b|(?:record|store|log|keep|save)\s+(?:each|every)\s+"
    rf"(?:{_ONE}|one|of them))(?:\s+(?:with|together with|along with)\s+(?:its|the|a)\s+(?:time(?:stamp)?|date|moment))?",
    re.IGNORECASE,
)
_OTHERS = {"heard": "listen", "watched": "view", "seen": "view", "opened": "open", "read": "read"}


def read_counters(reading: Reading) -> list[Wish]:
    wishes: list[Wish] = []
    for clause in prose(reading):
        found = next(((item, match) for item in _PATTERNS if (match := item.search(clause.text))), None)
        if found is None or not asked(clause, found[1]) or not (what := thing(found[1]["what"])):
            continue
        event = _event(found[1]["event"].lower())
        facets = {"record": False, "clause": clause.index}
        wishes.append(Wish("counter", what, event, clause.text.strip(" ."), facets=facets))
        reading.consume(clause.index, *_whole(clause.text, found[1], found[0] is _PATTERNS[-1]))
    for wish in wishes:
        for clause in prose(reading):
            match = _RECORD.search(clause.text)
            if match is not None and (wish.name in match[0] or wish.facets["clause"] == clause.index):
                wish.facets["record"] = True
                reading.consume(clause.index, *match.span())
    return wishes


def _event(word: str) -> str:
    return _OTHERS.get(word) or next(
        (event for event in _EVENTS if word in {event, f"{event}s", participle(event)}),
        VERBS.get(word) or singular(word),
    )


def _whole(text: str, match: re.Match[str], listed: bool) -> tuple[int, int]:
    """What is counted of a thing with attributes leaves these to other readers."""
    if not listed:
        story = re.search(r"^\W*[A-Za-z]+\s+can\s+$", text[: match.start()])
        return (story.start() if story else match.start()), match.end()
    start = text.find(match["event"], match.end("what"))
    verb = re.search(r"(?:have|has|with)\s+an?\s+$", text[:start])
    return (verb.start() if verb else start), match.end()
