"""What the words beside an endpoint say that becomes of a value: `sets on_shift to true`, `adds one to hints_used`."""

import re
from dataclasses import dataclass
from enum import Enum

from tools.blueprint.names import snake

_NAME = r"(?:the\s+|its\s+)?[`\"']?(?P<name>[A-Za-z]\w*(?: (?!(?:to|back|by)\b)\w+){0,2}?)[`\"']?"
_END = r"(?=\s*(?:$|[.,;)]|\band\b))"
_NOW = re.compile(r"^(?:now|today|current|the|this)\b", re.IGNORECASE)


class Becomes(Enum):
    """How a value changes."""

    VALUE = re.compile(
        rf"\bsets\s+{_NAME}\s+(?:back\s+)?to\s+[`\"']?(?P<value>-?\w+(?: (?:moment|day|date|time))?)", re.IGNORECASE
    )
    MOMENT = re.compile(rf"\b(?:sets|stamps|fills(?: in)?)\s+{_NAME}{_END}", re.IGNORECASE)
    MORE = re.compile(
        rf"\b(?:adds (?:one|1) to|increments|raises|increases)\s+{_NAME}(?:\s+by (?:one|1))?{_END}", re.IGNORECASE
    )
    LESS = re.compile(
        rf"\b(?:takes (?:one|1) (?:off|from)|decrements|lowers|decreases)\s+{_NAME}(?:\s+by (?:one|1))?{_END}",
        re.IGNORECASE,
    )
    NOTHING = re.compile(rf"\b(?:clears|empties|resets)\s+{_NAME}{_END}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Effect:
    """The name of a value, in snake case, and what becomes of it."""

    name: str
    becomes: Becomes
    value: str = ""
    """As it is written, of `VALUE` alone."""

    @property
    def now(self) -> bool:
        """It is the day or the moment of the call."""
        return self.becomes is Becomes.MOMENT or (self.becomes is Becomes.VALUE and _NOW.match(self.value) is not None)


def effects_of(said: str) -> tuple[Effect, ...]:
    """All that the words tell of, by kind."""
    return tuple(
        Effect(snake(match["name"].replace(" ", "_")), becomes, match.groupdict().get("value") or "")
        for becomes in Becomes
        for match in becomes.value.finditer(said)
    )
