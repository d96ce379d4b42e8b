"""Values at the edge of what a type takes, and just beyond."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from tools.blueprint.characters import code_of, holding, lacking
from tools.blueprint.plan.values import ValueType
from tools.validators.conformance.samples import (
    EMAIL_LENGTH,
    INT_RANGES,
    URL_LENGTH,
    bounds,
    decimal_text,
    kept,
    quantum,
    sample,
    text_of,
)

NUL = "\0"
TELLING = 6
"""Characters that a number needs to be told from the others."""
LONE_SURROGATE = "\ud800"
HOSTILE = (
    "' OR '1'='1",
    '"; DROP TABLE accounts; --',
    "${jndi:ldap://127.0.0.1/a} {{7*7}} <%= 1 %>",
    "<script>alert(1)</script>",
    "../../../etc/passwd",
    "%00 %27 %s \\u0000 \\",
    "𝒰𝓃𝒾𝒸ℴ𝒹ℯ ☃ 👩‍👩‍👧 e\u0301 \u202eright to left",
    " both ends ",
    "line one\nline two\ttab",
)
"""Texts that are data everywhere: they come back as they were sent."""


DIGITS = {"odd": 9007199254740993}
MORE_DIGITS = {"least": -9223372036854775808, "fraction": 0.1, "big": 1e20}
"""Numbers that lose digits where they are taken for doubles, or for texts; the fewer digits, the later it is seen."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A value that is accepted, and how it is answered."""

    label: str
    sent: object
    answered: object


@dataclass(frozen=True, slots=True)
class Beyond:
    """A value that is refused; `codes` are the field errors that may say so (any, when empty)."""

    label: str
    sent: object
    codes: tuple[str, ...] = ()
    statuses: tuple[int, ...] = (422,)


def edges(kind: ValueType, number: int) -> list[Edge]:
    """Accepted values; `number` keeps texts apart where a column is unique."""
    same = [(label, value, value) for label, value in _plain_edges(kind, number) if _matches(kind, value)]
    found = (*same, *_rewritten(kind, number))
    return [Edge(label, sent, kept(kind, answered)) for label, sent, answered in found]


def _matches(kind: ValueType, value: object) -> bool:
    return kind.pattern is None or (isinstance(value, str) and re.fullmatch(kind.pattern, value) is not None)


