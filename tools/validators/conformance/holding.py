"""Which documents a filter by members passes, as VALUES.md says it."""

import json
import re
from collections.abc import Mapping

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?", re.ASCII)
_GREATEST = 2**53 - 1


def holds(document: object, members: Mapping[str, str]) -> bool:
    """Whether the document is an object with all the members, each meaning its text."""
    if not isinstance(document, Mapping):
        return False
    return all(name in document and _means(text, document[name]) for name, text in members.items())


def _means(text: str, value: object) -> bool:
    if isinstance(value, bool):
        return text == json.dumps(value)
    if isinstance(value, int | float):
        return _NUMBER.fullmatch(text) is not None and abs(float(text)) <= _GREATEST and float(text) == value
    return isinstance(value, str) and text == value
