"""Texts that match a pattern of the portable subset, countable: another number gives another text."""

import re

from tools.blueprint.pattern import Alternatives, Chars, Node, Repeat, Sequence, parse_pattern

_OPEN_COUNTS = (8, 4, 12, 2, 1, 16, 24, 0, 48, 96)
"""How often an open-ended repetition is tried, best first."""
_MOST_CHOICES = 100
_USUAL = "abcdefghijklmnopqrstuvwxyz0123456789"


class _Digits:
    """A number read digit by digit, each in its own base."""

    def __init__(self, number: int) -> None:
        self._rest = number

    def take(self, base: int) -> int:
        self._rest, digit = divmod(self._rest, base)
        return digit


def matching_text(pattern: str, number: int, shortest: int = 0, longest: int | None = None) -> str | None:
    """A text that matches as a whole and keeps the lengths; None when none was found.

    Different numbers give different texts, as long as the pattern has that many.
    """
    tree = parse_pattern(pattern)
    for count in _OPEN_COUNTS:
        text = _render(tree, _Digits(number), count)
        fits = shortest <= len(text) <= (longest if longest is not None else len(text))
        if fits and re.fullmatch(pattern, text):
            return text
    return None


def _render(node: Node, digits: _Digits, count: int) -> str:
    match node:
        case Chars():
            choices = _choices(node)
            return choices[digits.take(len(choices))]
        case Sequence(items=items):
            return "".join(_render(item, digits, count) for item in items)
        case Alternatives(options=options):
            return _render(options[digits.take(len(options))], digits, count)
        case Repeat(item=item, least=least, most=most):
            times = max(least, count) if most is None else min(max(least, count), most)
            return "".join(_render(item, digits, count) for _ in range(times))


def _choices(chars: Chars) -> str:
    """Characters of a class; a negated one gives letters and digits outside it."""
    if chars.negated:
        return "".join(c for c in _USUAL if not any(low <= ord(c) <= high for low, high in chars.ranges))
    found = [chr(code) for low, high in chars.ranges for code in range(low, min(high, low + _MOST_CHOICES) + 1)]
    return "".join(dict.fromkeys(found))
