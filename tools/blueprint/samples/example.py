"""A plausible value of a type."""

import base64
import hashlib
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from pydantic import JsonValue

from tools.blueprint.characters import holding, missing
from tools.blueprint.plan.values import ValueType
from tools.blueprint.samples import numbers, strings, words
from tools.blueprint.samples.choices import Choices

_FIRST_DAY = date(2026, 1, 15)
_FIRST_MOMENT = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
_DAYS = 36_500
_LATER = frozenset({"end", "ends", "due", "until", "expires", "returned", "closed", "finished", "delivered"})
_LATER_DAYS = 30
_COMFORTABLE_LENGTH = 8
_FILLER = "abcdefghij"
_BINARY_LENGTH = 12
_PREFERRED_WHOLE = 12
_PREFERRED_HUNDREDTHS = 1250


def example(type: ValueType, seed: int, name: str) -> JsonValue:
    """A value in wire form that satisfies every facet of the type.

    `name` is the snake_case name of what the value is for, and makes it plausible. Neighbouring seeds (from 0)
    give different values as long as the type has them.
    """
    return _MAKERS[type.kind](type, seed, name)


def text(type: ValueType, seed: int, name: str) -> str:
    """A string within the type's lengths that matches its pattern."""
    phrase = words.phrase(name)
    return _fitting(type, phrase if seed == 0 else f"{phrase} {seed}", seed, name)


def of_length(type: ValueType, length: int, name: str) -> str:
    """A string of exactly this many code points that matches the type's pattern."""
    if type.pattern is None:
        return holding(type.needs, _cut(_FILLER, length))
    usual = usual_of_length(type, length)
    return usual if usual is not None else strings.matching(type.pattern, length, Choices(0, name))


def usual_of_length(type: ValueType, length: int) -> str | None:
    """An address of exactly this many code points, where the type is one and its pattern takes usual ones."""
    assert type.pattern is not None
    usual = {"email": f"{_cut(_FILLER, length - 4)}@a.b", "url": f"http://{_cut(_FILLER, length - 7)}"}
    text = usual.get(type.kind, "")
    return text if len(text) == length and re.fullmatch(type.pattern, text) else None


