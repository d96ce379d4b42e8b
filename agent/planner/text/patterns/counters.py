"""Reads counters: `count clicks on links`, `how often a story is shared`."""

import re

from agent.planner.text.patterns.grammar import phrase
from agent.planner.text.patterns.phrases import asked, prose, thing
from agent.planner.text.patterns.verbs import participle
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.reading import Reading
from agent.planner.text.words import VERBS
from tools.blueprint.names import singular

_EVENTS = (
    "click", "view", "visit", "download", "play", "hit", "share", "scan", "open", "read", "listen", "stream", "print",
    "impression",
)  # fmt: skip
_OTHERS = {"heard": "listen", "watched": "view", "seen": "view", "opened": "open", "read": "read"}
_KINDS = {
    "events": "|".join(f"{event}s" for event in _EVENTS),
    "one": "|".join(_EVENTS),
    "done": "|".join(sorted({*map(participle, _EVENTS), *_OTHERS})),
    "count": "((we|to) )?(count|track|measure|record|log|keep track of|keep (a )?count of|tally)(s|ed)?",
    "on": "(on|of|for|per|to|in)",
    "be": "(to be|is|are|gets?|must be|should be)",
    "kept": "(recorded|stored|logged|kept|saved)",
    "keep": "(record|store|log|keep|save) (each|every) ({one}|one|of them)",
}
_LISTED = phrase(
    r"{what:short} (\([^()]{0,80}\) )?(have|has|with|keeps?) an? {event:one}[- ]?count(er)?\b"
    r"( that (goes up|increases|is incremented|is raised)( (whenever|when|each time|every time) [^.;,]{3,60})?)?",
    **_KINDS,
)
_PATTERNS = (
    phrase(r"\b{count} (all )?(the )?(number of )?{event:events} {on} {what:noun}$", **_KINDS),
    phrase(r"\b(show|display|see|know)s? the number of {event:events} {on} {what:noun}$", **_KINDS),
    phrase(r"\b{count} (the )?(number of )?{what:things} {event:events}\b", **_KINDS),
    phrase(
        r"\b(the )?number of {event:events} {on} {what:noun} {be} (counted|tracked|recorded|kept|measured)", **_KINDS
    ),
    phrase(r"\b(each|every|all) {event:one}s? {on} {what:noun} {be} counted", **_KINDS),
    phrase(
        r"\b(we )?({count}|know|show|see) (of )?(how often|how many times) {what:noun} (is|was|are|has been|"
        "have been|gets?) "
        r"{event:done}\b",
        **_KINDS,
    ),
    _LISTED,
)
_RECORD = phrase(
    r"\s*(,?\s*and )?((is|are) )?\b({kept}\b|{keep})( (with|together with|along with) (its|the|a) (time(stamp)?|"
    "date|moment))?",
    **_KINDS,
)


def read_counters(reading: Reading) -> list[Wish]:
    wishes: list[Wish] = []
    for clause in prose(reading):
        found = next(((item, match) for item in _PATTERNS if (match := item.search(clause.text))), None)
        if found is None or not asked(clause, found[1]) or not (what := thing(found[1]["what"])):
            continue
        event = _event(found[1]["event"].lower())
        facets = {"record": False, "clause": clause.index}
        wishes.append(Wish("counter", what, event, clause.text.strip(" ."), facets=facets))
        reading.consume(clause.index, *_whole(clause.text, found[1], found[0] is _LISTED))
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
    verb = re.search(r"(?:have|has|with|keeps?)\s+an?\s+$", text[:start])
    return (verb.start() if verb else start), match.end()
