"""Verbs that change states: `ship` leads to `shipped`, `in_progress` is reached by `start`."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from agent.planner.text.words import VERBS

_DATA: dict[str, Any] = yaml.safe_load((files(__package__) / "verbs.yaml").read_text(encoding="utf-8"))
_IRREGULAR: dict[str, str] = _DATA["irregular"]
STATE_VERBS: frozenset[str] = frozenset(_DATA["state_verbs"].split())
"""Base forms; a hyphen joins the particle: `check-in`."""
STATES: frozenset[str] = frozenset(_DATA["states"].split())
NAMED: dict[str, str] = _DATA["named"]
"""State → the verb that leads to it, where it is none of that verb's own form."""
UNDOES: dict[str, str] = _DATA["undoes"]
BEGINS: dict[str, str] = _DATA["begins"]
NOUNS: dict[str, str] = _DATA["nouns"]
_NO_STATE = frozenset(
    ["but", "never", "not", "and", "or", "be", "by", "only", "added", "edited", "updated", "changed", "modified"]
) | {"deleted", "removed", "listed", "viewed", "searched", "sorted", "filtered", "used", "uploaded", "tagged"}
"""What any row can be, or what is no name."""
_VOWELS = "aeiou"


@cache
def participle(verb: str) -> str:
    """`pay-out` → `paid_out`: the state that an act leads to."""
    head, *rest = re.split(r"[-_ ]", verb) if not verb.startswith("re-") else [verb.replace("-", "")]
    if head in _IRREGULAR:
        past = _IRREGULAR[head]
    elif head.endswith("e"):
        past = f"{head}d"
    elif head.endswith("y") and head[-2:-1] not in _VOWELS:
        past = f"{head[:-1]}ied"
    elif re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", head):
        past = f"{head}{head[-1]}ed"
    else:
        past = f"{head}ed"
    return "_".join([past, *rest])


@cache
def third(verb: str) -> str:
    """`pay-out` → `pays out`."""
    head, *rest = re.split(r"[-_ ]", verb)
    if head.endswith("y") and head[-2:-1] not in _VOWELS:
        head = f"{head[:-1]}ies"
    else:
        head = f"{head}es" if head.endswith(("s", "sh", "ch", "x", "o", "z")) else f"{head}s"
    return " ".join([head, *rest])


_BASES = {participle(verb): verb.replace("-", "_") for verb in sorted(STATE_VERBS)} | {
    "canceled": "cancel", "fulfilled": "fulfil", "re_opened": "reopen", "reopened": "reopen",
}  # fmt: skip


def base(state: str) -> str | None:
    """`paid_out` → `pay_out`: the act that leads to a state; None where the state is no form of a verb."""
    if state in NAMED:
        return NAMED[state]
    if state in _BASES:
        return _BASES[state]
    head, *rest = state.split("_")
    verb = next((verb for verb, past in _IRREGULAR.items() if past == head), None)
    verb = verb or (VERBS.get(head) if head.endswith("ed") else None) or _regular(head)
    return "_".join([verb, *rest]) if verb else None


def _regular(past: str) -> str | None:
    if not past.endswith("ed") or len(past) < 5:
        return None
    stem = past[:-2]
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    if stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    return f"{stem}e" if re.search(r"(?:[cgvzu]|[^s]s|[^aeiou]l|[ai]t|[iu]r)$", stem) else stem


def state_like(state: str) -> bool:
    """Whether a word is what rows are in: `draft`, `paid`."""
    if _NO_STATE & set(state.split("_")):
        return False
    return state in STATES or state in _BASES or (state.partition("_")[0].endswith("ed") and base(state) is not None)


def act(state: str) -> str:
    """The name of what brings a row into a state."""
    return base(state) or f"mark_{state}"
