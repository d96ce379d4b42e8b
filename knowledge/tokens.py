"""Words of a text, folded so that forms of one word meet."""

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_STOP = frozenset(
    "a an and any are as at be been but by can could did do does for from had has have how i if in into is it "
    "its me my no nor not of on one or our should so than that the their them then there these they this those "
    "to too us use used using was we were what when where which while who why will with would you your".split()
)

_ENDINGS = ("ational", "ization", "isation", "ations", "ation", "ments", "ment", "ingly", "edly", "ings", "ing")
_SHORT = ("ied", "ies", "ed", "es", "s", "ly", "e")
_LEAST = 3
"""Letters that must stay of a word."""


def words(text: str) -> list[str]:
    """Lower-case ASCII word stems in order, without words that say nothing."""
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", text)).encode("ascii", "ignore").decode().lower()
    return [stem(word) for word in _WORD.findall(plain) if word not in _STOP]


def stem(word: str) -> str:
    """A word without its ending; rough, and the same for questions and documents, which is all that counts."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            word = word.removesuffix(ending)
            break
    for ending in _SHORT:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST and not word.endswith("ss"):
            word = word.removesuffix(ending)
            break
    if len(word) > _LEAST and word[-1] == word[-2] and word[-1] not in "aeiosl":
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > _LEAST else word
