"""Reads which technologies a text names. Names are kept as asked: whether one is supported is decided elsewhere."""

import re
from pathlib import Path

import yaml

from agent.planner.sketch import Sketch
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Kind

_NAMED = yaml.safe_load(Path(__file__).with_name("technologies.yaml").read_text(encoding="utf-8"))
FRAMEWORKS: dict[str, str] = _NAMED["frameworks"]
CUED_FRAMEWORKS: dict[str, str] = _NAMED["words"]
_PLAIN_ENOUGH = frozenset(_NAMED["plain_words"])
_BESIDE: dict[str, str] = _NAMED["beside"]
DATASTORES: dict[str, str] = _NAMED["datastores"]
LANGUAGES: dict[str, str] = _NAMED["languages"]
_OTHERS = re.compile(
    r"\b(redis|memcached|kafka|rabbitmq|nats|elasticsearch|opensearch|celery|kubernetes|terraform|aws|gcp|azure|s3|stripe|websockets?|grpc)\b",
    re.IGNORECASE,
)
_KNOWN = re.compile("|".join(pattern for kind in (FRAMEWORKS, DATASTORES, LANGUAGES) for pattern in kind.values()))
_FREE = re.compile(
    r"\b(?:any|whichever|whatever)\s+(?:\w+\s+)?(?:framework|language|database|datastore|stack|technology|tool)s?\b|"
    r"\byou name it\b|\bup to you\b|\byour (?:own )?(?:choice|pick)\b|\bfree to (?:choose|pick|use)\b",
    re.IGNORECASE,
)
"""The choice is left to whoever builds: what is named beside it are examples."""
_CUE = r"(?:(?:with|on|in|using|uses?|via|by|on top of|built on|framework:?|stack:?|and|\+|,|/)\s+)"


def name_of(text: str, kind: dict[str, str]) -> str:
    """The id of a technology as people write it; the text itself, lower-cased, where it is not known."""
    low = text.strip().lower()
    known = CUED_FRAMEWORKS if kind is FRAMEWORKS else {}
    for identifier, pattern in kind.items():
        if re.fullmatch(pattern, low) or low == identifier or low == known.get(identifier):
            return identifier
    for identifier, word in known.items():
        if low == word:
            return identifier
    return low[:80]


def technology(words: tuple[str, ...]) -> bool:
    """Whether a noun is the name of a technology: `sq lite`, `fast api`."""
    name = "".join(words)
    return any(_KNOWN.fullmatch(spelled) for spelled in (name, f"{name}s", " ".join(words)))


def read_stack(reading: Reading, sketch: Sketch) -> None:
    """Fills the technologies that the text asks for."""
    for kind, chosen in (
        (FRAMEWORKS, sketch.frameworks),
        (DATASTORES, sketch.datastores),
        (LANGUAGES, sketch.languages),
    ):
        for identifier, pattern in kind.items():
            _find(reading, rf"(?<![\w.-])(?:{pattern})(?![\w-])", identifier, chosen, re.IGNORECASE)
    for identifier, word in CUED_FRAMEWORKS.items():
        named = f"(?:{word.capitalize()})"
        _find(
            reading,
            rf"(?:(?i:{_CUE})|^\W*){named}(?![\w-]| (?:delivery|shipping|checkout|yourself))",
            identifier,
            sketch.frameworks,
            0,
        )
        if word in _BESIDE:
            _find(reading, _BESIDE[word], identifier, sketch.frameworks, 0)
        if word in _PLAIN_ENOUGH:
            _find(
                reading,
                rf"(?i:with|on|in|using|uses?|via|framework:?|stack:?)\s+{word}(?=\s*(?:[.,;)+]|and\b|on\b|with\b|$))",
                identifier,
                sketch.frameworks,
                0,
            )
    for clause in reading.clauses:
        if clause.kind is Kind.CODE:
            continue
        for match in _OTHERS.finditer(clause.text):
            if not negated(clause.text, match.start(), match.end(), clause.heading, clause.parent):
                reading.notes.leave(f"{match[0]} was asked for and is not part of this backend.")
                reading.place(clause, match.span())


def _find(reading: Reading, pattern: str, identifier: str, chosen: list[str], flags: int) -> None:
    if identifier in chosen:
        return
    searched = re.compile(pattern, flags | re.MULTILINE)
    if searched.search(reading.text) is None:
        return
    for clause in reading.clauses:
        match = searched.search(clause.text) if clause.kind is not Kind.CODE else None
        if match is None:
            continue
        reading.place(clause, match.span())
        if not negated(clause.text, match.start(), match.end(), clause.heading, clause.parent):
            if not _FREE.search(clause.text):
                chosen.append(identifier)
            return
