"""Groups tokens into noun phrases, verbs and what stands between them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from agent.planner.text.tokens import Token, plural_word, tokens
from tools.blueprint.names import singular, words


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase: `a new stock movement (quantity, reason)`."""

    words: tuple[str, ...]
    """Lower-case words of the name, the head made singular."""
    plural: bool
    determiner: str
    start: int
    end: int
    capital: bool
    """Written with a capital letter: it may be a name."""
    group: str = ""
    """The text in the brackets right behind it."""
    snake: bool = False
    """Written with an underscore: the name of a value."""
    possessor: tuple[str, ...] = ()
    """`user` in `a user's orders`."""

    @property
    def head(self) -> str:
        return self.words[-1]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb, by its base form."""

    lemma: str
    passive: bool
    modal: bool
    negated: bool
    start: int
    end: int
    finite: bool = True
    """False for a participle without its auxiliary."""


@dataclass(frozen=True, slots=True)
class Link:
    """Anything else: a preposition, `and`, `,`, `:`, or a word that breaks the clause (`break`)."""

    kind: str
    word: str
    start: int
    end: int


Chunk = Noun | Verb | Link

_PHRASE = frozenset({"det", "adj", "noun", "num", "facet"})


def chunks(text: str) -> list[Chunk]:
    """The chunks of a clause, in order."""
    return list(_chunks(text))


@lru_cache(maxsize=8192)
def _chunks(text: str) -> tuple[Chunk, ...]:
    found = _ranges([token for token in tokens(text) if token.tag != "adv"])
    out: list[Chunk] = []
    at = 0
    while at < len(found):
        token = found[at]
        if token.tag in _PHRASE:
            end = at
            while end < len(found) and found[end].tag in _PHRASE and not (end > at and found[end].tag == "det"):
                end += 1
            group = found[end] if end < len(found) and found[end].tag == "paren" else None
            noun = _noun(found[at:end], group)
            if noun is not None:
                out.append(noun)
            at = end + (group is not None)
            continue
        if token.tag == "verb" or token.tag == "modal":
            verb, at = _verb(found, at)
            if verb is not None:
                out.append(verb)
            continue
        out.append(_link(token))
        at += 1
    return tuple(out)


_RANGE_JOINTS = frozenset({"to", "and", "through", "-"})


_NUMBER_ALONE = [["num"], *(["num", tag] for tag in ("comma", "conj", "colon", "break", "other"))]


def _ranges(found: list[Token]) -> list[Token]:
    """`from 1 to 5` and `out of 5` say one thing each: no preposition of them governs a noun, no `and` joins two."""
    out: list[Token] = []
    at = 0
    while at < len(found):
        first = at + (found[at].low in {"from", "between", "of"})
        span = found[first : first + 3]
        if [token.tag == "num" for token in span] == [True, False, True] and span[1].low in _RANGE_JOINTS:
            out.append(Token("", "", "num", found[at].start, span[2].end))
            at = first + 3
            continue
        if found[at].tag == "prep" and [token.tag for token in found[at + 1 : at + 3]] in _NUMBER_ALONE:
            out.append(Token("", "", "num", found[at].start, found[at + 1].end))
            at += 2
            continue
        out.append(found[at])
        at += 1
    return out


def _noun(part: list[Token], group: Token | None) -> Noun | None:
    nouns = [token for token in part if token.tag == "noun"]
    if not nouns:
        return None
    possessor: tuple[str, ...] = ()
    kept: list[Token] = []
    for token in nouns:
        if token.low.endswith("'s") or token.low.endswith("s'"):
            possessor = tuple(words(token.low[:-2]))
            kept = []
        else:
            kept.append(token)
    if not kept:
        return None
    names = [word for token in kept for word in _words(token)]
    if not names:
        return None
    *front, head = names
    several = re.fullmatch(r"[A-Z]{2,}s", kept[-1].text) is not None
    short = kept[-1].text.isupper() and len(head) > 1
    determiner = next((token.low for token in part if token.tag == "det"), "")
    end = group.end if group is not None else part[-1].end
    return Noun(
        words=(*front, head if short else singular(head)),
        plural=several or (not short and plural_word(head)),
        determiner=determiner,
        start=part[0].start,
        end=end,
        capital=kept[0].text[0].isupper(),
        group=group.text[1:-1].strip() if group is not None else "",
        snake=any("_" in token.text for token in kept),
        possessor=tuple(singular(word) for word in possessor),
    )


def _words(token: Token) -> tuple[str, ...]:
    """Its words, without accents; one in letters that have no plain form stays as it is, and names nothing."""
    bare = _bare(token)
    plain = "".join(letter for letter in unicodedata.normalize("NFD", bare) if not unicodedata.combining(letter))
    return words(plain) if plain.isascii() else (bare.lower(),)


def _bare(token: Token) -> str:
    """The word itself; an all-capital word counts as one, in the plural too: `RFIs`."""
    return token.low if token.text.rstrip("s").isupper() else token.text


def _verb(found: list[Token], at: int) -> tuple[Verb | None, int]:
    """A verb group: `can not be deleted`, `is written`."""
    start = at
    modal = negated = be = False
    while at < len(found):
        token = found[at]
        if token.tag == "modal":
            modal = True
            negated = negated or token.low.endswith(("n't", "not"))
        elif token.low == "not" or token.low == "only":
            negated = negated or token.low == "not"
        elif token.tag == "verb" and token.lemma == "be":
            be = True
        else:
            break
        at += 1
    if at < len(found) and found[at].tag == "verb":
        main = found[at]
        participle = main.low.endswith(("ed", "en", "wn", "ght", "ade", "old", "ent")) and main.low != main.lemma
        after_noun = start > 0 and found[start - 1].tag in {"noun", "paren"} and not modal
        passive = participle and (be or (after_noun and at + 1 < len(found) and found[at + 1].tag == "prep"))
        return Verb(main.lemma, passive, modal, negated, found[start].start, main.end, be or not passive), at + 1
    if be:
        return Verb("be", False, modal, negated, found[start].start, found[at - 1].end), at
    return None, at


def _link(token: Token) -> Link:
    kind = {"prep": "prep", "conj": "and", "comma": "comma", "colon": "colon", "break": "break", "pron": "pron"}.get(
        token.tag, "other"
    )
    return Link(kind, token.low or token.text, token.start, token.end)
