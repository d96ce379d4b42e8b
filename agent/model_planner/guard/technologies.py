"""Whether words choose a technology: they name it, and do not turn it down."""

import re
from collections.abc import Iterator

from agent.model_planner.guard.quotes import Words
from agent.planner.text.stack import CUED_FRAMEWORKS, DATASTORES, FRAMEWORKS, LANGUAGES
from tools.packs import registry

_NOT = re.compile(
    r"(?:\b(?:not|never|no|without|instead of|rather than|than|avoid|away from|from|drop|except)\b|n['’]t\b)"
    r"[^,.;]{0,40}$",
    re.IGNORECASE,
)
"""What stands before a technology that is turned down."""


def chooses(words: Words, quote: str, kind: str, name: str) -> bool:
    """Whether the quote names the technology (`kind`: framework or datastore) as one that is wanted."""
    return any(_wanted(quote, sentence, kind, name) for sentence in words.sentences(quote))


def named(text: str, kind: str, name: str) -> bool:
    """Whether a text names the technology, as people do: by its name, another one, or its language."""
    return any(_places(text, kind, name))


def _wanted(quote: str, sentence: str, kind: str, name: str) -> bool:
    if not named(quote, kind, name):
        return False
    return any(_NOT.search(sentence[: match.start()]) is None for match in _places(sentence, kind, name))


def _places(text: str, kind: str, name: str) -> Iterator[re.Match[str]]:
    for pattern in _names(kind, name):
        yield from re.finditer(rf"(?<![\w.-])(?:{pattern})(?![\w-])", text, re.IGNORECASE)


def _names(kind: str, name: str) -> Iterator[str]:
    yield re.escape(name)
    if kind == "datastore":
        yield from (pattern for known, pattern in DATASTORES.items() if known == name)
        return
    yield from (names[name] for names in (FRAMEWORKS, CUED_FRAMEWORKS) if name in names)
    if name in registry.ids("frameworks"):
        language = registry.framework(name).language
        # The two scripts run on one machine, and people name either, or the machine.
        spoken = {language, *(known for known in LANGUAGES if known[-6:] == language[-6:] == "script")}
        yield from (pattern for known, pattern in LANGUAGES.items() if known in spoken)
