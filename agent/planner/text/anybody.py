"""Reads that whoever signs in may change any row: `every member may edit everybody's pages`."""

import re

from agent.planner.sketch import PermissionSketch, Sketch
from agent.planner.text.acts import CHANGING, VERB, actions_of
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from tools.blueprint.names import singular, words

_PEOPLE = frozenset({"user", "account", "member", "person", "people"})
_SIGNED_IN = r"(?:(?:signed|logged)[- ]in\s+|authenticated\s+|registered\s+)?"
_VERBS = rf"(?P<verbs>{VERB}(?:(?:\s*,\s*(?:and |or )?|\s+(?:and|or)\s+){VERB})*)"
_WHOSE = (
    r"(?:everybody's|everyone's|anybody's|anyone's|each\s+other's|others'|other\s+(?:people|users|members)'s?|any|all)"
)
_ANY = re.compile(
    rf"(?P<let>\b(?:let|allow)\s+)?\b(?:(?:every|any)(?:body|one)|(?:every|any|all|each)\s+{_SIGNED_IN}(?P<noun>[a-z]+))\s+"
    rf"(?:with\s+an\s+account\s+)?(?(let)(?:to\s+)?|(?:can|may|(?:is|are)\s+allowed\s+to)\s+){_VERBS}\s+{_WHOSE}\s+(?:the\s+)?(?P<things>[a-z]+(?:\s[a-z]+)?)",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\s*(?:s\b)?[^.;,]{0,20}?\b(?:that|which|who|whose|they|he|she|his|her|their|own|if|while|until|unless|when|as|only|"
    r"assigned|belonging)\b",
    re.IGNORECASE,
)
"""Behind it: `any page that he wrote` is not any page."""


def read_anybody(reading: Reading, sketch: Sketch) -> None:
    """Permits it, and tells it as a risk; the account and all entities must be known by now."""
    account = sketch.auth.account or ("User" if sketch.auth.yes else None)
    if account is None:
        return
    callers = _PEOPLE | {words(account)[-1].lower()}
    for clause in reading.prose:
        for match in _ANY.finditer(clause.text):
            actions = actions_of(match["verbs"])
            named = reading.mentioned(match["things"])
            someone = match["noun"] is None or singular(match["noun"].lower()) in callers
            if not named or not someone or _SOME.match(clause.text[match.start("things") :]):
                continue
            if negated(clause.text, *match.span(), clause.heading, clause.parent):
                continue
            for entity in named:
                sketch.allow(PermissionSketch(actions, ("authenticated",), entity))
                if CHANGING & set(actions):
                    does = " and ".join(action.value for action in actions if action in CHANGING)
                    reading.notes.warn(f"Whoever signs in may {does} any {entity}, as the request says.")
            reading.consume(clause.index, *match.span())
