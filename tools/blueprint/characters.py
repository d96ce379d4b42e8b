"""Kinds of characters that a text may have to hold, such as a password."""

import re
from collections.abc import Iterable

KINDS: dict[str, tuple[str, str]] = {
    "lower": ("[a-z]", "a lower-case letter (a to z)"),
    "upper": ("[A-Z]", "an upper-case letter (A to Z)"),
    "digit": ("[0-9]", "a digit (0 to 9)"),
    "symbol": ("[^A-Za-z0-9]", "a symbol (neither a letter from A to Z nor a digit)"),
}
"""Kind → what one of them matches, and what it is for people. ASCII alone: engines differ beyond it."""
_SAMPLES = {"lower": "a", "upper": "B", "digit": "3", "symbol": "-"}


def code_of(kind: str) -> str:
    """The code of the field error for a text without a character of the kind."""
    return f"needs_{kind}"


def demand(kinds: Iterable[str]) -> str:
    """What such a text holds, as a sentence."""
    *first, last = [KINDS[kind][1] for kind in kinds]
    return f"Holds {' and '.join([*([', '.join(first)] if first else []), last])}."


def missing(kinds: Iterable[str], text: str) -> tuple[str, ...]:
    """Those of the kinds that the text has no character of."""
    return tuple(kind for kind in kinds if not re.search(KINDS[kind][0], text))


def holding(kinds: Iterable[str], text: str) -> str:
    """The text, with its first characters changed until it holds all of the kinds, if it is long enough."""
    lacking = "".join(_SAMPLES[kind] for kind in missing(kinds, text[len(tuple(kinds)) :]))
    return (lacking + text[len(lacking) :])[: len(text)]


def lacking(kind: str, text: str) -> str:
    """The text, with each character of the one kind changed into one of another kind."""
    other = {"lower": "B", "upper": "a", "digit": "-", "symbol": "3"}[kind]
    return re.sub(KINDS[kind][0], other, text)
