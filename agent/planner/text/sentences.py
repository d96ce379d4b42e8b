"""Cuts a text into clauses: sentences, bullets, table rows, headings."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from agent.planner.text.alternatives import bracketed
from agent.planner.text.leads import lead, title, unnumbered
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
    topic: str = ""
    """What the clause is about, where the first words of its paragraph or the title above it say so."""


LONGEST = 1500
"""Most characters of a clause."""

_BEGINS = re.compile(r"^\s*(?:$|[-*+|#{\[]|\d{1,2}[.)]\s|```|~~~|`?(?:GET|POST|PUT|PATCH|DELETE)`?\s)")
"""A line that goes on with nothing."""
_HEADING = re.compile(r"^(?:#{1,6}\s+(?P<marked>.*?)\s*#*|={2,6}\s*(?P<framed>[^=]+?)\s*={2,6})$")
_BOLD_HEADING = re.compile(r"^\*\*([^*]{1,60})\*\*:?$")
_ENDPOINT = re.compile(r"^\s*`?(?:GET|POST|PUT|PATCH|DELETE)`?\s+`?/")
_OBJECT = re.compile(r'^\s*\{\s*"')
_BULLET = re.compile(r"^\s*(?:[-*+]|\d{1,2}[.)]|[a-z]\))\s+(.*)$")
_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
_FENCE = re.compile(r"^\s*(```|~~~)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"'`(*]*[A-Z0-9])|(?<=[.!?])$")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|approx|max|min|no)\.$", re.IGNORECASE)
_STORY = re.compile(
    r"^(?:[A-Z]{1,5}-?\d{1,4}[.:)]?\s+)?"
    r"as an? (?P<who>[a-z][\w ]{0,30}?),? i (?:want|need|would like|wish|should be able|can|must be able)(?: to)?"
    r"(?: be able to)?\s+(?P<what>.+)$",
    re.IGNORECASE,
)
_SO_THAT = re.compile(r",?\s+so(?: that)? (?:i|they|we|he|she|the|my|it|people|others|users)\b.*$", re.IGNORECASE)
_DASH = re.compile(r"\s+-{1,2}\s+")
_EMPHASIS = re.compile(r"(\*\*|__(?![a-z_]+__(?!\S)))(?=\S)(.{1,200}?)(?<=\S)\1")


def clauses(text: str) -> tuple[Clause, ...]:
    """All clauses of a text, in order."""
    return _Cutter().cut(_continued(text.split("\n")))


def _continued(lines: list[str]) -> list[str]:
    """The lines, those joined to a bullet that go on with it."""
    found: list[str] = []
    code = False
    for line in lines:
        code ^= _FENCE.match(line) is not None
        onward = not code and len(line) - len(line.lstrip()) >= 2 and not _BEGINS.match(line)
        if onward and found and _BULLET.match(found[-1]) and not found[-1].rstrip().endswith(":"):
            found[-1] = f"{found[-1].rstrip()} {line.strip()}"
        else:
            found.append(line)
    return found


class _Cutter:
    """Goes through the lines of a text, and keeps what stands above and before the one that it is at."""

    def __init__(self) -> None:
        self._found: list[Clause] = []
        self._heading = self._parent = self._topic = ""
        self._paragraph: list[str] = []
        self._code: list[str] | None = None
        self._apart = True
        """Nothing stands right above the line."""
        self._depth = self._listed = 0
        """How far in the last line of the paragraph stands, and the lines of the list that is gone through."""
        self._block = False
        """Lines that stand further in are about a title without a mark."""

    def cut(self, lines: list[str]) -> tuple[Clause, ...]:
        for at, raw in enumerate(lines):
            if _FENCE.match(raw):
                self._fence()
            elif self._code is not None:
                self._code.append(raw)
            else:
                self._apart = at == 0 or not lines[at - 1].strip()
                self._line(raw, lines[at + 1] if at + 1 < len(lines) else "")
        self._flush("")
        if self._code:
            self._add("\n".join(self._code), Kind.CODE)
        kept = [clause for clause in self._found if clause.text.strip(" .|-\n")]
        return tuple(replace(clause, index=at) for at, clause in enumerate(kept))

    def _add(self, piece: str, kind: Kind) -> None:
        self._found.append(Clause(piece, kind, len(self._found), self._heading, self._parent, self._topic))

    def _fence(self) -> None:
        self._flush("```")
        if self._code is None:
            self._code = []
        else:
            self._add("\n".join(self._code), Kind.CODE)
            self._code = None

    def _line(self, raw: str, following: str) -> None:
        line = raw.rstrip()
        headed = _HEADING.match(line)
        bold = _BOLD_HEADING.match(line.strip())
        bullet, row = _BULLET.match(line), _ROW.match(line)
        if headed or bold:
            self._flush(line)
            self._head((headed["marked"] or headed["framed"] or "") if headed else bold[1] if bold else "")
        elif _UNDERLINE.fullmatch(line.strip()) and len(self._paragraph) == 1 and title(self._paragraph[0]):
            self._head(self._paragraph.pop())
        elif row:
            self._flush("|")
            self._add(_unmarked(row[1].strip()), Kind.ROW)
        elif bullet and not (self._apart and line[:1].isdigit() and _numbered_title(bullet[1], following)):
            above = self._parent
            self._flush("-")
            self._parent = self._parent or above
            self._pieces(bullet[1].strip(), Kind.BULLET)
        elif bullet:
            self._flush(line)
            self._head(bullet[1])
        elif not line.strip():
            self._blank(following)
        elif _ENDPOINT.match(line):
            self._flush(line)
            # What stands right below says more about it.
            self._parent = line.strip()
            self._pieces(line.strip(), Kind.PROSE)
        elif _OBJECT.match(line) and line.count("{") == line.count("}"):
            self._flush("```")
            self._add(line.strip(), Kind.CODE)
        else:
            self._prose(raw)

    def _prose(self, raw: str) -> None:
        """A line of a paragraph; further in than a title it is about that, and behind a colon one of a list."""
        line, depth = raw.strip(), len(raw) - len(raw.lstrip())
        if depth < self._listed:
            self._listed, self._parent = 0, ""
        if self._listed and depth == self._listed:
            self._pieces(line, Kind.BULLET)
            return
        if self._block and depth == 0:
            self._flush(line)
            self._block, self._topic = False, title(self._heading) or ""
        elif self._paragraph and depth > self._depth + 1:
            above = self._paragraph[-1]
            if above.endswith(":"):
                self._flush(line)
                self._listed = depth
                self._pieces(line, Kind.BULLET)
                return
            if len(self._paragraph) == 1 and self._depth == 0 and title(_unmarked(above)) and not above.islower():
                self._flush("- ")
                self._block, self._topic, self._parent = True, self._parent, ""
        elif self._paragraph and _stands_alone(self._paragraph[-1], line):
            self._flush(line)
        self._paragraph.append(line)
        self._depth = depth

    def _head(self, text: str) -> None:
        self._heading, self._parent, self._topic = unnumbered(_unmarked(text.strip(" :"))), "", ""
        self._block, self._listed = False, 0
        self._add(self._heading, Kind.HEADING)
        self._topic = title(self._heading) or ""

    def _blank(self, following: str) -> None:
        """A line alone above a table, a list or code is the title of it, even with nothing between."""
        self._flush(following.strip()[:3])
        if _ENDPOINT.match(self._parent):
            self._parent = ""

    def _flush(self, behind: str) -> None:
        """Ends a paragraph; `behind` begins what follows it."""
        if not self._paragraph:
            return
        lines, self._paragraph = self._paragraph, []
        alone = title(_unmarked(lines[0])) if len(lines) == 1 and _LAID_OUT.match(behind) else None
        if alone is not None and not lines[0].endswith(":") and not alone.islower():
            self._add(alone, Kind.HEADING)
            self._parent = alone
            return
        if len(lines) == 1 and behind.strip() and _SHOUTED.fullmatch(lines[0]):
            self._head(lines[0])
            return
        whole, above = " ".join(lines), self._parent
        self._parent = above if _ENDPOINT.match(above) else ""
        self._pieces(whole, Kind.PROSE)
        about = lead(whole)
        named = about[0] if about is not None else first[1] if (first := _NAMED.match(whole)) else ""
        if whole.endswith(":"):
            self._parent = _unmarked(whole)
        elif named and _LAID_OUT.match(behind):
            self._parent = _unmarked(named)

    def _pieces(self, text: str, kind: Kind) -> None:
        """The sentences of a paragraph or a bullet; what it is about holds for all of them."""
        text = unnumbered(text) if kind is Kind.BULLET else text
        outer = self._topic
        about = lead(text)
        if about is not None:
            self._topic = _unmarked(about[0])
            text = f"{about[0]}: {about[1]}" if about[1] else about[0]
        for piece in sentences(_unmarked(text)):
            self._add(_plain(piece, first=kind is Kind.PROSE and not self._found), kind)
        self._topic = outer


_NAMED = re.compile(r"^(?:\*\*|`)([A-Za-z][^*`]{0,40})(?:\*\*|`)")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_SHOUTED = re.compile(r"[A-Z][A-Z &/-]{2,40}:?")
_LAID_OUT = re.compile(r"\s*(?:\||[-*+]\s|```|~~~|\d{1,2}[.)]\s|-$|\|$)")


def _unmarked(text: str) -> str:
    return _EMPHASIS.sub(r"\2", text)


def _numbered_title(text: str, following: str) -> bool:
    """`2. Data model` with an empty line below it, and no sentence."""
    return not following.strip() and len(text.split()) <= 6 and title(text) is not None and text[:1].isupper()


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
