"""Rate limits of a payload."""

import re
from collections.abc import Mapping
from typing import Any

from agent.planner.notes import Notes
from agent.planner.payload.fields import Fields
from agent.planner.payload.switches import refused, switched_off, wanted
from agent.planner.payload.values import key_word, mapping, text, whole
from agent.planner.sketch import Sketch
from tools.errors import BadInput, Contradiction

_SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "s": 1,
    "m": 60,
    "h": 3600,
    "d": 86_400,
    "min": 60,
    "sec": 1,
}
_RATE = re.compile(
    r"^\s*(\d{1,7})\s*(?:requests?|req)?\s*(?:/|per)\s*(\d{1,5})?\s*(second|sec|minute|min|hour|day|s|m|h|d)s?\s*$",
    re.IGNORECASE,
)
_OF_ONE_CALLER = frozenset({"user", "account", "client", "ip", "caller", "address", "key"})


def rate_limit(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """True, false, a number (requests a minute), `"100/minute"`, or an object."""
    if refused(value):
        sketch.api.rate_limit = False
    elif wanted(value):
        sketch.api.rate_limit = True
    elif isinstance(value, int | float):
        sketch.api.rate_limit = (whole(value, path, 1, 1_000_000), 60)
        notes.assume(f"{path}: {int(value)} requests are meant per minute.")
    elif isinstance(value, str):
        match = _RATE.match(text(value, path))
        if match is None:
            raise BadInput(
                f"{path}: `{value[:60]}` is no rate.", hint="Write `100/minute`.", code="bad-payload", path=path
            )
        seconds = int(match[2] or 1) * _SECONDS[match[3].lower()]
        sketch.api.rate_limit = (whole(int(match[1]), path, 1, 1_000_000), whole(seconds, path, 1, 86_400))
    else:
        _object(mapping(value, path), path, sketch, notes)


def _object(data: Mapping[str, Any], path: str, sketch: Sketch, notes: Notes) -> None:
    fields = Fields(data, path, notes)
    off = switched_off(fields)
    a_minute = fields.take("requests_per_minute")
    requests = fields.take("requests", "limit", "max", "max_requests", "rate")
    window = fields.take("window_seconds", "seconds", "window", "per", "interval", "period")
    millis = fields.take("window_ms")
    _scope(fields, notes)
    fields.report()
    if off:
        sketch.api.rate_limit = False
        return
    windows = [seconds for seconds in (_window(window), _millis(millis), 60 if a_minute else None) if seconds]
    if len(set(windows)) > 1:
        raise Contradiction(*(f"{path} counts in {seconds} seconds" for seconds in windows[:2]))
    if requests is not None and a_minute is not None and requests[1] != a_minute[1]:
        raise Contradiction(*(f"{where} is {said}" for where, said in (requests, a_minute)))
    requests = requests or a_minute
    if requests is None:
        if windows:
            notes.leave(f"{path}: it says how long, and not how many requests.")
        sketch.api.rate_limit = True
    elif isinstance(requests[1], str) and not windows:
        rate_limit(requests[1], requests[0], sketch, notes)
    else:
        if not windows:
            notes.assume(f"{requests[0]}: the requests are meant per minute.")
        sketch.api.rate_limit = (whole(requests[1], requests[0], 1, 1_000_000), windows[0] if windows else 60)


def _scope(fields: Fields, notes: Notes) -> None:
    """Requests are counted for one account, or one address where there is none."""
    scope = fields.take("scope", "key_by")
    if scope is None:
        return
    words = set(key_word(text(scope[1], scope[0])).split("_")) - {"per", "by", "and", "or"}
    told = f"{scope[0]}: requests are counted for one account, or one address where nobody is signed in"
    if words <= _OF_ONE_CALLER:
        notes.assume(f"{told}.")
    else:
        notes.leave(f"{told}; not `{str(scope[1])[:60]}`.")


def _window(given: tuple[str, Any] | None) -> int | None:
    if given is None:
        return None
    path, value = given
    if not isinstance(value, str):
        return whole(value, path, 1, 86_400)
    match = re.fullmatch(r"\s*(\d{1,5})?\s*([a-z]+?)s?\s*", value.lower())
    if match is None or match[2] not in _SECONDS:
        raise BadInput(
            f"{path}: `{value[:60]}` is no length of time.",
            hint="Write `1 minute` or seconds.",
            code="bad-payload",
            path=path,
        )
    return whole(int(match[1] or 1) * _SECONDS[match[2]], path, 1, 86_400)


def _millis(given: tuple[str, Any] | None) -> int | None:
    if given is None:
        return None
    return whole(whole(given[1], given[0], 1000, 86_400_000) // 1000, given[0], 1, 86_400)
