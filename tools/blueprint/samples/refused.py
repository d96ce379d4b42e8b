"""Values that a type must refuse, each with the code that tells why."""

import base64
import re
from collections.abc import Callable

from pydantic import JsonValue

from tools.blueprint.characters import code_of, lacking
from tools.blueprint.plan.values import ValueType
from tools.blueprint.samples import numbers
from tools.blueprint.samples.edges import LONGEST_PLAIN, string_lengths
from tools.blueprint.samples.example import example, of_length, usual_of_length

Refused = list[tuple[JsonValue, str]]

_JSON_BYTES = 65_536


def invalid(type: ValueType, name: str = "value") -> Refused:
    """Values in wire form that break exactly one rule of the type, with the code of the field error.

    Codes: type, min_length, max_length, pattern, minimum, maximum, enum, format. Null is not among the values.
    """
    return _MAKERS[type.kind](type, name)


def _string(type: ValueType, name: str) -> Refused:
    found: Refused = [(5, "type"), (True, "type"), ([], "type"), ({}, "type")]
    lengths = string_lengths(type)
    if type.pattern is None:
        if type.min_length:
            found.append((of_length(type, type.min_length - 1, name), "min_length"))
        if type.max_length and type.max_length < LONGEST_PLAIN:
            found.append((of_length(type, type.max_length + 1, name), "max_length"))
        found.append(("\0" * max(type.min_length or 0, 1), "format"))
        valid = example(type, 0, name)
        assert isinstance(valid, str)
        found += [(lacking(kind, valid), code_of(kind)) for kind in type.needs]
    elif lengths:
        valid = of_length(type, lengths[-1], name)
        found += [(text, "pattern") for text in _broken(valid, type)]
        if type.max_length and usual_of_length(type, type.max_length + 1):
            found.append((of_length(type, type.max_length + 1, name), "max_length"))
    return found


def _broken(valid: str, type: ValueType) -> list[str]:
    """Strings of a legal length that a pattern with readable matches does not take."""
    assert type.pattern is not None
    spoilt = [valid[:-1] + char for char in ("\n", "\0", "\u0661", "!", " ")] if valid else []
    return [text for text in spoilt if not re.fullmatch(type.pattern, text)]


def _whole(type: ValueType, name: str) -> Refused:
    low, high = numbers.whole_bounds(type)
    return [
        (str(low), "type"),
        (1.5, "type"),
        (True, "type"),
        ([], "type"),
        (low - 1, "minimum"),
        (high + 1, "maximum"),
    ]


def _decimal(type: ValueType, name: str) -> Refused:
    low, high = numbers.scaled_bounds(type)
    scale = type.scale or 0
    digits = max(1, (type.precision or 0) - scale)
    found: Refused = [(1.5, "type"), (1, "type"), (True, "type")]
    found += [(text, "format") for text in ("", "abc", "1e2", "+1", " 1", "1.", ".5", "1,5", "NaN", "\u0661")]
    found += [("1" * (digits + 1), "format"), (f"0.{'0' * scale}1", "format")]
    limit = 10 ** (type.precision or 0) - 1
    if low > -limit:
        found.append((numbers.decimal_text(low - 1, scale), "minimum"))
    if high < limit:
        found.append((numbers.decimal_text(high + 1, scale), "maximum"))
    return found


def _float(type: ValueType, name: str) -> Refused:
    found: Refused = [("1.5", "type"), (True, "type"), ([], "type")]
    if type.minimum is not None:
        found.append((float(type.minimum) - 1, "minimum"))
    if type.maximum is not None:
        found.append((float(type.maximum) + 1, "maximum"))
    return found


def _formatted(*texts: str) -> Callable[[ValueType, str], Refused]:
    def make(type: ValueType, name: str) -> Refused:
        return [(5, "type"), (True, "type"), *((text, "format") for text in ("", "x", *texts))]

    return make


def _json(type: ValueType, name: str) -> Refused:
    return [
        ("text", "type"),
        (5, "type"),
        (True, "type"),
        ({"a": "\0"}, "format"),
        ({"a": "x" * _JSON_BYTES}, "max_length"),
    ]


def _binary(type: ValueType, name: str) -> Refused:
    found: Refused = [(5, "type"), ("*", "format"), ("AAA", "format"), ("AA-_", "format"), ("AAAA\n", "format")]
    if type.min_length:
        found.append((base64.b64encode(bytes(type.min_length - 1)).decode(), "min_length"))
    if type.max_length and type.max_length < LONGEST_PLAIN:
        found.append((base64.b64encode(bytes(type.max_length + 1)).decode(), "max_length"))
    return found


def _enum(type: ValueType, name: str) -> Refused:
    candidates = ("", "no such value", type.values[0].upper(), f"{type.values[0]} ")
    return [(5, "type"), (True, "type"), *((text, "enum") for text in candidates if text not in type.values)]


def _array(type: ValueType, name: str) -> Refused:
    assert type.items is not None
    items = type.items
    most = type.max_items or 0
    return [
        ("x", "type"),
        ({}, "type"),
        ([example(items, seed, name) for seed in range(most + 1)], "max_length"),
    ]


_MAKERS: dict[str, Callable[[ValueType, str], Refused]] = {
    "string": _string,
    "text": _string,
    "email": _string,
    "url": _string,
    "int32": _whole,
    "int64": _whole,
    "decimal": _decimal,
    "float": _float,
    "bool": lambda type, name: [("true", "type"), (1, "type"), (0, "type"), ([], "type")],
    "uuid": _formatted("019ba4c8abcd7abc8def0123456789ab", "{019ba4c8-abcd-7abc-8def-0123456789ab}"),
    "date": _formatted("2026-02-30", "2026-2-3", "0000-01-01", "20260101", "2026-01-01T00:00:00Z", "2026-01-01 "),
    "datetime": _formatted(
        "2026-01-01",
        "2026-01-01T00:00:00",
        "2026-01-01 00:00:00Z",
        "2026-01-01t00:00:00Z",
        "2026-01-01T00:00:00z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T23:59:60Z",
        "2026-02-29T00:00:00Z",
        "2026-01-01T00:00Z",
        "2026-01-01T00:00:00+0100",
        "2026-01-01T00:00:00.Z",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
    ),
    "json": _json,
    "binary": _binary,
    "enum": _enum,
    "array": _array,
}
