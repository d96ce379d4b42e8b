"""What one server takes of the protocol: learnt from what it rejects."""

import re
from collections.abc import Mapping
from typing import Any

from agent.model.client_errors import server_words

# By age. Today's name is rejected by most compatible servers, and the older one by some of the newest models.
_LIMITS = ("max_tokens", "max_completion_tokens")
_OPTIONAL = ("temperature", "stream_options")
_STATUSES = frozenset({400, 422})
# The name of the setting is right and its value is not: to leave it out would not help.
_VALUE = re.compile(r"too (large|small|high|low)|at (most|least)|maximum|context|exceed|greater|less than")


class Dialect:
    """The settings that are sent; what was rejected once is not sent again."""

    def __init__(self, *, stream: bool) -> None:
        self._stream = stream
        self._limit = _LIMITS[0]
        self._rejected: set[str] = set()

    def settings(self, max_tokens: int, seconds: float) -> dict[str, Any]:
        """What LangChain's client is invoked with."""
        # LangChain would rename the limit, so it goes into the body by its own name.
        told: dict[str, Any] = {"timeout": seconds, "extra_body": {self._limit: max_tokens}}
        if "temperature" not in self._rejected:
            told["temperature"] = 0
        if self._stream:
            told["stream_usage"] = "stream_options" not in self._rejected
        return told

    def learn(self, error: BaseException | None, sent: Mapping[str, Any]) -> bool:
        """Whether the server rejects a setting that was sent; it will not be sent again."""
        if getattr(error, "status_code", None) not in _STATUSES or not isinstance(error, Exception):
            return False
        words = server_words(error)
        if _LIMITS[0] in sent["extra_body"] and _names(words, _LIMITS[0]) and not _VALUE.search(words):
            self._limit = _LIMITS[1]
            return True
        for setting in _OPTIONAL:
            there = sent.get("stream_usage") if setting == "stream_options" else setting in sent
            if there and _names(words, setting):
                self._rejected.add(setting)
                return True
        return False


def _names(words: str, setting: str) -> bool:
    return re.search(rf"(?<![a-z_]){setting}(?![a-z_])", words) is not None
