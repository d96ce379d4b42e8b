"""Reads who may do what: `only admins can delete books`, `public read`, `roles: admin, editor`."""

import re

from agent.planner.sketch import Own, PermissionSketch, Sketch
from agent.planner.text.acts import READING, WRITING, actions_of, parts
from agent.planner.text.closing import restrict
from agent.planner.text.objects import WHOLE, bare, resolved
from agent.planner.text.ownership import own_part
from agent.planner.text.reading import Reading
from agent.planner.text.rules import in_one_form, narrowed, owner_of_another, tell_rule
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.whom import callers, read_role_list, whom
from agent.planner.text.words import MODALS
from tools.blueprint.model import Action

# Bounded, so that no text makes the search slow.
_WHO = (
    r"(?P<who>[A-Za-z][A-Za-z'-]{0,30}(?: [A-Za-z][A-Za-z'-]{0,30}){0,2}?"
    r"(?:\s?(?:,|,? and|,? or) (?:the )?[A-Za-z][A-Za-z'-]{0,30}(?: [A-Za-z][A-Za-z'-]{0,30})??){0,3})"
)
_CAN = re.compile(
    rf"\b(?:only\s+)?(?:the\s+|an?\s+)?{_WHO}\s+(?:only\s+)?(?:can|"
    rf"may|must be able to|are allowed to|is allowed to|should be able to|"
    rf"are able to|have|has|get|gets)"
    r"\s+(?:only\s+)?(?P<what>[^.;]+)",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    rf"^\W*(?:only\s+)?(?:the\s+|an?\s+)?{_WHO}\s+(?P<what>(?:manage|administer|maintain|moderate|approve|review|read|view|see|browse|create|edit|update|delete)s?\b[^.;]+)",
    re.I,
)
_PASSIVE = re.compile(
    rf"(?:^|[.;,])(?P<what>[^.;,]{{0,120}}?\b(?:created?|added|edited|updated|changed|modified|deleted|removed|managed|read|viewed|seen|written)\b[^.;,]{{0,40}}?)\s+(?:only\s+)?by\s+(?:only\s+)?(?:the\s+|an?\s+)?{_WHO}(?:\s+only)?\s*(?:[.;,]|$)",
    re.IGNORECASE,
)
_ACCESS = re.compile(
    r"(?P<what>\b(?:read|write|full)(?:[ -]only)?[ -]access)\s+(?:is\s+)?(?:only\s+)?(?:for|to)\s+"
    rf"(?:only\s+)?(?:the\s+|an?\s+)?{_WHO}\s*(?:[.;,]|$)",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"\bpublic(?:ly)?\s+(?:read(?:able|ing|s)?|brows\w+|view\w*|visible|list\w*|access(?:ible)?(?: for reading)?)\b|"
    r"\b(?:read(?:ing)?|brows\w+|view\w*|list\w*)\b[^.;,]{0,30}\b(?:is|"
    r"are)\s+(?:public|open to (?:all|everyone|anyone))\b|"
    r"\b(?:readers|visitors|guests|listeners|viewers|people)\s+(?:do not|don't|needn't)\s+(?:need|have)\s+(?:an? )?"
    r"(?:accounts?|logins?|to (?:log|sign|register))\b|"
    r"\b(?:no (?:auth\w*|login)|without (?:auth\w*|(?:a )?login|logging in))\s+(?:is\s+)?(?:needed|"
    r"required)?\s*(?:for|to)\s+(?:read|view|brows|list|search|see)\w*",
    re.IGNORECASE,
)
_ALL = re.compile(r"\ball\b", re.IGNORECASE)
"""Of everything there is, unless something is named: `all tickets`."""


def read_roles(reading: Reading, sketch: Sketch) -> None:
    """Fills roles and permissions; entities must be known by now."""
    for clause in reading.clauses:
        if clause.kind in {Kind.CODE, Kind.HEADING}:
            continue
        used = read_role_list(clause, sketch, reading)
        for part in parts(in_one_form(clause.text)):
            used = (
                restrict(part, clause, reading, sketch)
                or _part(part, clause, reading, sketch)
                or tell_rule(part, clause, reading, sketch.auth)
                or used
            )
        if used:
            reading.place(clause)


def _part(text: str, clause: Clause, reading: Reading, sketch: Sketch) -> bool:
    public = _PUBLIC.search(text)
    if public:
        _allow(sketch, READING, ("public",), reading.mentioned(text))
        return True
    for pattern in (_ACCESS, _CAN, _PLAIN, _PASSIVE):
        match = pattern.search(text)
        if match is None or (pattern is _PLAIN and MODALS & set(match["who"].lower().split())):
            continue
        what = resolved(match["what"], clause, reading)
        if narrowed(what) and not own_part(text):
            if _narrow(match["who"], what, text, reading, sketch):
                return True
        elif _grant(match["who"], what, text, reading, sketch):
            # `organizers create events` tells of a reference; `sellers can add products`, that others cannot.
            if pattern is _CAN and set(actions_of(what)) & set(WRITING) and callers(match["who"]) != ("authenticated",):
                sketch.auth.usual = sketch.auth.usual or "not everybody may do everything"
            return True
    return False


def _narrow(who: str, what: str, text: str, reading: Reading, sketch: Sketch) -> bool:
    """`reviewers can edit papers assigned to them`: some rows are not all of them, so that nobody gets them by it."""
    if not actions_of(what) or not reading.mentioned(what) or whom(who, reading, sketch) == ():
        return False
    reading.notes.leave(f"Who may: {' '.join(text.split())[:160]} (about some rows only: nobody gets it by this)")
    return True


def _grant(who: str, what: str, text: str, reading: Reading, sketch: Sketch) -> bool:
    if owner_of_another(who, what, reading):
        return False
    allow = whom(who, reading, sketch)
    if not allow or re.search(r"\b(?:not|n't)\b", f"{text[: text.find(who)]} {what[:4]}".lower()):
        return False
    actions = actions_of(what)
    if not actions:
        return False
    if own_part(text):
        return _own(allow, actions, what, reading, sketch)
    entities = [] if WHOLE.search(what) else reading.mentioned(what)
    whole = bool(WHOLE.search(what) or (not entities and _ALL.search(what)))
    entities = entities or ([] if whole else reading.mentioned(text.replace(who, "")))
    if not entities and not whole and not bare(what):
        return False
    if allow == ("authenticated",):
        allow = callers(who)
        if allow == ("authenticated",) and not set(actions) <= set(READING):
            return False
    for entity in entities if "owner" in allow else ():
        sketch.entity(entity).own = sketch.entity(entity).own or Own.ROWS
    _allow(sketch, actions, allow, entities)
    return True


def _own(allow: tuple[str, ...], actions: tuple[Action, ...], what: str, reading: Reading, sketch: Sketch) -> bool:
    """Whose rows they are is read elsewhere; what is left is who may make rows that are then his own."""
    makers = tuple(word for word in allow if word not in {"authenticated", "owner", "public"})
    if makers and set(actions) & set(WRITING):
        _allow(sketch, (Action.CREATE,), makers, reading.mentioned(what))
    return True


def _allow(sketch: Sketch, actions: tuple[Action, ...], allow: tuple[str, ...], entities: list[str]) -> None:
    wanted: list[str | None] = [*entities] or [None]
    for entity in wanted:
        sketch.allow(PermissionSketch(actions, allow, entity))
