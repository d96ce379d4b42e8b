"""Blanks out what the Blueprint's author wrote, so that only what was generated is looked at.

A text is found whatever its file did to it: quoting, escaping and layout change punctuation and blanks, never letters.
It counts only where a text may stand: in no code, and in no comment of code.
"""

import html
import io
import re
import tokenize
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tools.blueprint.plan.parts import part_names
from tools.validators.static import typescript_source

Zone = tuple[int, int]
Piece = tuple[str, int, int]
"""What a piece of the file stands for, and where it begins and ends."""

_PROSE = frozenset({".graphql", ".html", ".json", ".md", ".sql", ".svg", ".toml"})
_MARKUP = re.compile(r"</?code>|&#?\w+;|.", re.DOTALL)
_ESCAPES = re.compile(r"\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]{1,6}\}|\\U[0-9a-fA-F]{8}|\\.|.", re.DOTALL)
_PLAIN = re.compile(r".", re.DOTALL)
_CUTS = {".py": '…"""', ".ts": "… */"}
"""How a text ends in a comment that had no room for all of it."""


def texts_of(plan: object, suspicious: re.Pattern[str]) -> tuple[str, ...]:
    """Every text of a plan that looks like a placeholder, longest first."""
    found = {text for text in _strings(plan) if suspicious.search(text)}
    return tuple(sorted(found, key=lambda text: (-len(text), text)))


def blanked(path: Path, content: str, texts: Iterable[str]) -> str:
    """The content with blanks where these texts stand; lines keep their numbers."""
    letters = list(content)
    for zone in _zones(path, content):
        for start, end in _occurrences(path, content, zone, texts):
            letters[start:end] = [char if char == "\n" else " " for char in letters[start:end]]
    return "".join(letters)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(key)
            yield from _strings(item)
    elif not isinstance(value, type):
        for name in part_names(value.__class__):
            yield from _strings(getattr(value, name))


def _zones(path: Path, content: str) -> list[Zone]:
    if path.suffix in _PROSE:
        return [(0, len(content))]
    reader = _TEXTS.get(path.suffix)
    return reader(content) if reader is not None else []


def _python_strings(content: str) -> list[Zone]:
    starts = [0]
    for row in content.split("\n"):
        starts.append(starts[-1] + len(row) + 1)
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(content, newline="\n").readline))
    except (tokenize.TokenError, SyntaxError):
        return []
    return [
        (starts[token.start[0] - 1] + token.start[1], starts[token.end[0] - 1] + token.end[1])
        for token in tokens
        if token.type == tokenize.STRING
    ]


def _occurrences(path: Path, content: str, zone: Zone, texts: Iterable[str]) -> Iterator[Zone]:
    pieces = list(_pieces(path, content, zone))
    skeleton = "".join(piece[0] for piece in pieces)
    cut = _CUTS.get(path.suffix)
    if cut and content.endswith(cut, *zone) and any(_bones(text).startswith(skeleton) for text in texts):
        yield zone
        return
    for text in texts:
        wanted = _bones(text)
        start = skeleton.find(wanted)
        while wanted and start >= 0:
            yield pieces[start][1], pieces[start + len(wanted) - 1][2]
            start = skeleton.find(wanted, start + len(wanted))


def _pieces(path: Path, content: str, zone: Zone) -> Iterator[Piece]:
    """The letters of a zone, one by one, as their author wrote them."""
    grammar, read = _READERS.get(path.suffix, (_PLAIN, str))
    for match in grammar.finditer(content, *zone):
        yield from ((char, match.start(), match.end()) for char in _bones(read(match[0])))


def _bones(text: str) -> str:
    """What no printing changes: letters and digits, and the signs of templates."""
    return "".join(char for char in text.lower() if char.isalnum() or char in "{}%")


def _unescaped(token: str) -> str:
    if len(token) > 2 and token[0] == "\\":
        return chr(int(token[2:].strip("{}"), 16))
    return token if token[0] != "\\" or token[1] not in "abfnrtv" else " "


def _rendered(token: str) -> str:
    return "" if token.startswith(("<code", "</code")) else html.unescape(token)


_TEXTS: dict[str, Callable[[str], list[Zone]]] = {
    ".js": typescript_source.texts,
    ".py": _python_strings,
    ".ts": typescript_source.texts,
}
_READERS: dict[str, tuple[re.Pattern[str], Callable[[str], str]]] = {
    ".html": (_MARKUP, _rendered),
    ".js": (_ESCAPES, _unescaped),
    ".json": (_ESCAPES, _unescaped),
    ".py": (_ESCAPES, _unescaped),
    ".svg": (_MARKUP, _rendered),
    ".toml": (_ESCAPES, _unescaped),
    ".ts": (_ESCAPES, _unescaped),
}
