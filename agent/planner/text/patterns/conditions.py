"""Reads when an act may happen and who may do it: `unless it has shipped`, `at any time`, `by staff`."""

import re
from dataclasses import dataclass

from agent.planner.text.patterns.machines import Machine
from agent.planner.text.patterns.phrases import PERSON
from agent.planner.text.patterns.verbs import NOUNS, base, participle, state_like
from tools.blueprint.names import words

_THING = r"(?:it|they|he|she|the\s+[a-z]+|that)"
_BEING = r"(?:\s*(?:has|have|had|is|are|was|were|gets?|got)?\s*(?P<not>not\s+|n't\s+)?(?:yet\s+)?(?:already\s+|still\s+)?(?:been\s+)?)"
_UNTIL = re.compile(
    rf"^\s*,?\s*(?:but\s+)?(?:only\s+)?(?:at any time\s+)?(?P<word>unless|until|till|before|once|after|when|while|if|as long as|"
    rf"whenever|only when|only while|only if)\s+(?:{_THING})?{_BEING}(?P<state>(?:in\s+)?[a-z]+(?:[ _-][a-z]+)?)(?=\s*(?:[.;,)]|$|\b))",
    re.IGNORECASE,
)
_EARLY = re.compile(
    r"^\s*,?\s*(?:at any time\s+)?(?:before|until|prior to)\s+(?:its |their |the )?(?P<noun>[a-z]+)", re.IGNORECASE
)
_ALWAYS = re.compile(r"^\s*,?\s*(?:at any (?:time|point|moment|stage)|any ?time|whenever they like|always)\b", re.I)
_BY = re.compile(rf"^\s*(?P<only>only\s+)?by\s+(?P<only2>only\s+)?(?P<who>{PERSON})(?:\s+only)?", re.IGNORECASE)
_NO_MORE = re.compile(r"^\s*,?\s*(?:again|later|then|too|as well|any ?more|afterwards)\b", re.IGNORECASE)
_HANGS = re.compile(
    r"^\s*,?\s*(?:and\s+)?(?P<left>(?:within|above|below|over|under|after|before|if|when|unless|until|once|while|during|"
    r"only|with|without|as|for|in|on|at|more|less|up to|because|whose|that|which|from)\b[^.;]*)",
    re.IGNORECASE,
)
_NEGATIVE = frozenset({"unless", "until", "till", "before", "once", "after"})


@dataclass
class Condition:
    """What follows an act. `end` tells how much of it is understood or told."""

    before: str | None = None
    always: bool = False
    sources: tuple[str, ...] | None = None
    who: str = ""
    only: bool = False
    left: str = ""
    """What hangs on the act, and cannot be said."""
    end: int = 0


def condition(rest: str, machine: Machine) -> Condition:
    """Understands what follows an act as far as it goes."""
    told = Condition()
    while True:
        text = rest[told.end :]
        by = _BY.match(text)
        if by is not None and not told.who:
            told.who, told.only = by["who"], bool(by["only"] or by["only2"] or by[0].endswith("only"))
            told.end += by.end()
            continue
        until, early, always = _UNTIL.match(text), _EARLY.match(text), _ALWAYS.match(text)
        if early is not None and (reached := _reached(early["noun"], machine)) is not None:
            told.before, told.end = reached, told.end + early.end()
        elif until is not None and _until(until, told, machine):
            continue
        elif always is not None:
            told.always, told.end = True, told.end + always.end()
        elif (more := _NO_MORE.match(text)) is not None:
            told.end += more.end()
        else:
            break
    hangs = _HANGS.match(rest[told.end :])
    if hangs is not None:
        told.left = hangs["left"].strip(" ,")
        told.end += hangs.end()
    return told


def _until(match: re.Match[str], told: Condition, machine: Machine) -> bool:
    named = _state(match["state"], machine)
    if named is None:
        return False
    state, length = named
    word = match["word"].lower().removeprefix("only ")
    if word in _NEGATIVE and not match["not"]:
        told.before = state
    elif word in _NEGATIVE:
        return False
    elif match["not"]:
        told.before = state
    else:
        told.sources = (state,)
    told.end += match.start("state") + length
    return True


def _state(text: str, machine: Machine) -> tuple[str, int] | None:
    """A state that the words at the front name, and how many letters of them; verbs too: `before it ships`."""
    ends = [match.end() for match in re.finditer(r"\w+", text)]
    for count in (3, 2, 1):
        if len(ends) < count:
            continue
        length = ends[count - 1]
        name = "_".join(words(text[:length]))
        reached = _reached(name, machine)
        if name in machine.states or reached is not None or (count == 1 and state_like(name)):
            return reached or name, length
    return None


def _reached(word: str, machine: Machine) -> str | None:
    """The state that a noun or a verb means: `delivery`, `ships`."""
    low = word.lower()
    known = {*machine.states, *(edge.target for edge in machine.edges)}
    verb = NOUNS.get(low)
    for state in sorted(known):
        means = base(state) or ""
        if low == state or (verb is not None and means == verb) or low in {means, f"{means}s"}:
            return state
    return participle(verb) if verb is not None else None
