"""Variables of a play: saved answers, put into later requests; the standard library alone."""

import json
import re
from typing import Any
from urllib.parse import quote

from .buckets import bucket, formatted
from .matching import MISSING

_REFERENCE = re.compile(r"\$\{([^}]+)\}")


class MissingVariable(Exception):
    """A step needs a value that no earlier step saved."""


def pointed(value: Any, pointer: str) -> Any:
    """The part of a JSON value at a JSON pointer, or MISSING."""
    for raw in pointer.split("/")[1:]:
        part = raw.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            return MISSING
    return value


class Uncontrolled(Exception):
    """A step needs somebody who can restart the server or its database."""


class ControlFailed(Exception):
    """Whoever controls the server could not have it do what a step asks for: it did not stop, say."""


class Variables:
    """Saved values by name; ``book/id`` is the part of ``book`` at the pointer ``/id``."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._values = dict(given)

    def set(self, name: str, value: Any) -> None:
        self._values[name] = value

    def get(self, reference: str) -> Any:
        """The value; MissingVariable when it was never saved."""
        name, slash, pointer = reference.partition("/")
        value = self._values.get(name, MISSING)
        found = pointed(value, slash + pointer) if slash and value is not MISSING else value
        if found is MISSING:
            raise MissingVariable(f"no earlier step saved {reference}")
        return found

    def filled(self, template: Any) -> Any:
        """The template with every ``{"$": reference}`` replaced by its value, or by the span that it is in."""
        if isinstance(template, dict):
            if template.keys() == {"$"}:
                return self.get(template["$"])
            if template.keys() == {"$bucket", "of"}:
                return bucket(self.text(template["of"]), template["$bucket"])
            if template.keys() == {"$format", "of"}:
                return self._formatted(template["of"], template["$format"])
            if template.keys() == {"$text"}:
                return self.text(template["$text"])
            return {key: self.filled(value) for key, value in template.items()}
        if isinstance(template, list):
            return [self.filled(value) for value in template]
        return template

    def _formatted(self, moment: Any, format: str) -> Any:
        found = self.filled(moment)
        return None if found is None else formatted(found, format)

    def text(self, template: str) -> str:
        """The text with every ``${reference}`` replaced."""
        return _REFERENCE.sub(lambda match: plain(self.get(match[1])), template)

    def path(self, template: str) -> str:
        """As ``text``, each value quoted as one path segment, ``${reference|capitals}`` in capital letters."""
        return _REFERENCE.sub(self._segment, template)

    def _segment(self, match: re.Match[str]) -> str:
        reference, _, form = match[1].partition("|")
        value = plain(self.get(reference))
        return quote(value.upper() if form == "capitals" else value, safe="")


def plain(value: Any) -> str:
    """A value as it stands in a path, query or header."""
    return value if isinstance(value, str) else json.dumps(value)
