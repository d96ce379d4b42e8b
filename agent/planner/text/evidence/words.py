"""What the words of a noun tell by themselves."""

from collections.abc import Iterator

from agent.planner.archetypes import known
from agent.planner.text.patterns.verbs import STATE_VERBS, STATES
from agent.planner.text.stack import technology
from agent.planner.text.words import (
    ADJECTIVES,
    APP_WORDS,
    ATTRIBUTE_WORDS,
    FILLER,
    LISTED_NOUNS,
    MEASURES,
    NO_ENTITIES,
    PEOPLE,
    ROLE_WORDS,
    STOP_NOUNS,
    VERBS,
)

_ENDINGS = ("tion", "ment", "ness", "ity", "ing", "er", "or", "ist", "ance", "ence", "al", "ed", "ly")


def signs_of_words(thing: tuple[str, ...]) -> Iterator[str]:
    """Names of signs."""
    head, first = thing[-1], thing[0]
    yield f"words {min(len(thing), 4)}"
    if known(thing):
        yield "archetype"
    elif known((head,)):
        yield "archetype head"
    for name, listed in (
        ("attribute", ATTRIBUTE_WORDS), ("app", APP_WORDS), ("stop", STOP_NOUNS), ("listed", LISTED_NOUNS),
        ("never", NO_ENTITIES), ("person", frozenset(PEOPLE)), ("role", ROLE_WORDS), ("unit", MEASURES),
        ("filler", FILLER), ("verb", VERBS), ("state", STATES), ("act", STATE_VERBS),
    ):  # fmt: skip
        if head in listed:
            yield f"head {name}"
        if len(thing) > 1 and first in listed:
            yield f"front {name}"
    if len(thing) > 1 and first in ADJECTIVES:
        yield "front adjective"
    if technology(thing):
        yield "technology"
    if any(not word.isalpha() for word in thing):
        yield "digits"
    if len(head) <= 2:
        yield "short"
    yield next((f"ends {ending}" for ending in _ENDINGS if head.endswith(ending)), "ends otherwise")
