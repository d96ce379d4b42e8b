"""Which standard operations the verbs of a text mean."""

import re

from agent.planner.text.chunks import Verb, chunks
from agent.planner.text.words import forms
from tools.blueprint.model import Action

READING = (Action.LIST, Action.READ, Action.SEARCH)
WRITING = (Action.CREATE, Action.UPDATE, Action.DELETE)
EVERYTHING = (*READING, *WRITING, Action.ANALYTICS)
CHANGING = frozenset({Action.UPDATE, Action.DELETE})

_ACTS: tuple[tuple[str, tuple[Action, ...]], ...] = (
    ("read view see seen browse list access get look search query find", READING),
    ("create add write wrote post publish insert upload submit place", (Action.CREATE,)),
    ("edit update change modify rename approve correct", (Action.UPDATE,)),
    ("delete remove destroy archive", (Action.DELETE,)),
    ("manage administer maintain moderate control written", WRITING),
)
_BY_FORM = {form: actions for verbs, actions in _ACTS for verb in verbs.split() for form in (verb, *forms(verb))}
VERB = rf"(?:{'|'.join(sorted(_BY_FORM, key=lambda form: (-len(form), form)))})\b"
"""A regular expression for one such verb, in any form."""
_OPENING = frozenset(
    [
        "and",
        "or",
        "nor",
        "to",
        "can",
        "may",
        "not",
        "be",
        "is",
        "are",
        "been",
        "only",
        "also",
        "fully",
        "both",
        "either",
        "then",
        "have",
        "has",
        "get",
        "up",
    ]
)
"""Words that a verb follows; behind any other word it is a noun: `delete any post`."""
_ANYWHERE: tuple[tuple[re.Pattern[str], tuple[Action, ...]], ...] = (
    (re.compile(r"^everything|\b(?:do (?:anything|everything)|full access|crud)\b"), EVERYTHING),
    (re.compile(r"\b(?:reports?|analytics|statistics|dashboards?)\b"), (Action.ANALYTICS,)),
    (re.compile(r"\bwrit(?:e|ing) access\b|\bwriting$"), WRITING),
)
_PART = re.compile(
    r",\s*(?=(?:and |but |only |while )?(?:only |the )?(?:[a-z -]+ (?:can|may|are allowed|have|has|get|gets)\b|"
    r"(?:read|write|full)[ -]access|"
    r"[a-z-]+s (?:manage|administer|moderate|approve|see|view|read|edit|update|delete|create))\b)|"
    r"\bwhile\b|\bbut\b"
)


def parts(text: str) -> list[str]:
    """The pieces of a clause that each say who may do something."""
    return _PART.split(text)


def actions_of(what: str) -> tuple[Action, ...]:
    """The standard operations that the verbs of a phrase mean, in the order of `Action`."""
    lead = re.split(r"\b(?:that|which|who|if|when|for)\b", what, maxsplit=1)[0].lower()
    found = {action for pattern, actions in _ANYWHERE if pattern.search(lead) for action in actions}
    before = ""
    for word in re.findall(r"[a-z']+|[,/&]", lead):
        opens = not before or not before.isalpha() or before in _OPENING
        noun = word.endswith("s") and before not in {"", *_OPENING - {"and", "or", "nor"}}
        if word in _BY_FORM and opens and not noun:
            found |= set(_BY_FORM[word])
        before = word
    return tuple(action for action in Action if action in found)


def acts_of(text: str) -> tuple[frozenset[Action], frozenset[str]]:
    """The standard operations that any verb of a text means, wherever it stands, and the base forms of its other verbs.

    `reading reports` names an act as `read reports` does.
    """
    verbs = {chunk.lemma for chunk in chunks(text) if isinstance(chunk, Verb)}
    verbs |= {word for word in re.findall(r"[a-z]+ing\b", text.lower()) if word in _BY_FORM}
    actions = {action for verb in verbs for action in _BY_FORM.get(verb, ())} | set(actions_of(text))
    return frozenset(actions), frozenset(verb for verb in verbs if verb not in _BY_FORM)
