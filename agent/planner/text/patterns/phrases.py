"""Pieces of regular expressions for noun phrases, all bounded, so that no text is slow; and what their words are."""

import re

from agent.planner.text.chunks import Noun, chunks
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.words import DETERMINERS, PREPOSITIONS, PRONOUNS
from tools.blueprint.names import singular, words

DET = r"(?:(?:an?|the|each|every|any|all|another|other|some|his|her|its|their|my|our|your|own|of|these|those)\s+){0,3}"
WORD = r"[A-Za-z][A-Za-z'-]{0,30}"
NOUN = rf"{DET}{WORD}(?:\s{WORD}){{0,2}}"
MODAL = r"(?:can|could|may|might|must|should|shall|will|(?:is|are) (?:able|allowed) to|should be able to|wants? to)"
PERSON = rf"(?:(?:the|an?|any|every|each|only)\s+)?{WORD}(?:[ -]{WORD}){{0,2}}"
"""Whoever does something: `any signed-in user`."""
ARROW = r"(?:-{1,2}>|→|=>|>)"
_SKIPPED = DETERMINERS | frozenset(
    ["own", "other", "another", "of", "only", "one", "free", "available", "unassigned", "vacant", "open", "unclaimed",
     "earlier", "previous", "such", "same", "given", "single", "old"]
)  # fmt: skip
_NONE = PREPOSITIONS | PRONOUNS


def thing(text: str) -> tuple[str, ...]:
    """The words of a noun phrase without its determiners, the head made singular; none where there is no noun."""
    found = [word for word in words(re.sub(r"'s?\b", "", text)) if word not in _SKIPPED]
    if not found or any(word in _NONE for word in found):
        return ()
    return (*found[:-1], singular(found[-1]))


def first_noun(text: str) -> Noun | None:
    return next((chunk for chunk in chunks(text) if isinstance(chunk, Noun)), None)


def last_noun(text: str) -> Noun | None:
    return next((chunk for chunk in reversed(chunks(text)) if isinstance(chunk, Noun)), None)


def same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two nouns may mean one thing: `leave request` and `request`."""
    short, long = sorted((one, other), key=len)
    return bool(short) and long[-len(short) :] == short


def prose(reading: Reading) -> list[Clause]:
    """The sentences and bullets of a text, as they are by now."""
    return [clause for clause in reading.clauses if clause.kind in {Kind.PROSE, Kind.BULLET}]


def asked(clause: Clause, match: re.Match[str] | None) -> bool:
    """Whether what was found is wanted: `no likes` is not."""
    return match is not None and not negated(clause.text, match.start(), match.end(), clause.heading, clause.parent)
