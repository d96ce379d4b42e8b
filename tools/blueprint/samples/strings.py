"""Strings of a given length that match a pattern of the portable subset."""

from functools import cache

from tools.blueprint.pattern import Alternatives, Chars, Node, Repeat, Sequence, parse_pattern
from tools.blueprint.samples.choices import Choices
from tools.errors import BadInput

LONGEST = 400
"""Longest string that is looked for; a pattern's longer matches add nothing to a sample."""

_READABLE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_SURROGATES = range(0xD800, 0xE000)
_POOL = 64


def lengths(pattern: str, least: int, most: int) -> tuple[int, ...]:
    """Lengths from `least` to `most` (in code points, at most LONGEST) that a match can have, ascending."""
    mask = _mask(parse_pattern(pattern))
    return tuple(n for n in range(least, min(most, LONGEST) + 1) if mask >> n & 1)


def matching(pattern: str, length: int, choices: Choices) -> str:
    """A match of exactly this length. Raises BadInput when there is none."""
    node = parse_pattern(pattern)
    if length > LONGEST or not _mask(node) >> length & 1:
        raise BadInput(
            f"Nothing of length {length} matches the pattern {pattern}.",
            hint="Change the pattern or the bounds of its length.",
            code="bad-pattern",
        )
    return _build(node, length, choices)


_ALL = (1 << (LONGEST + 1)) - 1


@cache
def _mask(node: Node) -> int:
    """Bit n is set when the node matches something of length n."""
    if isinstance(node, Chars):
        return 0b10
    if isinstance(node, Alternatives):
        result = 0
        for option in node.options:
            result |= _mask(option)
        return result
    if isinstance(node, Sequence):
        return _suffixes(node.items)[0]
    powers = _powers(node)
    result = 0
    for power in powers[node.least :]:
        result |= power
    return result


@cache
def _suffixes(items: tuple[Node, ...]) -> tuple[int, ...]:
    """For every position the lengths that the items from there on can have together."""
    masks = [1]
    for item in reversed(items):
        masks.append(_sums(_mask(item), masks[-1]))
    return tuple(reversed(masks))


@cache
def _powers(node: Repeat) -> tuple[int, ...]:
    """For every count the lengths that so many items can have together."""
    single = _mask(node.item)
    masks = [1]
    most = node.most if node.most is not None else max(LONGEST, node.least)
    while len(masks) <= most and (len(masks) <= node.least or masks[-1] != 0):
        masks.append(_sums(single, masks[-1]))
    return tuple(masks)


def _sums(one: int, other: int) -> int:
    result, shift = 0, 0
    while one:
        if one & 1:
            result |= other << shift
        one >>= 1
        shift += 1
    return result & _ALL


def _build(node: Node, length: int, choices: Choices) -> str:
    if isinstance(node, Chars):
        pool = _pool(node)
        return pool[choices.below(len(pool))]
    if isinstance(node, Alternatives):
        able = [option for option in node.options if _mask(option) >> length & 1]
        return _build(able[choices.below(len(able))], length, choices)
    if isinstance(node, Sequence):
        masks = _suffixes(node.items)[1:]
        return _fill(list(zip(node.items, masks, strict=True)), length, choices)
    powers = _powers(node)
    count = next(n for n in range(node.least, len(powers)) if powers[n] >> length & 1)
    return _fill([(node.item, powers[count - 1 - n]) for n in range(count)], length, choices)


def _fill(parts: list[tuple[Node, int]], length: int, choices: Choices) -> str:
    """Gives every part its share of the length; each comes with the lengths that those after it can have."""
    text = []
    for node, rest in parts:
        own = _mask(node)
        share = next(n for n in range(length + 1) if own >> n & 1 and rest >> (length - n) & 1)
        text.append(_build(node, share, choices))
        length -= share
    return "".join(text)


@cache
def _pool(chars: Chars) -> str:
    """Characters that the class takes: readable ones where it takes any."""
    readable = "".join(char for char in _READABLE if _takes(chars, ord(char)))
    if readable:
        return readable
    starts = (0x20, *(low for low, _ in chars.ranges))
    points = sorted({point for start in starts for point in range(start, start + _POOL) if _takes(chars, point)})
    if not points:
        raise BadInput(
            "A class of the pattern takes only characters that no string may hold.",
            hint="Let the class take a printable character.",
            code="bad-pattern",
        )
    return "".join(map(chr, points[:_POOL]))


def _takes(chars: Chars, point: int) -> bool:
    inside = any(low <= point <= high for low, high in chars.ranges)
    return inside is not chars.negated and 0 < point < 0x110000 and point not in _SURROGATES
