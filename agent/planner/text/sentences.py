"""Cuts a text into clauses: sentences, bullets, table rows, headings."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from agent.planner.text.alternatives import bracketed
from tools.blueprint.names import plural


class Kind(StrEnum):
    PROSE = "prose"
    BULLET = "bullet"
    HEADING = "heading"
    ROW = "row"
    CODE = "code"
    ENDPOINT = "endpoint"
    """A line about an endpoint, which stands there no more."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement; `heading` is the title above it, `parent` the line ending in a colon that its list hangs on."""

    text: str
    kind: Kind
    index: int
    heading: str = ""
    parent: str = ""


LONGEST = 1500
"""Most characters of a clause."""

_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
_BOLD_HEADING = re.compile(r"^\*\*([^*]{1,60})\*\*:?$")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d{1,2}[.)]|[a-z]\))\s+(.*)$")
_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
_FENCE = re.compile(r"^\s*(```|~~~)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"'`(*]*[A-Z0-9])|(?<=[.!?])$")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|approx|max|min|no)\.$", re.IGNORECASE)
_STORY = re.compile(
    r"^as an? (?P<who>[a-z][\w ]{0,30}?),? i (?:want|need|would like|wish|should be able|can|must be able)(?: to)?"
    r"(?: be able to)?\s+(?P<what>.+)$",
    re.IGNORECASE,
)
_SO_THAT = re.compile(r",?\s+so(?: that)? (?:i|they|we|he|she|the|my|it|people|others|users)\b.*$", re.IGNORECASE)
_DASH = re.compile(r"\s+-{1,2}\s+")
_EMPHASIS = re.compile(r"(\*\*|__(?![a-z_]+__(?!\S)))(?=\S)(.+?)(?<=\S)\1")


def clauses(text: str) -> tuple[Clause, ...]:
    """All clauses of a text, in order."""
    found: list[Clause] = []
    heading = parent = ""
    paragraph: list[str] = []
    code: list[str] | None = None

    def add(piece: str, kind: Kind) -> None:
        found.append(Clause(piece, kind, len(found), heading, parent))

    def flush() -> None:
        nonlocal parent
        if not paragraph:
            return
        whole = " ".join(paragraph)
        paragraph.clear()
        parent = ""
        for sentence in sentences(whole):
            add(_plain(sentence, first=not found), Kind.PROSE)
        if whole.endswith(":"):
            parent = whole

    for raw in text.split("\n"):
        if _FENCE.match(raw):
            flush()
            if code is None:
                code = []
            else:
                add("\n".join(code), Kind.CODE)
                code = None
            continue
        if code is not None:
            code.append(raw)
            continue
        line = _EMPHASIS.sub(r"\2", raw.rstrip())
        title = _HEADING.match(line) or _BOLD_HEADING.match(raw.strip())
        bullet, row = _BULLET.match(line), _ROW.match(line)
        if title:
            flush()
            heading, parent = title[1].strip(" :"), ""
            add(heading, Kind.HEADING)
        elif row:
            flush()
            add(row[1].strip(), Kind.ROW)
        elif bullet:
            flush_parent = parent
            flush()
            parent = parent or flush_parent
            for sentence in sentences(bullet[1].strip()):
                add(_plain(sentence, first=False), Kind.BULLET)
        elif not line.strip():
            flush()
        else:
            if paragraph and _stands_alone(paragraph[-1], line):
                flush()
            paragraph.append(line.strip())
    flush()
    if code:
        add("\n".join(code), Kind.CODE)
    return tuple(replace(clause, index=at) for at, clause in enumerate(found) if clause.text.strip(" .|-"))


def _plain(sentence: str, first: bool) -> str:
    """A user story becomes a plain statement, a dash behind the name of the whole a colon, alternatives brackets."""
    sentence = bracketed(sentence)
    story = _STORY.match(sentence)
    if story:
        return f"{plural(story['who'].strip().lower())} can {_SO_THAT.sub('', story['what'])}"
    if first and ":" not in sentence and "," in sentence:
        return _DASH.sub(": ", sentence, count=1)
    return sentence


def sentences(text: str) -> list[str]:
    """Splits at sentence ends and at semicolons outside of parentheses."""
    pieces: list[str] = []
    for part in _outside(text, ";"):
        start = 0
        for end in _SENTENCE_END.finditer(part):
            piece = part[start : end.start()].strip()
            if _ABBREVIATION.search(piece) or _open(piece):
                continue
            pieces.append(piece)
            start = end.end()
        pieces.append(part[start:].strip())
    return [short for piece in pieces if piece.strip(" .") for short in _bounded(piece)]


def _bounded(piece: str) -> list[str]:
    """A sentence without an end is cut at words, so that no reader sees more than `LONGEST` characters."""
    out = []
    while len(piece) > LONGEST:
        cut = piece.rfind(" ", LONGEST // 2, LONGEST)
        cut = cut if cut > 0 else LONGEST
        out.append(piece[:cut])
        piece = piece[cut:].lstrip()
    return [*out, piece] if piece else out


def _stands_alone(before: str, line: str) -> bool:
    """A new line starts a statement of its own: `Book: title, author` under `Author: name`."""
    return before.endswith((".", ":", "!", "?", ";")) or bool(re.match(r"^[A-Z][\w ]{0,40}\s*[:(]", line.strip()))


def _outside(text: str, mark: str) -> list[str]:
    pieces, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        if letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth = max(0, depth - 1)
        elif letter == mark and depth == 0:
            pieces.append(text[start:at])
            start = at + 1
    pieces.append(text[start:])
    return pieces


def _open(piece: str) -> bool:
    return piece.count("(") > piece.count(")")
