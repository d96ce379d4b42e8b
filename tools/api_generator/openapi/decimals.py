"""Bounds of decimals as regular expressions: JSON Schema cannot compare numbers that are written as text."""

from collections.abc import Iterator

from tools.blueprint.plan.values import ValueType
from tools.blueprint.samples.numbers import scaled_bounds

Places = tuple[tuple[int, int], ...]
"""The least and greatest digit at every place, the most significant first."""


def decimal_pattern(type: ValueType) -> str:
    """Anchored: decimals within the bounds, with leading zeros and fewer digits after the point as VALUES.md allows."""
    low, high = scaled_bounds(type)
    scale = type.scale or 0
    width = max(type.precision or 0, scale + 1)
    above = _magnitudes(max(low, 0), high, width, scale) if high >= 0 else ""
    below = _magnitudes(max(-high, 0), -low, width, scale) if low <= 0 else ""
    if above == below:
        return f"^-?{above}$"
    if not below:
        return f"^{above}$"
    if not above:
        return f"^-{below}$"
    return f"^({above}|-{below})$"


def exact_pattern(type: ValueType) -> str:
    """Anchored: how a decimal is answered, with exactly the digits of its scale."""
    scale = type.scale or 0
    more = (type.precision or 0) - scale - 1
    whole = f"(0|[1-9]{_times('[0-9]', 0, more)})" if more > 0 else "[0-9]" if more == 0 else "0"
    fraction = rf"\.{_times('[0-9]', scale, scale)}" if scale else ""
    return f"^-?{whole}{fraction}$"


def _magnitudes(low: int, high: int, width: int, scale: int) -> str:
    """Numbers from `low` to `high` (in units of the last digit, neither negative)."""
    blocks = list(_blocks(str(low).rjust(width, "0"), str(high).rjust(width, "0")))
    texts = [_text(block, scale) for block in blocks]
    return texts[0] if len(texts) == 1 else f"({'|'.join(texts)})"


def _blocks(low: str, high: str) -> Iterator[Places]:
    """The numbers between two of equal width, as products of digit ranges."""
    if not low:
        yield ()
        return
    if set(low) <= {"0"} and set(high) <= {"9"}:
        yield ((0, 9),) * len(low)
        return
    first, last, rest = int(low[0]), int(high[0]), len(low) - 1
    if first == last:
        yield from (((first, first), *block) for block in _blocks(low[1:], high[1:]))
        return
    if low[1:] != "0" * rest:
        yield from (((first, first), *block) for block in _blocks(low[1:], "9" * rest))
        first += 1
    whole = last if high[1:] == "9" * rest else last - 1
    if first <= whole:
        yield ((first, whole), *((0, 9),) * rest)
    if whole < last:
        yield from (((last, last), *block) for block in _blocks("0" * rest, high[1:]))


def _text(block: Places, scale: int) -> str:
    """A block as text: zeros at either end may be left out, but one digit before the point stays."""
    split = len(block) - scale
    whole, fraction = block[:split], block[split:]
    droppable = 0
    while droppable < len(whole) - 1 and whole[droppable][0] == 0:
        droppable += 1
    if len(set(whole[: droppable + 1])) == 1:
        text = _times(_digit(whole[0]), 1, droppable + 1) + _run(whole[droppable + 1 :])
    else:
        text = _optional_before(whole[:droppable]) + _run(whole[droppable:])
    return text + _fraction(fraction)


def _optional_before(places: Places) -> str:
    """Places of which any number of leading ones may be missing."""
    text = ""
    for place, count in _runs(places):
        one = _digit(place)
        text = f"({text}{one})?" if count == 1 and text else text
        if not text:
            text = _times(one, 0, count)
        elif count > 1:
            text = f"({text}{_times(one, count, count)}|{_times(one, 0, count - 1)})"
    return text


def _fraction(places: Places) -> str:
    if not places:
        return ""
    kept = len(places)
    while kept and places[kept - 1][0] == 0:
        kept -= 1
    optional = places[kept:]
    if not kept:
        return f"({_nested_after(optional, point=True)})?"
    return rf"\.{_run(places[:kept])}" + (f"({_nested_after(optional, point=False)})?" if optional else "")


def _nested_after(places: Places, *, point: bool) -> str:
    """The first place, then as many of the others as there are."""
    runs = list(_runs(places))
    text = ""
    for position, (place, count) in reversed(list(enumerate(runs))):
        one, tail = _digit(place), f"({text})?" if text else ""
        if tail and count > 1:
            text = f"({_times(one, count, count)}{tail}|{_times(one, 1, count - 1)})"
        else:
            text = f"{_times(one, 1, count)}{tail}"
        if position == 0 and point:
            text = rf"\.{text}"
    return text


def _runs(places: Places) -> Iterator[tuple[tuple[int, int], int]]:
    start = 0
    for end in range(1, len(places) + 1):
        if end == len(places) or places[end] != places[start]:
            yield places[start], end - start
            start = end


def _run(places: Places) -> str:
    return "".join(_times(_digit(place), count, count) for place, count in _runs(places))


def _digit(place: tuple[int, int]) -> str:
    low, high = place
    return str(low) if low == high else f"[{low}-{high}]"


def _times(one: str, least: int, most: int) -> str:
    if least == most:
        return one if least == 1 else f"{one}{{{least}}}"
    if (least, most) == (0, 1):
        return f"{one}?"
    return f"{one}{{{least},{most}}}"
