"""Reads when an act may happen and who may do it: `unless it has shipped`, `at any time`, `by staff`."""

import re
from dataclasses import dataclass

from agent.planner.text.patterns.grammar import phrase
from agent.planner.text.patterns.machines import Machine
from agent.planner.text.patterns.verbs import NOUNS, base, participle, state_like
from tools.blueprint.names import words

_KINDS = {
    "thing": "(it|they|he|she|the {word}|that)",
    "being": r"(\s*(has|have|had|is|are|was|were|gets?|got)?\s*{not:not}?(yet )?((already|still) )?(been )?)",
    "not": r"(not |n't\s)",
    "when": "unless|until|till|before|once|after|when|while|if|as long as|whenever|only (when|while|if)",
    "named": "(in )?[a-z]+([ _-][a-z]+)?",
    "only": "only ",
}
_UNTIL = phrase(
    r"\A\s*,?\s*(but )?(only )?(at any time )?{word:when} {thing}?{being}{state:named}(?=\s*([.;,)]|\Z|\b))", **_KINDS
)
_EARLY = phrase(r"\A\s*,?\s*(at any time )?(before|until|prior to) ((its|their|the) )?{noun:word}")
_ALWAYS = phrase(r"\A\s*,?\s*(at any (time|point|moment|stage)|any ?time|whenever they like|always)\b")
_BY = phrase(
    r"\A\s*{alone:only}?by {only:only}?{who:caller}( only)?",
    caller="((the|an?|any|every|each) )?{word}([ -]{word}){0,2}",
    **_KINDS,
)
_NO_MORE = phrase(r"\A\s*,?\s*(again|later|then|too|as well|any ?more|afterwards)\b")
_HANGS = phrase(
    r"\A\s*,?\s*(and )?{left:left}",
    left=r"(within|above|below|over|under|after|before|if|when|unless|until|once|while|during|only|with|without|as|for|in|on|at|"
    r"more|less|up to|because|whose|that|which|from)\b[^.;]*",
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
            told.who, told.only = by["who"], bool(by["alone"] or by["only"] or by[0].endswith("only"))
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
