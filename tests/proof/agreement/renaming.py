"""Answers of two servers compared, up to a renaming of what each makes up: ids, times, tokens, tags, cursors."""

import re
from typing import Any

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_OPAQUE = re.compile(r"[A-Za-z0-9_\-.=+/]{16,}")
_MADE_UP = re.compile(r"(cursor|token|etag|set-cookie|location|link)$", re.IGNORECASE)
"""Members and headers whose texts are a server's own; any other text is somebody's, and the same everywhere."""
HEADERS = (
    "content-type", "location", "etag", "allow", "www-authenticate", "retry-after", "link", "cache-control",
    "content-disposition", "idempotency-replayed", "content-language", "accept-post", "set-cookie",
)  # fmt: skip


class Renaming:
    """What the one server calls something, and what the other calls it: one name each, both ways."""

    def __init__(self) -> None:
        self._there: dict[str, str] = {}
        self._here: dict[str, str] = {}

    def names(self, here: str, there: str) -> bool:
        """Whether the two may name the same thing; from now on they do."""
        return self._there.setdefault(here, there) == there and self._here.setdefault(there, here) == here

    def differences(self, here: Any, there: Any, where: str = "") -> list[str]:
        """What is not the same of two JSON values, and where."""
        if isinstance(here, dict) and isinstance(there, dict):
            return self._members(here, there, where)
        if isinstance(here, list) and isinstance(there, list):
            if len(here) != len(there):
                return [f"{where or '/'}: {len(here)} items, and {len(there)}"]
            pairs = enumerate(zip(here, there, strict=True))
            return [told for place, (a, b) in pairs for told in self.differences(a, b, f"{where}/{place}")]
        if isinstance(here, str) and isinstance(there, str) and self._same_text(here, there, where):
            return []
        # True is no 1, and 1.0 no 1: what is printed counts.
        return [] if repr(here) == repr(there) else [f"{where or '/'}: {here!r}, and {there!r}"]

    def _members(self, here: dict[str, Any], there: dict[str, Any], where: str) -> list[str]:
        if here.keys() != there.keys():
            return [f"{where or '/'}: members {sorted(here)}, and {sorted(there)}"]
        return [told for name in here for told in self.differences(here[name], there[name], f"{where}/{name}")]

    def _same_text(self, here: str, there: str, where: str) -> bool:
        if here == there:
            # An id that one server made up never stands in the answer of the other.
            return True
        if _MOMENT.fullmatch(here) and _MOMENT.fullmatch(there):
            return True
        mine, theirs = _UUID.findall(here), _UUID.findall(there)
        if mine and len(mine) == len(theirs) and _UUID.sub("", here) == _UUID.sub("", there):
            return all(self.names(a, b) for a, b in zip(mine, theirs, strict=True))
        if _MADE_UP.search(where) and _OPAQUE.fullmatch(here.strip('"')) and _OPAQUE.fullmatch(there.strip('"')):
            return self.names(here, there)
        return False

    def headers(self, here: dict[str, str], there: dict[str, str]) -> list[str]:
        """What is not the same of the headers that mean something."""
        found: list[str] = []
        for name in HEADERS:
            mine, theirs = _spelled(name, here.get(name)), _spelled(name, there.get(name))
            if mine != theirs and not (mine and theirs and self._same_text(mine, theirs, name)):
                found.append(f"header {name}: {mine!r}, and {theirs!r}")
        return found


def _spelled(name: str, value: str | None) -> str | None:
    """The header without what means nothing: the order of methods, spaces, the case of a charset."""
    if value is None:
        return None
    if name == "allow":
        return ", ".join(sorted(part.strip() for part in value.split(",")))
    if name == "retry-after":
        return "seconds"
    return re.sub(r"\s*;\s*", "; ", value).lower() if name == "content-type" else value
