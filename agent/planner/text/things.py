"""Tells things that are kept from the values that they have."""

import re

from agent.planner.archetypes import known
from agent.planner.text.attributes import read_item
from agent.planner.text.chunks import Noun
from agent.planner.text.statements import statements
from agent.planner.text.words import APP_WORDS, ATTRIBUTE_WORDS, LISTED_NOUNS, NO_ENTITIES, STOP_NOUNS

COUNTED = re.compile(
    r"(?i)\s*(?:an?\s+|the\s+)?(?:min|max|minimum|maximum|number of|total|count of|amount of|no\. of|year of)\b"
)
"""`max players` is a number, whatever players are."""


def attribute_like(noun: Noun) -> bool:
    """`due date`, `title`: a value rather than a thing."""
    return noun.snake or noun.head in ATTRIBUTE_WORDS or noun.words[0] in {"is", "has"}


def is_thing(noun: Noun) -> bool:
    if noun.head in APP_WORDS and not noun.plural and not known(noun.words):
        return False
    if len(noun.words) > 1 and noun.head in LISTED_NOUNS and noun.words[0] not in STOP_NOUNS:
        return True
    return known(noun.words) or noun.head not in STOP_NOUNS


def described(noun: Noun, items: list[str]) -> bool:
    """A page that has a title and a body is a thing, whatever else a page may be."""
    if is_thing(noun):
        return True
    values = [part for item in items for found in statements(item) for part in found.nouns[:1]]
    return noun.head in LISTED_NOUNS - {"person", "people"} and sum(map(attribute_like, values)) >= 2


def laid_out(noun: Noun, items: list[str]) -> bool:
    """A title with values below or behind it is a thing, even where in a sentence it would be a part of software."""
    found = [read_item(item) for item in items]
    values = sum(item is not None and (item.typed or _value(item.words)) for item in found)
    return is_thing(noun) or (noun.head not in NO_ENTITIES and not noun.plural and values >= 2)


def _value(name: str) -> bool:
    return "_" in name or name.lower().rpartition(" ")[2] in ATTRIBUTE_WORDS


def is_listing(items: list[str]) -> bool:
    """Looks like a list of attributes, not like a remark."""
    return (
        bool(items)
        and all(len(item) <= 120 for item in items)
        and sum(attribute_item(item) for item in items) * 2 > len(items)
    )


def attribute_item(text: str) -> bool:
    item = read_item(text)
    return item is not None and len(item.words.split()) <= 3
