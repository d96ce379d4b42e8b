"""Mends slips of the keyboard: a word that is nearly a name of the Blueprint, or nearly a word of the grammar."""

import re
from difflib import SequenceMatcher

from agent.chat.turns.references import parts
from agent.chat.turns.scene import Scene
from tools.blueprint.names import plural, singular, words

_KNOWN = frozenset(
    {"required", "optional", "unique", "mandatory", "immutable", "searchable", "sensitive", "personal", "positive",
     "characters", "default", "remove", "rename", "delete", "create", "update", "change", "make", "switch", "should",
     "must", "integer", "decimal", "boolean", "string", "number", "pagination", "offset", "cursor",
     "requests", "minute",
     "length", "maximum", "minimum", "between", "optimistic", "locking", "relationship", "attribute", "entity", "field",
     "everybody", "everyone", "nobody", "only", "without", "because", "called", "longer", "reading", "password",
     "passwords", "sessions", "versioning", "graphql", "idempotency", "operation", "endpoint", "members", "negative"}
)  # fmt: skip
_WORD = re.compile(r"[A-Za-z_]{4,40}")
_NEW = re.compile(r"\s(?:to|as|into|called|named|->)\s+[\w .'\"`-]+$", re.IGNORECASE)
"""The new name of something: what stands there is meant so."""
_STEM = re.compile(r"(?:er|or|ed|ing)s?$")
"""Ends of words of one family: a publisher is not what is published."""
_NEAR = 0.8
MOST = 60
"""Words of a clause that are looked at."""


def mended(clause: str, scene: Scene) -> tuple[str, str] | None:
    """The clause with its slips mended, and what was taken for what; None where there is none.

    Two names that are equally near are no reason to choose one.
    """
    new = _NEW.search(clause) if re.match(r"(?:rename|call|name)\b", clause, re.IGNORECASE) else None
    end = new.start() if new is not None else len(clause)
    known = _names(scene)
    taken: list[str] = []

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        if word.lower() in known | _KNOWN or word.lower().rstrip("s") in known | _KNOWN:
            return word
        near = _nearest(word.lower(), known) or _nearest(word.lower(), _KNOWN)
        if near is not None:
            taken.append(f"`{word}` is read as `{near}`.")
        return near or word

    if len(clause.split()) > MOST:
        return None
    text = _WORD.sub(mend, clause[:end]) + clause[end:]
    return (text, " ".join(taken)) if taken else None


def _names(scene: Scene) -> frozenset[str]:
    names = [item.member for item in parts(scene)]
    names += [item.name for item in scene.blueprint.operations]
    names += [item.name for item in scene.blueprint.roles]
    found = set()
    for name in names:
        pieces = words(name)
        found |= {name.lower(), "_".join(pieces), *pieces, *(plural(piece) for piece in pieces)}
        found |= {singular(piece) for piece in pieces}
    return frozenset(found)


def _nearest(word: str, names: frozenset[str]) -> str | None:
    """The one name that is written nearly so: one letter more, less, or two of them in the wrong order."""
    scored = sorted(
        ((_likeness(word, name), name) for name in sorted(names) if abs(len(name) - len(word)) <= 2), reverse=True
    )
    if not scored or scored[0][0] < _NEAR:
        return None
    best = {name for score, name in scored if score == scored[0][0]}
    return best.pop() if len({name.rstrip("s") for name in best}) == 1 else None


def _likeness(word: str, name: str) -> float:
    if len(name) < 4 or word[0] != name[0]:
        return 0
    if sorted(word) == sorted(name):
        return 0.95
    if _STEM.sub("", word) == _STEM.sub("", name) and word.rstrip("s") != name.rstrip("s"):
        return 0
    likeness = SequenceMatcher(None, word, name).ratio()
    return likeness if likeness > _NEAR else 0
