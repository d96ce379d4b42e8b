"""Lists of attributes that name no holder: they are of what the paragraph, or the title above it, is about."""

import re

from agent.planner.text.chunks import Noun
from agent.planner.text.definition import Definition
from agent.planner.text.items import split
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.statements import Statement, statements
from agent.planner.text.things import attribute_item, attribute_like, is_listing, laid_out

_KEEPING = frozenset(
    {"keep", "store", "record", "know", "need", "want", "have", "save", "note", "hold", "collect", "track"}
)
_OF = frozenset({"of", "for", "about", "on", "from"})
_OURS = frozenset({"we", "i", "you", "us", "one"})
_COPULA = re.compile(r"^\s*(?:it|they|he|she)\s+(?:has|have|needs?|gets?|carr(?:y|ies)|comes? with)\b", re.IGNORECASE)


def topic_of(clause: Clause) -> Noun | None:
    """The one noun that a clause is about."""
    if not clause.topic:
        return None
    nouns = [noun for statement in statements(clause.topic) for noun in statement.nouns]
    return nouns[0] if len(nouns) == 1 else None


def fragments(reading: Reading, clause: Clause) -> list[Definition]:
    """`Received at (date and time), litres, and temperature` below `Milk delivery`."""
    noun = topic_of(clause)
    if negated("", 0, 0, clause.heading, clause.parent):
        return []
    if noun is None or clause.kind not in {Kind.PROSE, Kind.BULLET} or clause.text.startswith(f"{clause.topic}:"):
        return []
    told = reading.statements(clause)
    if any(other.words == noun.words for statement in told for other in statement.nouns):
        return []
    if any(statement.subjects and _finite(statement) for statement in told) or _COPULA.match(clause.text):
        return []
    items = split(reading.region(clause, 0, len(clause.text)))
    if not is_listing(items) or not laid_out(noun, items) or _pointing(clause.text):
        return []
    return [Definition(noun.words, items, clause.index, prose=True)]


def kept(reading: Reading, clause: Clause, statement: Statement) -> list[Definition]:
    """`of a user we keep the name and the email`, `for each volunteer we need a full name`."""
    if statement.verb not in _KEEPING or statement.negated or not statement.objects:
        return []
    verb = statement.verbs[-1]
    if negated(clause.text, verb.start, verb.end, clause.heading, clause.parent):
        return []
    if statement.pronoun.lower() not in _OURS and (statement.subjects or statement.pronoun):
        return []
    phrases = [*statement.subject_phrases, *statement.phrases]
    held = next(
        (phrase for phrase in phrases if phrase.word in _OF and phrase.nouns and not attribute_like(phrase.nouns[0])),
        None,
    )
    before = _held_before(reading, clause, statement)
    noun = held.nouns[0] if held is not None else before
    if noun is None:
        return []
    end = held.start - len(held.word) if held is not None and held.start > statement.objects_start else statement.end
    items = split(reading.region(clause, statement.objects_start, end))
    if not is_listing(items) or not all(map(attribute_item, items[:1])):
        return []
    return [Definition(noun.words, items, clause.index, prose=True)]


def _held_before(reading: Reading, clause: Clause, statement: Statement) -> Noun | None:
    """`Of a user we keep …` and `Nurses log in. Keep their full name`: the noun stands before the verb, or earlier."""
    told = reading.statements(clause)
    at = told.index(statement)
    for earlier in reversed(told[:at]):
        for phrase in earlier.phrases:
            if phrase.word in _OF and phrase.nouns:
                return phrase.nouns[0]
    if any(noun.determiner in {"their", "his", "her", "its"} for noun in statement.objects):
        for past in reading.before(clause)[:2]:
            for earlier in reversed(reading.statements(past)):
                if earlier.subjects:
                    return earlier.subjects[-1]
    return topic_of(clause)


def _finite(statement: Statement) -> bool:
    return bool(statement.verb) and statement.verb != ":" and not statement.reduced


def _pointing(text: str) -> bool:
    """`From one farm.` tells of a link, and lists nothing."""
    return bool(
        re.match(
            r"\s*(?:from|of|by|for|to|in|at|on|taken from|belongs? to)\s+(?:a|an|one|the|exactly one)\b",
            text,
            re.IGNORECASE,
        )
    )
