"""Cuts a clause into tokens and tells the part of speech of each, as far as planning needs it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from agent.planner.archetypes import known
from agent.planner.text.tagger import tags
from agent.planner.text.words import (
    ADJECTIVES,
    ADVERBS,
    APP_WORDS,
    BREAKS,
    DETERMINERS,
    FACETS,
    IRREGULAR,
    MODALS,
    NOUN_OR_VERB,
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
)
from tools.blueprint.names import singular

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_](?:[\w]|['-](?=\w))*)|(?P<num>\d+(?:[.,]\d+)*%?)|(?P<op>->|>=|<=|[<>=|/+*#])|(?P<mark>[,;:&])|(?P<other>\S)"
)
_NUMERALS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})
"""Numbers in words are no part of a name: `between two accounts`."""
_VERBAL = frozenset({"VB", "VBP", "VBZ", "VBD"})
_PARTICLES = frozenset({"in", "out", "up", "on"})
"""Words that make `log` and `sign` what they mean here."""
_CLOSED = (
    (MODALS, "modal"),
    (BREAKS, "break"),
    (PRONOUNS, "pron"),
    (DETERMINERS, "det"),
    (PREPOSITIONS, "prep"),
    (ADVERBS, "adv"),
    (ADJECTIVES, "adj"),
    (FACETS, "facet"),
)


@dataclass(slots=True)
class Token:
    """`tag` is one of word classes, `conj`, `comma`, `colon`, `paren`, `num`, `op` or `other`."""

    text: str
    low: str
    tag: str
    start: int
    end: int
    lemma: str = ""
    ptb: str = ""
    """Its tag in the Penn Treebank, as the words around it make it likely."""


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a clause; a bracketed group is one token."""
    found = _cut(text)
    said = [token for token in found if token.tag != "paren"]
    for token, tag in zip(said, tags([token.text for token in said]), strict=True):
        token.ptb = tag
    for position in range(1, len(found) - 1):
        if found[position].tag == "noun" and _unknown_verb(found, position):
            found[position].tag, found[position].lemma = "verb", singular(found[position].low)
    for position in range(len(found)):
        if found[position].low == "own" and position and found[position - 1].tag in {"modal", "noun"}:
            found[position].tag = "noun"
        if found[position].tag == "noun":
            _verb(found, position)
        if position and found[position].low in _PARTICLES and found[position - 1].lemma in {"log", "sign"}:
            found[position].tag = "adv"
            onward = position + 1 < len(found) and found[position + 1].low == "for"
            found[position - 1].lemma = "register" if onward else "login"
    return tuple(found)


def spoken(text: str) -> list[Token]:
    """The tokens that are tagged: those outside of brackets."""
    return [token for token in _cut(text) if token.tag != "paren"]


def _cut(text: str) -> list[Token]:
    found: list[Token] = []
    at = 0
    while at < len(text):
        if text[at] in "([{":
            end = _closing(text, at)
            found.append(Token(text[at:end], "", "paren", at, end))
            at = end
            continue
        match = _TOKEN.match(text, at)
        if match is None:
            at += 1
            continue
        found.append(_token(match))
        at = match.end()
    return found


def _unknown_verb(found: list[Token], at: int) -> bool:
    """`a pickup empties one container`: a verb, whichever it is, where something stands behind it."""
    token, after = found[at], found[at + 1]
    if token.low in VERBS or token.text[0].isupper() or "_" in token.text:
        return False
    if found[at - 1].tag not in {"noun", "pron", "conj", "modal"} or _in_plurals(found, at):
        return False
    if known((singular(token.low),)):
        return False
    if token.ptb == "VBZ" or _between(found, at):
        return token.low.endswith("s") and after.tag in {"det", "noun", "adj", "prep", "num", "pron"}
    return token.ptb in {"VB", "VBP"} and after.tag in {"det", "prep", "pron"}


def _between(found: list[Token], at: int) -> bool:
    """Behind one thing and before a determiner or a number stands a verb, whichever it is."""
    if at + 1 >= len(found) or found[at - 1].tag != "noun" or plural_word(found[at - 1].low):
        return False
    if found[at + 1].tag not in {"det", "num"}:
        return False
    start = at - 1
    while start > 0 and found[start].tag in {"noun", "adj"}:
        start -= 1
    return found[start].low in {"a", "an", "each", "every", "one", "the"}


def plural_word(low: str) -> bool:
    return (low.endswith("s") and singular(low) != low) or low in {"people", "children", "media"}


def _token(match: re.Match[str]) -> Token:
    text, low = match[0], match[0].lower()
    if match["word"]:
        if low in {"and", "or", "nor"}:
            tag = "conj"
        elif low in _NUMERALS:
            tag = "num"
        else:
            tag = next((name for words, name in _CLOSED if low in words), "noun")
            if low.endswith("ly") and tag == "noun" and low not in {"family", "assembly", "anomaly"} | VERBS.keys():
                tag = "adv"
    elif match["num"]:
        tag = "num"
    elif match["op"]:
        tag = "op"
    else:
        tag = {",": "comma", ":": "colon", "&": "conj"}.get(text, "other")
    return Token(text, low, tag, match.start(), match.end())


