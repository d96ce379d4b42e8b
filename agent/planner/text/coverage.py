"""Reports the words of a text that no reader has used."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from agent.planner import archetypes
from agent.planner.sketch import AttributeSketch, Sketch
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.words import (
    ADJECTIVES,
    ADVERBS,
    BEHAVIOUR,
    BREAKS,
    DETERMINERS,
    FILLER,
    MODALS,
    PICKING,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
)
from tools.blueprint.names import singular, words

_SMALL = (
    DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | MODALS
    | BREAKS
    | ADVERBS
    | (ADJECTIVES - PICKING)
    | FILLER
    | {"and", "or", "nor"}
)
_PIECE = re.compile(r"\S+")
_EDGE = " .,;:!?()[]\"'`*|"
_STRANGE = re.compile(r"[<>{}$\\^~%#@]|[/.]{2,}|(?:^|\W)_|_(?:\W|$)")
"""Signs that no word has."""
_OPERATORS = frozenset({">=", "<=", ">", "<", "->", "=>"})
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d]+(?:'\w+)?")
_SHOWN = 100
_STEPS = (Decimal(1), Decimal("0.01"))
"""How far a closed bound lies from the open one that was said."""
_SYNONYMS = {"administrator": "admin", "superuser": "admin", "superadministrator": "superadmin"}


def report(reading: Reading, sketch: Sketch) -> None:
    """Leaves in the notes each clause without a place, and each run of words without one in the others."""
    known = _known(sketch)
    before = reading.notes.unplaced
    for clause in reading.clauses:
        if clause.kind is Kind.HEADING:
            continue
        if clause.index not in reading.placed and not _small(clause.text):
            reading.notes.leave(clause.text[:300])
        elif clause.kind is not Kind.CODE:
            for run in _runs(clause, reading, known):
                if not any(run in told for told in before):
                    whole = reading.whole.get(clause.index, clause.text)
                    reading.notes.leave(f"{run} (in: {whole.strip()[:_SHOWN]})")


def _runs(clause: Clause, reading: Reading, known: frozenset[str]) -> Iterator[str]:
    """Pieces that nobody used, with the small words between them."""
    start = end = None
    for piece in _PIECE.finditer(clause.text):
        left = _left(piece, clause, reading, known)
        if left is None and not _small(piece[0]):
            if start is not None and end is not None:
                yield clause.text[start:end].strip(_EDGE)
            start = end = None
        elif left:
            start, end = piece.start() if start is None else start, piece.end()
    if start is not None and end is not None:
        yield clause.text[start:end].strip(_EDGE)


def _left(piece: re.Match[str], clause: Clause, reading: Reading, known: frozenset[str]) -> bool | None:
    """Whether a piece holds a word that nobody used; None where it holds none."""
    spans = list(reading.used.get(clause.index, ()))
    if reading.title is not None and reading.title[0] == clause.index:
        spans.append(reading.title[1])
    bare = piece[0].strip(_EDGE)
    if (
        bare not in _OPERATORS
        and _STRANGE.search(bare)
        and not any(start <= piece.start() and piece.end() - 1 <= end for start, end in spans)
    ):
        return True
    for word in _WORD.finditer(piece[0]):
        at = piece.start() + word.start()
        if any(start <= at < end for start, end in spans):
            continue
        if not _understood(word[0].lower(), known):
            return True
    return None


def _small(piece: str) -> bool:
    return all(word.lower() in _SMALL for word in _WORD.findall(piece))


def _understood(word: str, known: frozenset[str]) -> bool:
    if word[0].isdigit():
        return _number(word) in known
    lemma = VERBS.get(word)
    bare = word.removesuffix("'s")
    forms = {bare, singular(bare), *words(bare), *map(singular, words(bare))}
    if forms & known or bare in _SMALL or singular(bare) in _SMALL:
        return True
    if lemma is None or archetypes.known((singular(bare),)):
        return False
    return lemma in known or lemma not in BEHAVIOUR


def _known(sketch: Sketch) -> frozenset[str]:
    """Words and numbers that have become part of the sketch."""
    texts: list[str] = [*sketch.roles]
    values: list[object] = []
    for entity in sketch.entities.values():
        texts.append(entity.name)
        values += entity.scale or ()
        for attribute in entity.attributes.values():
            _told(attribute, texts, values)
    for link in sketch.relationships:
        texts += [link.name, link.inverse or ""]
        for attribute in link.attributes:
            _told(attribute, texts, values)
    allowed = {word for permission in sketch.permissions for word in permission.allow}
    if "public" in allowed:
        texts += ["public", "visitor", "guest", "anonymous"]
    if sketch.auth.yes is not None:
        texts += ["password", "email", "credentials"]
    if any(entity.owner for entity in sketch.entities.values()):
        texts += ["owner", "creator", "author"]
    texts += [word for word, role in _SYNONYMS.items() if role in sketch.roles]
    found = {form for text in texts for word in words(text) for form in (word, singular(word))}
    return frozenset(found | {_number(str(value)) for value in values} | set(map(str.lower, texts)))


def _told(attribute: AttributeSketch, texts: list[str], values: list[object]) -> None:
    texts.append(attribute.name)
    texts += [str(value).replace("-", " ").replace(" ", "_") for value in attribute.facets.get("values", ())]
    values += [value for value in attribute.facets.values() if isinstance(value, int | str | Decimal)]
    for bound, side in (("minimum", -1), ("maximum", 1)):
        if bound in attribute.facets:
            values += [Decimal(attribute.facets[bound]) + side * step for step in _STEPS]


def _number(text: str) -> str:
    try:
        return str(Decimal(text.replace(",", "")).normalize())
    except InvalidOperation:
        return text.lower()