def _plain_edges(kind: ValueType, number: int) -> list[tuple[str, object]]:
    match kind.kind:
        case "string" | "text":
            return _text_edges(kind, number)
        case "int32" | "int64":
            return [("least", int(bounds(kind)[0])), ("greatest", int(bounds(kind)[1]))]
        case "decimal":
            low, high = bounds(kind)
            return [("least", decimal_text(low, kind)), ("greatest", decimal_text(high, kind))]
        case "float":
            low, high = bounds(kind)
            inside = [("a third", float(low) + float(min(high - low, Decimal(1))) / 3)]
            return [("least", float(low)), ("greatest", float(high)), *inside]
        case "bool":
            return [("true", True), ("false", False)]
        case "date":
            return [("first day", "0001-01-01"), ("last day", "9999-12-31"), ("leap day", "2024-02-29")]
        case "json":
            return [
                ("array", [1, {"a": []}, "x"]),
                ("empty object", {}),
                ("unicode", {"é☃": "👍", "n": 1.5}),
                ("digits", DIGITS),
                ("more digits", MORE_DIGITS),
            ]
        case "binary":
            sizes = {"least": kind.min_length or 0, "greatest": min(kind.max_length or 1024, 65536)}
            data = {label: (bytes(range(256)) * (size // 256 + 1))[:size] for label, size in sizes.items()}
            return [(label, base64.b64encode(value).decode()) for label, value in data.items()]
        case "enum":
            return [(f"value {value}", value) for value in kind.values]
        case "email":
            most = min(kind.max_length or EMAIL_LENGTH, EMAIL_LENGTH)
            return [("plus sign", f"a.b+c{number}@sub.example.com"), ("longest", _long_email(most, number))]
        case "url":
            most = min(kind.max_length or URL_LENGTH, URL_LENGTH)
            start = f"https://example.com/{number}?q=%C3%A9&x=1#part"
            return [("query and fragment", start), ("longest", start + "a" * (most - len(start)))]
        case "array":
            assert kind.items is not None
            full = [sample(kind.items, number + step) for step in range(kind.max_items or 1)]
            return [("empty", []), ("full", full)]
    return []


def _text_edges(kind: ValueType, number: int) -> list[tuple[str, object]]:
    if kind.pattern is not None:
        return [("another text of the pattern", sample(kind, number + 1))]
    least, most = kind.min_length or 0, kind.max_length
    found: list[tuple[str, object]] = [("shortest", text_of(least, number))]
    if most is not None and most <= 20_000:
        found.append(("longest", text_of(most, number)))
        told = min(most, TELLING)
        found.append(("longest, of code points beyond the basic plane", "😀" * (most - told) + text_of(told, number)))
    tail = f" {number}"
    found += [
        (f"text {index}", text + tail if text.strip() == text else f" {number}{text}")
        for index, text in enumerate(HOSTILE)
        if most is None or least <= len(text + tail) <= most
    ]
    return [(label, holding(kind.needs, str(text))) for label, text in found]


def _long_email(most: int, number: int) -> str:
    name = f"u{number}".ljust(20, "x")
    labels = most - len(name) - len("@") - len(".com")
    host = ""
    while labels > 0:
        part = min(labels, 60)
        host += ("." if host else "") + "d" * (part - (1 if host else 0))
        labels -= part
    return f"{name}@{host.rstrip('.')}.com"


def _rewritten(kind: ValueType, number: int) -> list[tuple[str, object, object]]:
    """Values that are answered in another spelling."""
    match kind.kind:
        case "uuid":
            text = f"ABCDEF00-0000-4000-8000-{number:012X}"
            return [("upper case", text, text.lower())]
        case "int32" | "int64" if bounds(kind)[0] + 1 < bounds(kind)[1]:
            whole = int(bounds(kind)[0]) + 1
            return [("a fraction of zero", float(whole), whole)]
        case "email" if kind.folded:
            text = f"USER.{number}.IN.CAPITALS@EXAMPLE.COM"
            return [("capitals", text, text)]
        case "decimal" if kind.scale:
            allowed = [number for number in (1, 0) if bounds(kind)[0] <= number <= bounds(kind)[1]]
            told = "no digits after the point"
            return [(told, str(number), decimal_text(Decimal(number), kind)) for number in allowed[:1]]
        case "datetime":
            return [
                ("another zone", "2024-02-29T23:59:59.999+05:30", "2024-02-29T18:29:59.999Z"),
                ("a zone in the west", "2024-02-29T20:29:59.999-03:30", "2024-02-29T23:59:59.999Z"),
                ("no fraction", "2024-02-29T23:59:59Z", "2024-02-29T23:59:59.000Z"),
                ("finer than milliseconds", "2024-02-29T23:59:59.123987Z", "2024-02-29T23:59:59.123Z"),
                ("first", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
                ("last", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
            ]
    return []


def beyond(kind: ValueType, number: int) -> list[Beyond]:
    """Values that are refused, each for one reason."""
    wrong: dict[str, object] = {"a list": [], "an object": {}, "true": True, "a number": 7, "a text": "text"}
    for allowed in _json_types(kind):
        wrong.pop(allowed, None)
    found = [Beyond(f"{label} instead", value, ("type", "enum")) for label, value in wrong.items()]
    return found + _beyond_facets(kind, number)


def _json_types(kind: ValueType) -> tuple[str, ...]:
    return {
        "int32": ("a number",), "int64": ("a number",), "float": ("a number",), "bool": ("true",),
        "array": ("a list",), "json": ("a list", "an object"),
    }.get(kind.kind, ("a text",))  # fmt: skip


def _beyond_facets(kind: ValueType, number: int) -> list[Beyond]:
    match kind.kind:
        case "string" | "text":
            return _beyond_text(kind, number)
        case "int32" | "int64":
            return _beyond_integer(kind)
        case "decimal":
            return _beyond_decimal(kind)
        case "float":
            return [*_outside(kind, float, Decimal("0.001")), Beyond("a number as text", "0.5", ("type",))]
        case "bool":
            return [Beyond("true as text", "true", ("type",)), Beyond("one", 1, ("type",))]
        case "enum":
            more = [Beyond("other case", kind.values[0].swapcase(), ("enum",))]
            known = [item for item in more if item.sent not in kind.values]
            return [Beyond("no value of it", "no such value", ("enum",)), Beyond("empty", "", ("enum",)), *known]
        case "array":
            assert kind.items is not None
            items = [sample(kind.items, number + step) for step in range((kind.max_items or 0) + 1)]
            return [Beyond("one item too many", items, ("max_items", "max_length")), Beyond("a null inside", [None])]
        case "json":
            return [
                Beyond("a number instead", 7),
                Beyond("larger than 64 KiB", {"a": "x" * 65_600}),
                Beyond("NUL", {"a": NUL}),
            ]
        case "binary":
            texts = ["not base64!", "QQ", "QQ=", "QUI_"]
            most = kind.max_length
            large = [Beyond("one byte too many", base64.b64encode(b"x" * (most + 1)).decode())] if most else []
            return [Beyond(f"malformed {text!r}", text) for text in texts] + large
    texts = [text for text in _malformed(kind) if kind.pattern is None or not _fits(kind, text)]
    return [Beyond(f"malformed {text[:40]!r}", text) for text in (*texts, NUL)]


def _fits(kind: ValueType, text: str) -> bool:
    return _matches(kind, text) and len(text) <= (kind.max_length or len(text))


def _malformed(kind: ValueType) -> tuple[str, ...]:
    host = "d" * 60
    return {
        "uuid": ("not-a-uuid", "00000000-0000-4000-8000-00000000000", "00000000000040008000000000000000 ", ""),
        "date": (
            "2024-02-30",
            "2023-02-29",
            "2024-1-1",
            "2024-01-01T00:00:00Z",
            "0000-01-01",
            "10000-01-01",
            "20240101",
            "",
        ),
        "datetime": (
            "2024-01-01T00:00:00",
            "2024-01-01 00:00:00Z",
            "2024-01-01T00:00:60Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01t00:00:00z",
            "2024-13-01T00:00:00Z",
            "0001-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-01:00",
            "2024-01-01",
            "1704067200",
            "",
        ),
        "email": (
            "plain",
            "@example.com",
            "a@",
            "a b@example.com",
            "a@b@example.com",
            f"a@{'.'.join([host] * 5)}.com",
            "",
        ),
        "url": (
            "example.com",
            "ftp://example.com",
            "javascript:alert(1)",
            "http://",
            f"https://example.com/{'a' * 2048}",
            "",
        ),
    }.get(kind.kind, ())


def _beyond_text(kind: ValueType, number: int) -> list[Beyond]:
    found = [
        Beyond("NUL", f"a{NUL}b"),
        Beyond("lone surrogate", f"a{LONE_SURROGATE}", statuses=(400, 422)),
    ]
    if kind.min_length and kind.pattern is None:
        found.append(Beyond("one character too few", text_of(kind.min_length - 1, number), ("min_length",)))
    if kind.max_length is not None and kind.pattern is None:
        found.append(Beyond("one character too many", text_of(kind.max_length + 1, number), ("max_length",)))
        found.append(Beyond("one code point too many", "😀" * (kind.max_length + 1), ("max_length",)))
    good = str(sample(kind, number))
    found += [Beyond(f"no {need} in it", lacking(need, good), (code_of(need),)) for need in kind.needs]
    if kind.pattern is not None:
        tries = (
            "",
            "!",
            good + "!",
            good + "\n",
            "\n" + good,
            " " + good,
            good + "x" * 300,
            "\u0663" * len(good),
            good.swapcase(),
        )
        codes = ("pattern", "min_length", "max_length")
        found += [Beyond(f"{text[:40]!r}", text, codes) for text in tries if not re.fullmatch(kind.pattern, text)]
    return found


def _beyond_integer(kind: ValueType) -> list[Beyond]:
    least, greatest = INT_RANGES[kind.kind]
    codes = ("type", "minimum", "maximum")
    found = _outside(kind, int, Decimal(1))
    found += [
        Beyond("a number as text", "1", ("type",)),
        Beyond("a fraction", 1.5, ("type",)),
    ]
    return [
        *found,
        Beyond("below the type", least - 1, codes),
        Beyond("above the type", greatest + 1, codes),
        Beyond("huge", 10**30, codes),
    ]


def _beyond_decimal(kind: ValueType) -> list[Beyond]:
    found = _outside(kind, lambda value: decimal_text(value, kind), quantum(kind))
    texts = ["", "abc", "NaN", "Infinity", "1e3", "+1", " 1", "1 ", "1,0", "0x1", ".5", "1.", "١"]
    found += [Beyond(f"malformed {text!r}", text) for text in texts]
    found.append(Beyond("too many digits after the point", f"1.{'0' * (kind.scale or 0)}1"))
    return [
        *found,
        Beyond("too many digits", "9" * ((kind.precision or 0) - (kind.scale or 0) + 1)),
        Beyond("a JSON number", 1.5, ("type",)),
    ]


def _outside(kind: ValueType, spell: Callable[[Decimal], object], step: Decimal) -> list[Beyond]:
    """Just below the least and just above the greatest value that were asked for."""
    found = []
    if kind.minimum is not None:
        found.append(Beyond("below its minimum", spell(kind.minimum - step), ("minimum", "type", "format", "pattern")))
    if kind.maximum is not None:
        found.append(Beyond("above its maximum", spell(kind.maximum + step), ("maximum", "type", "format", "pattern")))
    return found