def _closing(text: str, start: int) -> int:
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if depth == 0:
            return at + 1
    return len(text)


def _verb(found: list[Token], at: int) -> None:
    """Makes a word a verb (or a participle an adjective) where its neighbours say so."""
    token = found[at]
    lemma = VERBS.get(token.low)
    if lemma is None or (token.text[0].isupper() and at > 0 and token.text[1:].islower() is False):
        return
    before = _neighbour(found, at, -1)
    after = _neighbour(found, at, 1)
    if lemma == "be" or token.low in {"has", "have", "had", "having", "does", "do", "did"}:
        token.tag, token.lemma = "verb", lemma
    elif token.low.endswith("ing") and token.low != lemma:
        _gerund(token, lemma, before, after)
    elif token.low != lemma and (token.low.endswith(("ed", "en", "wn", "ght")) or token.low in IRREGULAR):
        _participle(token, lemma, before, after)
    elif _acts(token, lemma, before, after, found, at):
        token.tag, token.lemma = "verb", lemma


def _gerund(token: Token, lemma: str, before: Token | None, after: Token | None) -> None:
    if lemma in NOUN_OR_VERB and (before is None or before.tag not in {"prep", "verb", "modal"}):
        return
    opens = before is None or before.tag in {"prep", "conj", "comma", "verb", "pron", "modal", "colon", "break"}
    object_follows = after is not None and after.tag in {"det", "noun", "adj", "pron", "prep"}
    if opens and object_follows and not (after is not None and after.low in APP_WORDS):
        token.tag, token.lemma = "verb", lemma


def _participle(token: Token, lemma: str, before: Token | None, after: Token | None) -> None:
    if before is not None and before.tag in {"verb", "modal", "noun", "pron", "paren"}:
        token.tag, token.lemma = "verb", lemma
    elif after is not None and after.tag in {"noun", "adj"}:
        token.tag = "adj"
    else:
        token.tag, token.lemma = "verb", lemma


def _acts(token: Token, lemma: str, before: Token | None, after: Token | None, found: list[Token], at: int) -> bool:
    if before is not None and (before.tag == "modal" or before.low == "to" or before.tag == "pron"):
        return True
    if before is not None and before.tag in {"det", "adj"}:
        return False
    third = token.low != lemma
    if lemma in {"log", "sign"} and at + 1 < len(found) and found[at + 1].low in _PARTICLES:
        return True
    if lemma not in NOUN_OR_VERB:
        return True
    if third and _in_plurals(found, at):
        return False
    if at == 0:
        return not third and after is not None and after.tag in {"det", "adj"}
    if third and (before is None or before.tag not in {"noun", "pron", "paren", "conj"}):
        return False  # `where cooks post recipes`: what one does stands behind who does it.
    if third and _between(found, at):
        return True
    if at == 1 and third and found[0].ptb.startswith("NNP"):
        return False  # `Hide reports`: the first word tells what to do.
    return token.ptb in _VERBAL or _as_usual(lemma, before, after, found, at)


def _as_usual(lemma: str, before: Token | None, after: Token | None, found: list[Token], at: int) -> bool:
    """What the words beside it say, where the model takes it for a noun: `customers order products`."""
    if (
        before is not None
        and before.tag == "conj"
        and after is not None
        and after.tag == "det"
        and found[at].low == lemma
    ):
        return any(item.tag == "verb" for item in found[:at])
    if before is None or before.tag != "noun" or not plural_word(before.low) or found[at].low != lemma:
        return False
    object_follows = after is not None and after.tag in {"det", "noun", "adj", "pron", "num"}
    on_something = after is not None and after.low in {"on", "for", "to", "with", "by", "into", "in", "at", "per"}
    return object_follows or on_something or singular(before.low) in PEOPLE


def _in_plurals(found: list[Token], at: int) -> bool:
    """`threads, replies and upvotes`: a plural before the joint, so the word is one more of the list."""
    if at < 2 or found[at - 1].tag not in {"conj", "comma"}:
        return False
    earlier = at - 2 if found[at - 2].tag != "comma" else at - 3
    return earlier >= 0 and found[earlier].tag == "noun" and plural_word(found[earlier].low)


def _neighbour(found: list[Token], at: int, step: int) -> Token | None:
    """The next word on one side; brackets behind a noun say more about it and part nothing."""
    skipped = {"adv", "paren"} if step < 0 else {"adv"}
    at += step
    while 0 <= at < len(found) and found[at].tag in skipped:
        at += step
    return found[at] if 0 <= at < len(found) else None
