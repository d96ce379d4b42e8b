"""Reads TypeScript source as far as laying it out asks: brackets, outside texts and patterns."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_OPENING, _CLOSING = "([{", ")]}"
# A slash behind one of these begins a pattern; behind an operand it divides.
_BEFORE_PATTERN = frozenset("(,=:[!&|?{};+-*%<>~^")
_WORD = re.compile(r"(?:^|[^\w$.])(?:return|typeof|case|in|of|await|void)$")


def scan(text: str) -> Iterator[tuple[int, str, int]]:
    """Characters outside texts, templates and patterns, with the depth of the brackets around them."""
    brackets: list[str] = []
    position = 0
    while position < len(text):
        char = text[position]
        if char in "'\"`" or (char == "/" and _begins_pattern(text[:position])):
            position = _end(text, position)
            continue
        generic = char == ">" and brackets[-1:] == ["<"] and text[position - 1] != "="
        if brackets and (char in _CLOSING or generic):
            brackets.pop()
        yield position, char, len(brackets)
        if char in _OPENING or (char == "<" and _is_generic(text, position)):
            brackets.append(char)
        position += 1


def split(items: str, separator: str = ",") -> list[str]:
    """The items of a list, by the separators outside brackets and texts."""
    found, start = [], 0
    for position, char, depth in scan(items):
        if char == separator and depth == 0:
            found.append(items[start:position].strip())
            start = position + 1
    last = items[start:].strip()
    return [*found, last] if last else found


def opening(text: str) -> int:
    """Where the bracket opens that the text ends with; -1 where it ends with none."""
    if text[-1:] not in tuple(_CLOSING):
        return -1
    return max((position for position, char, depth in scan(text) if char in _OPENING and depth == 0), default=-1)


def outside(text: str) -> set[int]:
    """Positions that stand in no bracket, text or pattern."""
    return {position for position, _, depth in scan(text) if depth == 0}


def cut(text: str, operators: Sequence[str], free: set[int] | None = None) -> list[tuple[str, str]]:
    """The operands of these operators outside brackets, each with the operator before it."""
    free = outside(text) if free is None else free
    found, start, operator, position = [], 0, "", 0
    while position < len(text):
        here = next((item for item in operators if position in free and text.startswith(item, position)), None)
        if here is None:
            position += 1
            continue
        found.append((operator, text[start:position]))
        position += len(here)
        start, operator = position, f"{here.strip()} "
    return [*found, (operator, text[start:])]


def calls(text: str) -> list[str]:
    """A chain of calls, cut before each `.name(…)` outside brackets: what it is called on, then the calls."""
    marks = {position: char for position, char, depth in scan(text) if depth == 0}
    starts = []
    for position, char in marks.items():
        if char == "." and re.match(r"\.#?[\w$]+(?:<[^()]*>)?\(", text[position:]):
            starts.append(position)
    if not starts:
        return [text]
    bounds = [0, *starts, len(text)]
    return [text[start:end] for start, end in pairwise(bounds)]


def _begins_pattern(before: str) -> bool:
    known = before.rstrip()
    return not known or known[-1] in _BEFORE_PATTERN or _WORD.search(known) is not None


def _is_generic(text: str, position: int) -> bool:
    """Whether `<` opens a list of types: it stands right behind a name, as no comparison does."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return (before.isalnum() or before in ("_", "$")) and before != "" and after not in ("", " ", "=")


def _end(text: str, start: int) -> int:
    """The position behind a text, a template or a pattern."""
    quote, position, listed = text[start], start + 1, False
    while position < len(text):
        char = text[position]
        if char == "\\":
            position += 2
            continue
        if quote == "`" and text.startswith("${", position):
            position = _end_of_value(text, position + 2)
            continue
        if char == quote and not listed:
            return position + 1
        if quote == "/":
            listed = char == "[" or (listed and char != "]")
        position += 1
    return len(text)


def _end_of_value(text: str, start: int) -> int:
    """The position behind the bracket that closes a value inside a template."""
    for position, char, depth in scan(text[start:]):
        if char == "}" and depth == 0 and _closes(text[start : start + position]):
            return start + position + 1
    return len(text)


def _closes(before: str) -> bool:
    """Whether every bracket before is closed, so that the next one closes what is around."""
    found = [char for _, char, _ in scan(before)]
    return found.count("{") == found.count("}")
