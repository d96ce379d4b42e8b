"""Whether words ask for what an edit would take away or change: a denial, or a mention, of something else is none."""

import re
from collections.abc import Sequence

from knowledge.tokens import words
from tools.blueprint.edit.model import PartKind

_DENIES = re.compile(
    r"\b(?:no|not|none|never|nothing|nobody|without|instead|only|just|remove|drop|delete|skip|leave out|left out|omit"
    r"|rather|unless|except|forget|ignore|get rid|do away|away with)\b|n['’]t\b",
    re.IGNORECASE,
)
"""What words that take something away have, or that let one thing stand alone."""
_PARTS = frozenset(words(" ".join(PartKind))) | frozenset(words("name type required unique default"))
"""What every part is called, and says nothing of any."""
_SEGMENT = re.compile(r"[;:]|\b(?:but|has|have|having|with)\b", re.IGNORECASE)
_PIECE = re.compile(r",|\band\b", re.IGNORECASE)
_LEFT_OUT = re.compile(r"^that nobody may \w+ a (\w+) by itself$")
_WITHIN = ("attribute", "relationship")


def takes(gone: Sequence[str], quote: str, said: str) -> bool:
    """Whether the quote asks for each thing that goes away, as `lost` words it; `said` is all that was said."""
    return all(_takes(what, quote, said) for what in gone)


def _takes(what: str, quote: str, said: str) -> bool:
    left_out = _LEFT_OUT.match(what)
    part, _, facet = (left_out[1], "", "left out") if left_out else what.partition(": ")
    if part.startswith("the name of ") or facet:
        return bool(_names(quote) & _names(what if not left_out else part)) or _all_of(part.partition(" ")[0], quote)
    kind, _, place = part.partition(" ")
    own = _names(place.rpartition(".")[2]) or _names(place)
    if kind in _WITHIN and not own <= set(words(said)):
        # Nobody named it: the draft has assumed it, and words about what has it are enough to put that right.
        return bool(_names(quote) & _names(place))
    return bool(own & _denied(quote)) or _all_of(kind, quote)


def _all_of(kind: str, quote: str) -> bool:
    """Whether all parts of the kind are denied: `no roles or permissions`."""
    return kind not in ("entity", "attribute", "setting") and bool(set(words(kind)) & _denied(quote, apart=frozenset()))


def _denied(quote: str, apart: frozenset[str] = _PARTS) -> set[str]:
    """The names that words deny: those in the same breath as the denial, or behind it in a list."""
    found: set[str] = set()
    for segment in _SEGMENT.split(quote):
        denies = False
        for piece in _PIECE.split(segment):
            denies = denies or _DENIES.search(piece) is not None
            found |= set(words(piece)) - apart if denies else set()
    return found


def _names(text: str) -> set[str]:
    return set(words(text)) - _PARTS
