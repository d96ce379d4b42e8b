"""Reads which standard operations are asked for: search, analytics, read-only."""

import re

from agent.planner.sketch import Sketch
from agent.planner.text.polarity import negated
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from tools.blueprint.model import Action

CRUD = (Action.LIST, Action.READ, Action.CREATE, Action.UPDATE, Action.DELETE)
_SEARCH = re.compile(r"\b(?:full[- ]text )?search(?:es|ing|able|ed)?\b", re.IGNORECASE)
_ANALYTICS = re.compile(
    r"\b(?:analytics|statistics|stats|aggregat\w+|reporting)\b|\b(?:sales|usage|monthly|summary) reports?\b|"
    r"(?:^|[,;:.]\s*)reports? on\b",
    re.IGNORECASE,
)
_READ_ONLY = re.compile(
    r"(?<!can )(?<!may )(?<!to )\bread[- ]only\b(?!\s+(?:access|by|for|his|her|its|that|the|their|those|to|what)\b)|"
    r"\b(?:cannot be (?:changed|edited|modified) (?:or|and) (?:deleted|removed)|immutable)\b",
    re.IGNORECASE,
)
"""Of a kind of rows, for everybody: not `may read only their own`, nor `read-only for clerks`."""
_APPEND_ONLY = re.compile(
    r"\bcan (?:only )?be (?:added|created|inserted|appended),? (?:but|and) (?:never|not) (?:be )?"
    r"(?:changed|edited|updated|modified)(?: (?:or|nor) (?:deleted|removed))?|"
    r"\b(?:append[- ]only|write[- ]once|insert[- ]only)\b"
    r"(?:\s*[:,]?\s*(?:once\s+[a-z]+,?\s+)?(?:they|it)\s+(?:is|are|can be|may be)\s+never\s+(?:be\s+)?"
    r"(?:changed|edited|updated|modified|altered)(?:\s+(?:or|nor)\s+(?:removed|deleted))?)?",
    re.IGNORECASE,
)
"""Rows that are made and read, and neither changed nor deleted."""


def read_operations(reading: Reading, sketch: Sketch) -> None:
    """Fills actions beyond CRUD; entities must be known by now."""
    for clause in reading.clauses:
        if clause.kind is Kind.HEADING:
            continue
        if clause.kind is Kind.CODE:
            continue
        for pattern, action in ((_SEARCH, Action.SEARCH), (_ANALYTICS, Action.ANALYTICS)):
            if action is Action.ANALYTICS and not reading.brief:
                # What else is wanted counted is weighed.
                continue
            match = pattern.search(clause.text)
            if match is None:
                continue
            reading.place(clause, match.span())
            if not negated(clause.text, match.start(), match.end(), clause.heading, clause.parent):
                _wish(clause, match, action, reading, sketch)
        append = _APPEND_ONLY.search(clause.text)
        entities = reading.mentioned(clause.text)
        if append and entities and not negated(clause.text, *append.span(), clause.heading, clause.parent):
            for entity in reading.mentioned(clause.text[: append.start()]) or entities[:1]:
                sketch.actions[entity] = [Action.LIST, Action.READ, Action.CREATE]
            reading.place(clause, append.span())
        match = _READ_ONLY.search(clause.text)
        if match and entities and "(" not in clause.text[: match.start()]:
            for entity in entities:
                sketch.actions[entity] = [Action.LIST, Action.READ]
            reading.place(clause, match.span())


def _wish(clause: Clause, match: re.Match[str], action: Action, reading: Reading, sketch: Sketch) -> None:
    behind, before = clause.text[match.end() :], clause.text[: match.start()]
    near = re.split(r"[,;.]|\bby\b|\band\b(?=[^,;.]*\b(?:can|filter|sort)\b)", behind)[0]
    entities = reading.mentioned(near) or reading.mentioned(re.split(r"[,;.]", before)[-1])
    for entity in entities:
        chosen = sketch.actions.setdefault(entity, list(CRUD))
        if action not in chosen:
            chosen.append(action)
    if not entities and action not in sketch.actions_for_all:
        sketch.actions_for_all.append(action)