def _cut(text: str, length: int) -> str:
    return (text * (length // len(text) + 1))[: max(length, 0)]


def _fitting(type: ValueType, wanted: str, seed: int, name: str) -> str:
    """`wanted` where it satisfies the type, else a made-up string that does."""
    least, most = type.min_length or 0, type.max_length or strings.LONGEST
    if len(wanted) < least and type.pattern is None:
        wanted = (f"{wanted} " * (least // (len(wanted) + 1) + 1))[: least - 1] + "."
    wanted = holding(type.needs, wanted)
    if _fits(type, wanted):
        return wanted
    pattern = type.pattern or f"[a-z0-9]{{{least},{min(most, strings.LONGEST)}}}"
    possible = strings.lengths(pattern, least, most)
    length = next((n for n in possible if n >= _COMFORTABLE_LENGTH), possible[-1] if possible else least)
    found = strings.matching(pattern, length, Choices(seed, name))
    # What tells the seeds apart stands first, and stays.
    return found if type.pattern is not None else holding(type.needs, found[::-1])[::-1]


def _fits(type: ValueType, text: str) -> bool:
    least, most = type.min_length or 0, type.max_length or strings.LONGEST
    return (
        not missing(type.needs, text)
        and least <= len(text) <= most
        and (type.pattern is None or re.fullmatch(type.pattern, text) is not None)
    )


def _start(low: int, high: int, wanted: int) -> int:
    """The wanted number, or one in the middle of what is allowed."""
    return wanted if low <= wanted <= high else (max(low, min(high, 0)) + high) // 2


def _whole(type: ValueType, seed: int, name: str) -> int:
    low, high = numbers.whole_bounds(type)
    start = _start(low, high, _PREFERRED_WHOLE)
    return low + (start - low + seed) % (high - low + 1)


def _decimal(type: ValueType, seed: int, name: str) -> str:
    low, high = numbers.scaled_bounds(type)
    scale = type.scale or 0
    start = _start(low, high, _PREFERRED_HUNDREDTHS * 10**scale // 100)
    return numbers.decimal_text(low + (start - low + seed) % (high - low + 1), scale)


def _float(type: ValueType, seed: int, name: str) -> float:
    low = None if type.minimum is None else float(type.minimum)
    high = None if type.maximum is None else float(type.maximum)
    if low is not None and high is not None:
        return min(high, low + (high - low) * (1 + seed % 63) / 64)
    if low is not None:
        return low + 1.5 + seed
    return (high or 0.0) - 1.5 - seed if high is not None else 1.5 + seed


def _uuid(type: ValueType, seed: int, name: str) -> str:
    digits = hashlib.sha256(f"{name}:{seed}".encode()).hexdigest()
    return f"019ba4c8-{digits[:4]}-7{digits[4:7]}-{'89ab'[int(digits[7], 16) % 4]}{digits[8:11]}-{digits[11:23]}"


def _days(seed: int, name: str) -> timedelta:
    later = _LATER & set(name.split("_"))
    return timedelta(days=seed % _DAYS + (_LATER_DAYS if later else 0))


def _date(type: ValueType, seed: int, name: str) -> str:
    return (_FIRST_DAY + _days(seed, name)).isoformat()


def _datetime(type: ValueType, seed: int, name: str) -> str | int:
    moment = _FIRST_MOMENT + _days(seed, name)
    match type.format:
        case "date":
            return moment.date().isoformat()
        case "unix":
            return int(moment.timestamp())
        case "unix_ms":
            return int(moment.timestamp()) * 1000
    return f"{moment.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def _binary(type: ValueType, seed: int, name: str) -> str:
    length = min(max(type.min_length or 0, _BINARY_LENGTH), type.max_length or _BINARY_LENGTH)
    block = hashlib.sha256(f"{name}:{seed}".encode()).digest()
    return base64.b64encode((block * (length // len(block) + 1))[:length]).decode()


def _email(type: ValueType, seed: int, name: str) -> str:
    return _address(type, seed, name, (f"{words.slug(name)}{seed or ''}@example.com", f"u{seed}@a.b"))


def _url(type: ValueType, seed: int, name: str) -> str:
    path = f"{words.slug(name)}{f'/{seed}' if seed else ''}"
    return _address(type, seed, name, (f"https://example.com/{path}", f"http://a.b/{seed}"))


def _address(type: ValueType, seed: int, name: str, wanted: tuple[str, ...]) -> str:
    """The first address that fits; the type's own pattern may want another kind."""
    fitting = (text for text in wanted if _fits(type, text))
    return next(fitting, None) or _fitting(type, wanted[0], seed, name)


def _array(type: ValueType, seed: int, name: str) -> list[JsonValue]:
    assert type.items is not None
    count = min(2, type.max_items or 2)
    return [example(type.items, seed * count + position, name) for position in range(count)]


def _object(type: ValueType, seed: int, name: str) -> dict[str, JsonValue]:
    return {member.wire: example(member.type, seed, member.name.snake) for member in type.members}


_MAKERS: dict[str, Callable[[ValueType, int, str], JsonValue]] = {
    "string": text,
    "text": text,
    "int32": _whole,
    "int64": _whole,
    "decimal": _decimal,
    "float": _float,
    "bool": lambda type, seed, name: seed % 2 == 0,
    "uuid": _uuid,
    "date": _date,
    "datetime": _datetime,
    "json": lambda type, seed, name: {"note": words.phrase(name), "count": seed},
    "binary": _binary,
    "enum": lambda type, seed, name: type.values[seed % len(type.values)],
    "email": _email,
    "url": _url,
    "array": _array,
    "object": _object,
}
