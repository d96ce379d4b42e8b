"""From which state to which an endpoint leads, as the words behind it tell: `draft becomes submitted`."""

import re
from dataclasses import dataclass

from agent.planner.text.patterns.verbs import state_like
from tools.blueprint.names import words

_STATE = r"[`'\"]?(?P<{name}>[a-z][a-z_-]{{1,30}})[`'\"]?"
_FROM, _TO = _STATE.format(name="source"), _STATE.format(name="target")
_ARROW = re.compile(rf"(?:^|[\s|;,(]){_FROM}\s*(?:->|-->|=>|→|\bbecomes\b|\binto\b)\s*{_TO}(?![\w/{{(])")
_PAIR = re.compile(rf"(?:^|[|;:,–-]\s*)(?:from )?{_FROM} to {_TO}\s*(?=$|[|;:,.(–])")
_GOES = re.compile(
    r"\b(?:state|status|stage|phase|it)\b[^.;|]{0,20}?"
    r"(?:\b(?:becomes|goes to|moves to|turns|changes to|to|is)\b|:|=)\s+"
    rf"{_TO}(?=$|[\s|;:,.)])"
)
_NAMED = re.compile(rf"^(?:\w+ *[;|] *)?(?:status|state|stage)\s+{_TO}(?=$|[|;:,.])")
_ALONE = re.compile(rf"^{_TO}(?=$|[;,.])")
_NO_STATES = frozenset(
    {
        "to",
        "the",
        "a",
        "an",
        "it",
        "is",
        "be",
        "one",
        "no",
        "not",
        "another",
        "what",
        "by",
        "and",
        "or",
        "state",
        "status",
        "stage",
        "phase",
    }
)


@dataclass(frozen=True, slots=True)
class Move:
    """Where a row goes, and from where; no `sources` where that is not said."""

    sources: tuple[str, ...]
    target: str


def move_of(said: str) -> Move | None:
    """None where the words tell of no state."""
    for pattern in (_ARROW, _PAIR):
        match = pattern.search(said)
        if match is not None and not {match["source"], match["target"]} & _NO_STATES:
            source, target = _name(match["source"]), _name(match["target"])
            if pattern is _ARROW or state_like(source) or state_like(target):
                return Move((source,), target)
    for pattern in (_GOES, _NAMED, _ALONE):
        match = pattern.search(said)
        if match is None or match["target"] in _NO_STATES:
            continue
        target = _name(match["target"])
        if pattern is not _ALONE or (target.endswith("ed") and state_like(target)):
            return Move((), target)
    return None


def _name(text: str) -> str:
    return "_".join(words(text)).lower()
