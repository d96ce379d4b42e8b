"""Values on the bounds of a type, all of which must be taken."""

import base64
from collections.abc import Callable

from pydantic import JsonValue

from tools.blueprint.characters import holding
from tools.blueprint.plan.values import ValueType
from tools.blueprint.samples import numbers, strings
from tools.blueprint.samples.example import example, of_length, usual_of_length

LONGEST_PLAIN = 20_000
"""Longest string that is worth sending; some bounds lie beyond what a body may hold."""

_SHORTEST = {"email": len("a@a.b"), "url": len("http://a")}
_BEYOND_BMP = "\U0001f600"
"""One code point, but two UTF-16 units and four UTF-8 bytes."""


def valid_edges(type: ValueType, name: str = "value") -> list[JsonValue]:
    """Values in wire form that lie on the bounds of the type, and legal ones that are often refused by mistake."""
    found: list[JsonValue] = []
    for value in _MAKERS[type.kind](type, name):
        if not any(value == other and value.__class__ is other.__class__ for other in found):
            found.append(value)
    return found


def string_lengths(type: ValueType) -> tuple[int, ...]:
    """Shortest and longest length of a string of the type, as far as they can be made."""
    least, most = type.min_length or 0, type.max_length or LONGEST_PLAIN
    if type.pattern is None:
        return (least, most) if most <= LONGEST_PLAIN else (least,)
    shortest = max(least, _SHORTEST.get(type.kind, 0))
    if usual_of_length(type, shortest) and usual_of_length(type, most):
        return (shortest, most)
    possible = strings.lengths(type.pattern, least, most)
    return (possible[0], possible[-1]) if possible else ()


def _string(type: ValueType, name: str) -> list[JsonValue]:
    lengths = string_lengths(type)
    found: list[JsonValue] = [of_length(type, length, name) for length in lengths]
    if type.pattern is None:
        if len(lengths) > 1:
            found.append(holding(type.needs, _BEYOND_BMP * lengths[-1]))
        least = max(type.min_length or 0, 1)
        found += [holding(type.needs, " " * least), _padded("'\"; -- \\ <b>&amp;</b> ${x} %s {{y}}", type, least)]
        found.append(_padded("e\u0301 \u00e9 \u202e \u00df \u0130", type, least))
    return found


def _padded(text: str, type: ValueType, least: int) -> str:
    return holding(type.needs, (text + "." * (least - len(text)))[: type.max_length])


def _whole(type: ValueType, name: str) -> list[JsonValue]:
    low, high = numbers.whole_bounds(type)
    return [low, high, *(value for value in (0, -1, 1) if low <= value <= high)]


def _decimal(type: ValueType, name: str) -> list[JsonValue]:
    low, high = numbers.scaled_bounds(type)
    scale = type.scale or 0
    found: list[JsonValue] = [numbers.decimal_text(units, scale) for units in (low, high)]
    if low <= 0 <= high:
        found += ["0", "-0"]
    unit = 10**scale
    found += [str(whole) for whole in (1, -1) if low <= whole * unit <= high and (type.precision or 0) > scale]
    if scale and low <= unit // 10 <= high:
        found.append("0.1")
    return found


def _float(type: ValueType, name: str) -> list[JsonValue]:
    bounds = [float(bound) for bound in (type.minimum, type.maximum) if bound is not None]
    usual = [0.0, 0.1, -2.5, 1e-9, 1e15]
    return [*bounds, *(value for value in usual if _within(type, value))]


def _within(type: ValueType, value: float) -> bool:
    low, high = type.minimum, type.maximum
    return (low is None or value >= low) and (high is None or value <= high)


def _uuid(type: ValueType, name: str) -> list[JsonValue]:
    return [
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "019BA4C8-ABCD-7ABC-8DEF-0123456789AB",
    ]


def _datetime(type: ValueType, name: str) -> list[JsonValue]:
    return [
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z",
        "2024-02-29T23:59:59+05:30",
        "2026-03-01T00:30:00.123456789-08:00",
        "2026-01-01T00:00:00.5Z",
    ]


def _binary(type: ValueType, name: str) -> list[JsonValue]:
    most = type.max_length or 0
    sizes = [type.min_length or 0, *([most] if most <= LONGEST_PLAIN else [])]
    return [base64.b64encode(bytes(255 - n % 256 for n in range(size))).decode() for size in sizes]


def _array(type: ValueType, name: str) -> list[JsonValue]:
    assert type.items is not None
    items = type.items
    return [[], [example(items, seed, name) for seed in range(type.max_items or 1)]]


_MAKERS: dict[str, Callable[[ValueType, str], list[JsonValue]]] = {
    "string": _string,
    "text": _string,
    "email": _string,
    "url": _string,
    "int32": _whole,
    "int64": _whole,
    "decimal": _decimal,
    "float": _float,
    "bool": lambda type, name: [True, False],
    "uuid": _uuid,
    "date": lambda type, name: ["0001-01-01", "9999-12-31", "2024-02-29"],
    "datetime": _datetime,
    "json": lambda type, name: [{}, [], {"a": [1, -2.5, True, None, "\u00e9\U0001f600", {"": []}]}],
    "binary": _binary,
    "enum": lambda type, name: list(type.values),
    "array": _array,
}
