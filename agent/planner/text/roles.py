"""Reads who may do what: `only admins can delete books`, `public read`, `roles: admin, editor`."""

import re

from agent.planner.sketch import Own, PermissionSketch, Sketch
from agent.planner.text.acts import EVERYTHING, READING, WRITING, actions_of, parts
from agent.planner.text.ownership import own_part
from agent.planner.text.reading import Reading
from agent.planner.text.rules import NOBODY_BUT, narrowed, of_the_row, owner_of_another, tell_rule
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.statements import statements
from agent.planner.text.whom import callers, named_by_rule, read_role_list, role_of, whom
from agent.planner.text.words import FILLER, MODALS, PEOPLE
from tools.blueprint.model import Action
from tools.blueprint.names import singular

# Bounded, so that no text makes the search slow.
_WHO = (
    r"(?P<who>[A-Za-z][A-Za-z'-]{0,30}(?: [A-Za-z][A-Za-z'-]{0,30}){0,2}?"
    r"(?:\s?(?:,|,? and|,? or) (?:the )?[A-Za-z][A-Za-z'-]{0,30}(?: [A-Za-z][A-Za-z'-]{0,30})??){0,3})"
)
_CAN = re.compile(
    rf"\b(?P<only>only\s+)?(?:the\s+|an?\s+)?{_WHO}\s+(?P<only3>only\s+)?(?:can|"
    rf"may|must be able to|are allowed to|is allowed to|should be able to|"
    rf"are able to|have|has|get|gets)"
    r"\s+(?P<only2>only\s+)?(?P<what>[^.;]+)",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\bonly\s+(?P<who>[^.;,]{1,80}?)\s+(?:can|may|must be able to|(?:is|are) allowed to)\s+(?P<what>[^.;]+)", re.I
)
_PLAIN = re.compile(
    rf"^\W*(?P<only>only\s+)?(?:the\s+|an?\s+)?{_WHO}\s+(?P<what>(?:manage|administer|maintain|moderate|approve|review|read|view|see|browse|create|edit|update|delete)s?\b[^.;]+)",
    re.I,
)
_PASSIVE = re.compile(
    rf"(?:^|[.;,])(?P<what>[^.;,]{{0,120}}?\b(?:created?|added|edited|updated|changed|modified|deleted|removed|managed|read|viewed|seen|written)\b[^.;,]{{0,40}}?)\s+(?P<only>only\s+)?by\s+(?P<only2>only\s+)?(?:the\s+|an?\s+)?{_WHO}(?:\s+only)?\s*(?:[.;,]|$)",
    re.IGNORECASE,
)
_ADMIN_ONLY = re.compile(
    r"\b(?P<what>delet\w+|creat\w+|edit\w*|updat\w+|writ\w+|manag\w+)\b[^.;,]{0,30}?\b(?:is |"
    r"are )?(?P<who>admins?|administrators?|staff|editors?|moderators?)[- ]only\b",
    re.I,
)
_CLOSED = re.compile(
    r"^\W*(?:access (?:is )?for |only for |for )?(?P<who>admins?|administrators?|"
    r"staff)\s+only\W*$|^\W*(?:only |restricted to )(?P<other>admins|administrators|"
    r"staff)\W*$",
    re.I,
)
_RESERVED = re.compile(
    r"^(?P<what>[^.;]{1,120}?)\s+(?:(?:is|are|be|stays?|remains?)\s+)?(?P<only>only\s+)?"
    r"(?P<how>restricted|reserved|limited|readable|viewable|editable|deletable|visible|accessible|available|open|shown)"
    r"\s+(?P<only2>only\s+)?(?:to|for|by)\s+(?P<only3>only\s+)?(?:the\s+|an?\s+)?"
    r"(?P<who>[A-Za-z][^.;]{0,80}?)(?P<only4>\s+only)?\s*$",
    re.IGNORECASE,
)
_CLOSING = {
    "restricted": EVERYTHING,
    "reserved": EVERYTHING,
    "limited": EVERYTHING,
    "readable": READING,
    "viewable": READING,
    "editable": (Action.UPDATE,),
    "deletable": (Action.DELETE,),
}
"""What is said to be so for some people is so for them alone."""
_ACCESS = re.compile(
    r"(?P<what>\b(?:read|write|full)(?:[ -]only)?[ -]access)\s+(?:is\s+)?(?P<only>only\s+)?(?:for|to)\s+"
    rf"(?P<only2>only\s+)?(?:the\s+|an?\s+)?{_WHO}\s*(?:[.;,]|$)",
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
_THEM = re.compile(r"\b(?:them|these|those|it)\b", re.IGNORECASE)
_EVERYTHING = re.compile(
    r"\b(?:everything|anything|(?:any|all)(?: the)? (?:data|records?|resources?|entities)|"
    r"the (?:data|records|system|catalog(?:ue)?))\b",
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
        for part in parts(NOBODY_BUT.sub("only ", clause.text)):
            used = _part(part, clause, reading, sketch) or tell_rule(part, clause, reading, sketch.auth) or used
        if used:
            reading.place(clause)


def _part(text: str, clause: Clause, reading: Reading, sketch: Sketch) -> bool:
    public = _PUBLIC.search(text)
    if public:
        _allow(sketch, READING, ("public",), reading.mentioned(text), exclusive=False)
        return True
    closed = _CLOSED.match(text)
    if closed:
        _allow(
            sketch,
            EVERYTHING,
            whom(closed["who"] or closed["other"], reading, sketch),
            reading.mentioned(text),
            exclusive=True,
        )
        return True
    only = _ADMIN_ONLY.search(text)
    if only:
        _grant(only["who"], only["what"], text, True, reading, sketch)
        return True
    reserved = _RESERVED.match(text.strip(" ."))
    if reserved and _reserve(reserved, text, reading, sketch):
        return True
    for pattern in (_ACCESS, _CAN, _PLAIN, _PASSIVE):
        match = pattern.search(text)
        if match is None or (pattern is _PLAIN and MODALS & set(match["who"].lower().split())):
            continue
        passive = pattern is _PASSIVE
        exclusive = bool(match["only"]) or bool(re.search(r"\bonly\b", match["who"], re.IGNORECASE))
        exclusive = exclusive or bool(match.groupdict().get("only3"))
        exclusive = exclusive or (passive and (bool(match["only2"]) or text[match.end("who") :].strip(" .") == "only"))
        what = _resolved(match["what"], clause, reading)
        if narrowed(what) and not own_part(text):
            if _narrow(match, what, text, exclusive, reading, sketch):
                return True
            continue
        if _grant(match["who"], what, text, exclusive, reading, sketch):
            return True
        if exclusive and _close(match["who"], what, text, reading, sketch):
            return True
    rule = _ONLY.search(text)
    return rule is not None and _close(rule["who"], _resolved(rule["what"], clause, reading), text, reading, sketch)


def _reserve(match: re.Match[str], text: str, reading: Reading, sketch: Sketch) -> bool:
    """`access to payroll is restricted to accountants`, `salaries are visible to managers only`."""
    how = match["how"].lower()
    closing = how in _CLOSING
    entities = reading.mentioned(match["what"])
    if not (closing or any(match[name] for name in ("only", "only2", "only3", "only4"))) or not entities:
        return False
    if own_part(text) or re.search(r"\b(?:not|n't|never)\b", match["what"], re.IGNORECASE):
        return False
    actions = actions_of(match["what"]) or _CLOSING.get(how, READING)
    allow = whom(match["who"], reading, sketch, exclusive=True) or named_by_rule(match["who"], reading, sketch)
    if "public" in allow:
        return False
    if not allow or of_the_row(match["who"], text, reading) or narrowed(match["who"]):
        return _shut(actions, entities, text, reading, sketch)
    _allow(sketch, actions, allow, entities, exclusive=True)
    return True


def _narrow(match: re.Match[str], what: str, text: str, exclusive: bool, reading: Reading, sketch: Sketch) -> bool:
    """`reviewers can edit papers assigned to them`: some rows are not all of them, so that nobody gets them by it."""
    exclusive = exclusive or bool(re.search(r"\bonly\b", match[0], re.IGNORECASE))
    if exclusive and _close(match["who"], what, text, reading, sketch):
        return True
    if not actions_of(what) or not reading.mentioned(what) or whom(match["who"], reading, sketch) == ():
        return False
    reading.notes.leave(f"Who may: {' '.join(text.split())[:160]} (about some rows only: nobody gets it by this)")
    return True


def _close(who: str, what: str, text: str, reading: Reading, sketch: Sketch) -> bool:
    """`only members of a team may see it`: a rule about people that no role or ownership says is never dropped.

    What it guards is closed to all but administrators, and the rule is left for a person to see.
    """
    actions, entities = actions_of(what), reading.mentioned(what)
    # `only published articles can be read` is about what is read, and by whom it does not say.
    spoken_of_things = what.lower().startswith("be ") or re.search(r"\b(?:not|n't)\b", f"{who} {what[:4]}".lower())
    if not actions or not entities or spoken_of_things:
        return False
    return _shut(actions, entities, text, reading, sketch)


def _shut(actions: tuple[Action, ...], entities: list[str], text: str, reading: Reading, sketch: Sketch) -> bool:
    for entity in entities:
        sketch.allow(PermissionSketch(actions, (role_of("admin", sketch),), entity, exclusive=True, scoped=True))
    reading.notes.leave(f"Who may: {' '.join(text.split())[:160]} (open to administrators only until it can be said)")
    return True


def _resolved(what: str, clause: Clause, reading: Reading) -> str:
    """`approve them` with the name of what was spoken of last in place of the pronoun."""
    pronoun = _THEM.search(what)
    if pronoun is None:
        return what
    at = max(clause.text.find(what), 0) + pronoun.start()
    for earlier in (clause, *reading.before(clause)):
        for statement in reversed(reading.statements(earlier)):
            nouns = [noun for noun in statement.objects or statement.subjects if noun.head not in PEOPLE]
            nouns = [noun for noun in nouns if earlier is not clause or noun.end <= at]
            if reading.meant(nouns):
                return _THEM.sub(" ".join(nouns[-1].words), what)
    return what


def _grant(who: str, what: str, text: str, exclusive: bool, reading: Reading, sketch: Sketch) -> bool:
    if owner_of_another(who, what, reading) or (exclusive and of_the_row(who, text, reading)):
        return False
    allow = whom(who, reading, sketch, exclusive) or (named_by_rule(who, reading, sketch) if exclusive else ())
    if not allow or re.search(r"\b(?:not|n't)\b", f"{text[: text.find(who)]} {what[:4]}".lower()):
        return False
    actions = actions_of(what)
    if not actions:
        return False
    if own_part(text):
        return _own(allow, actions, what, reading, sketch)
    entities = [] if _EVERYTHING.search(what) else reading.mentioned(what)
    whole = bool(_EVERYTHING.search(what) or (not entities and _ALL.search(what)))
    entities = entities or ([] if whole else reading.mentioned(text.replace(who, "")))
    if not entities and not whole and not _bare(what):
        return False
    if allow == ("authenticated",) and not exclusive:
        allow = callers(who)
        if allow == ("authenticated",) and not set(actions) <= set(READING):
            return False
    for entity in entities if "owner" in allow else ():
        sketch.entity(entity).own = sketch.entity(entity).own or Own.ROWS
    _allow(sketch, actions, allow, entities, exclusive)
    return True


def _bare(what: str) -> bool:
    """Verbs without an object, or with one that means whatever there is: `edit and delete records`."""
    if _THEM.search(what):
        return False
    objects = [
        noun for statement in statements(f"they can {what}") for noun in (*statement.objects, *statement.subjects)
    ]
    return all(noun.head in FILLER or singular(noun.head) in FILLER for noun in objects)


def _own(allow: tuple[str, ...], actions: tuple[Action, ...], what: str, reading: Reading, sketch: Sketch) -> bool:
    """Whose rows they are is read elsewhere; what is left is who may make rows that are then his own."""
    makers = tuple(word for word in allow if word not in {"authenticated", "owner", "public"})
    if makers and set(actions) & set(WRITING):
        _allow(sketch, (Action.CREATE,), makers, reading.mentioned(what), exclusive=False)
    return True


def _allow(
    sketch: Sketch, actions: tuple[Action, ...], allow: tuple[str, ...], entities: list[str], exclusive: bool
) -> None:
    wanted: list[str | None] = [*entities] or [None]
    for entity in wanted:
        sketch.allow(PermissionSketch(actions, allow, entity, exclusive))
