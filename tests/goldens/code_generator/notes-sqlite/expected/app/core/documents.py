"""JSON documents as RFC 8259 has them."""

import json
from collections import deque
from collections.abc import Iterator
from typing import Any

from app.core import cases
from app.core.errors import Problem

_DEEPEST = 100
"""Levels of nesting: well below what the reader of the models can take."""


def parse(body: bytes) -> Any:
    """Return the JSON value; refuses (400) what RFC 8259 does not allow, members named twice, and great depth."""
    try:
        document = json.loads(body.decode("utf-8"), object_pairs_hook=_members, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Problem(cases.MALFORMED, "The body is not well-formed JSON.") from None
    if any(depth > _DEEPEST for _, _, depth in _walk(document)):
        raise Problem(cases.MALFORMED, f"The body may be nested {_DEEPEST} levels deep at most.")
    return document


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("an object names a member twice")
    return members


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def torn_places(document: Any) -> Iterator[str]:
    """Yield the places of strings with lone surrogates, which no UTF-8 text can hold."""
    for value, pointer, _ in _walk(document):
        if isinstance(value, str) and any("\ud800" <= char <= "\udfff" for char in value):
            yield pointer


def _walk(document: Any) -> Iterator[tuple[Any, str, int]]:
    """Yield every value and every name of a member, with its JSON pointer and how deep it stands."""
    waiting: deque[tuple[Any, str, int]] = deque([(document, "", 0)])
    while waiting:
        value, pointer, depth = waiting.popleft()
        yield value, pointer, depth
        if isinstance(value, dict):
            waiting.extend((key, pointer, depth) for key in value)
            waiting.extend((item, f"{pointer}/{key}", depth + 1) for key, item in value.items())
        elif isinstance(value, list):
            waiting.extend((item, f"{pointer}/{position}", depth + 1) for position, item in enumerate(value))
