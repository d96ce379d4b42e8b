"""Kinds of characters, as people name them."""

import re

_LETTER = r"(?:[- ]?case)?(?: (?:letters?|characters?))?"
_KINDS = {
    "lower": rf"(?:lower|small){_LETTER}",
    "upper": rf"(?:upper|capital){_LETTER}",
    "digit": r"(?:digits?|numbers?(?! of)|numerals?|numeric(?: characters?)?)",
    "symbol": r"(?:symbols?|special[- ]?(?:characters?|chars?|symbols?)|punctuation(?: (?:marks?|characters?))?)",
}
_MIXED = "mixed[- ]case"
NAMES = "(?:" + "|".join(rf"\b{words}\b" for words in (*_KINDS.values(), _MIXED)) + ")"
"""A regular expression of any of them."""
FILLER = r"(?:\s|,|[/&-]|\b(?:and|both|an?|one|1|at least|or more|some)\b)"
"""One of a piece that may stand between them."""


def kinds_in(words: str) -> tuple[str, ...]:
    """The kinds that the words name."""
    found = [kind for kind, said in _KINDS.items() if re.search(rf"\b{said}\b", words, re.IGNORECASE)]
    if re.search(_MIXED, words, re.IGNORECASE):
        found += ["lower", "upper"]
    return tuple(dict.fromkeys(found))
