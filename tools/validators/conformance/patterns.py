"""Texts that match a pattern of the portable subset, countable: another number gives another text."""

import importlib
import re
from typing import Any

_parser = importlib.import_module("re._parser")
_CATEGORIES = {
    "CATEGORY_DIGIT": "0123456789",
    "CATEGORY_SPACE": " ",
    "CATEGORY_WORD": "abcdefghijklmnopqrstuvwxyz0123456789_",
}
_OPEN_COUNTS = (8, 4, 12, 2, 1, 16, 24, 0, 48, 96)
"""How often an open-ended repetition is tried, best first."""


class _Digits:
    """A number read digit by digit, each in its own base."""

    def __init__(self, number: int) -> None:
        self.rest = number

    def take(self, base: int) -> int:
        self.rest, digit = divmod(self.rest, base)
        return digit


def matching_text(pattern: str, number: int, shortest: int = 0, longest: int | None = None) -> str | None:
    """A text that matches as a whole and keeps the lengths; None when none was found.

    Different numbers give different texts, as long as the pattern has that many.
    """
    tree = _parser.parse(pattern)
    for count in _OPEN_COUNTS:
        text = _render(tree, _Digits(number), count)
        fits = shortest <= len(text) <= (longest if longest is not None else len(text))
        if fits and re.fullmatch(pattern, text):
            return text
    return None


def _render(tree: Any, digits: _Digits, count: int) -> str:
    return "".join(_part(str(kind), argument, digits, count) for kind, argument in tree)


def _part(kind: str, argument: Any, digits: _Digits, count: int) -> str:
    if kind == "LITERAL":
        return chr(argument)
    if kind == "IN":
        choices = _members(argument)
        return choices[digits.take(len(choices))]
    if kind in ("ANY", "NOT_LITERAL"):
        excluded = chr(argument) if argument is not None else ""
        choices = "abcdefghijklmnopqrstuvwxyz".replace(excluded, "") if excluded else "abcdefghijklmnopqrstuvwxyz"
        return choices[digits.take(len(choices))]
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, inner = argument
        times = min(max(least, count), int(most)) if int(most) != least else least
        return "".join(_render(inner, digits, count) for _ in range(times))
    if kind == "SUBPATTERN":
        return _render(argument[-1], digits, count)
    if kind == "BRANCH":
        branches = argument[1]
        return _render(branches[digits.take(len(branches))], digits, count)
    return ""


def _members(items: Any) -> str:
    """The characters of a class; a negated one gives letters and digits outside it."""
    found: list[str] = []
    negated = False
    for kind, argument in items:
        name = str(kind)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            found.append(chr(argument))
        elif name == "RANGE":
            found += [chr(code) for code in range(argument[0], min(argument[1], argument[0] + 200) + 1)]
        elif name == "CATEGORY":
            found += _CATEGORIES.get(str(argument), "")
    if negated:
        return "".join(letter for letter in "abcdefghijklmnopqrstuvwxyz0123456789" if letter not in found)
    return "".join(dict.fromkeys(found))
