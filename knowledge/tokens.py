"""Words of a text, folded so that forms of one word meet."""

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_STOP = frozenset(
    re.findall(
        r"[a-z]+",
        """
        a an and any are as at be been but by can could did do does for from had has have how i if in into is
        it its me my no nor not of on one or our should so than that the their them then there these they this
        those to too us use used using was we were what when where which while who why will with would you your
        """,
    )
)

_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    *((ending, "") for ending in ("isations", "izations", "isation", "ization", "ations", "ation", "ating")),
    *((ending, "") for ending in ("ators", "ator", "ated", "ates", "ate", "ments", "ment", "ings", "ing")),
    *((ending, "") for ending in ("ed", "es", "s", "ly", "e")),
)
_LEAST = 3
"""Letters that must stay of a word."""


def words(text: str) -> list[str]:
    """Lower-case ASCII word stems in order, without words that say nothing."""
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", text)).encode("ascii", "ignore").decode().lower()
    return [stem(word) for word in _WORD.findall(plain) if word not in _STOP]


def stem(word: str) -> str:
    """A word without its ending; rough, and the same for questions and documents."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST and not word.endswith("ss"):
            word = word.removesuffix(ending) + instead
            break
    doubled = len(word) > _LEAST and word[-1] == word[-2] and word[-1] not in "aeiosl"
    return word[:-1] if doubled else word
