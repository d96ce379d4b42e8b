"""The words that the reader knows by their part in a sentence; the lists stand in `words.yaml`."""

from importlib.resources import files
from typing import Any

import yaml

from tools.blueprint.names import singular

_DATA: dict[str, Any] = yaml.safe_load((files(__package__) / "words.yaml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_DATA[name].split())


DETERMINERS = _words("determiners")
PREPOSITIONS = _words("prepositions")
PRONOUNS = _words("pronouns")
MODALS = _words("modals")
BREAKS = _words("breaks")
"""Words that open a clause of their own."""
ADVERBS = _words("adverbs")
ADJECTIVES = _words("adjectives")
FACETS = _words("facets")
"""Words inside a list of attributes that say more about the one before or after them."""
APP_WORDS = _words("app_words")
"""Names of the thing to build, not of what it keeps."""
STOP_NOUNS = APP_WORDS | _words("stop_nouns")
"""Nouns that are no entity unless the request gives them attributes of their own."""
LISTED_NOUNS = _words("listed_nouns")
"""Nouns that are an entity only where they stand in a list of entities, or as the last word of a longer name."""
NO_ENTITIES = _words("no_entities")
"""Nouns that are never an entity."""
ATTRIBUTE_WORDS = _words("attribute_words") | frozenset(map(singular, _words("attribute_words")))
"""Words that, as the last of a name, are rather an attribute than an entity."""
PEOPLE: tuple[str, ...] = tuple(_DATA["people"].split())
"""Nouns of people, those that log in first."""
ACCOUNT_PEOPLE: tuple[str, ...] = tuple(_DATA["account_people"].split())
"""People that become accounts where authentication is asked for."""
CALLING_PEOPLE = frozenset(PEOPLE[: PEOPLE.index("patient")])
"""People that use the backend themselves, whether or not it has accounts."""
ROLE_WORDS = _words("role_words")
"""People that act on everything and have no data of their own."""
HAVE = _words("have")
MANAGE = _words("manage")
OWNING = _words("owning")
"""What an account does with rows that are then its own."""
TAKING = _words("taking")
"""What people do with rows that then refer to them."""
RELATING = _words("relating")
"""Verbs whose subject and object are things that the backend keeps."""
ACTING: dict[str, str] = _DATA["acting"]
"""Verbs and the entity whose rows their acts are."""
IMPLIED = _words("implied")
"""Verbs whose entity is assumed where the request does not name it."""
NOUN_OR_VERB = _words("noun_or_verb")
"""Words that are a verb only where the words beside them say so."""
FILLER = _words("filler")
"""Words that ask for nothing by themselves."""
BEHAVIOUR = _words("behaviour")
"""Verbs that no standard operation and no relationship shows."""
PICKING = _words("picking")
"""Adjectives that stand for a filter."""
TELLING = _words("telling")
"""Words that no name of a value has."""
OPENING = _words("opening")
"""Words that open a piece of a sentence, and no name."""
NOBODY = _words("nobody")
"""Words that stand for people and name nobody."""
MEASURES = _words("measures")
BESIDE = _words("beside")
"""Keys of JSON that tell of no value of a thing."""
ERROR_KEYS = _words("error_keys")
PAGE_KEYS = _words("page_keys")


def forms(verb: str) -> dict[str, str]:
    """Regular forms of a verb, to their base."""
    if verb.endswith("ee"):
        return {f"{verb}s": verb, f"{verb}d": verb, f"{verb}ing": verb}
    if verb.endswith("e"):
        return {f"{verb}s": verb, f"{verb}d": verb, f"{verb[:-1]}ing": verb}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {f"{verb[:-1]}ies": verb, f"{verb[:-1]}ied": verb, f"{verb}ing": verb}
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "o")) else f"{verb}s"
    return {third: verb, f"{verb}ed": verb, f"{verb}ing": verb}


def _verbs() -> dict[str, str]:
    found: dict[str, str] = {}
    for base in sorted(HAVE | MANAGE | OWNING | frozenset(ACTING) | _words("other_verbs")):
        found[base] = base
        found |= forms(base)
    found.update(_DATA["irregular"])
    return found


IRREGULAR: frozenset[str] = frozenset(_DATA["irregular"])
VERBS: dict[str, str] = _verbs()
"""Every form of every verb known, to its base."""
