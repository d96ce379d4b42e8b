"""Reads who may do what: `only admins can delete books`, `public read`, `roles: admin, editor`."""

import re

from agent.planner.naming import role_name
from agent.planner.sketch import PermissionSketch, Sketch
from agent.planner.text.acts import EVERYTHING, READING, WRITING, actions_of, parts
from agent.planner.text.ownership import own_part
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.statements import statements
from agent.planner.text.words import DETERMINERS, FILLER, PEOPLE, ROLE_WORDS
from tools.blueprint.model import Action
from tools.blueprint.names import singular
from tools.errors import BadInput

# Bounded, so that no text makes the search slow.
_WHO = (
    r"(?P<who>[A-Za-z][A-Za-z-]{0,30}(?: [A-Za-z][A-Za-z-]{0,30}){0,2}?"
    r"(?:\s?(?:,|,? and|,? or) (?:the )?[A-Za-z][A-Za-z-]{0,30}(?: [A-Za-z][A-Za-z-]{0,30})??){0,3})"
)
_CAN = re.compile(
    rf"\b(?P<only>only\s+)?(?:the\s+|an?\s+)?{_WHO}\s+(?:only\s+)?(?:can|"
    rf"may|must be able to|are allowed to|is allowed to|should be able to|"
    rf"are able to|have|has|get|gets)"
    r"\s+(?P<only2>only\s+)?(?P<what>[^.;]+)",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\bonly\s+(?P<who>[^.;,]{1,80}?)\s+(?:can|may|must be able to|(?:is|are) allowed to)\s+(?P<what>[^.;]+)", re.I
)
_PLAIN = re.compile(
    rf"^\W*(?P<only>only\s+)?(?:the\s+|an?\s+)?{_WHO}\s+(?P<what>(?:manage|administer|maintain|moderate|approve|review|read|view|browse|create|edit|update|delete)s?\b[^.;]+)",
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
_PUBLIC_WHO = frozenset(
    {
        "anyone",
        "everyone",
        "everybody",
        "anybody",
        "public",
        "visitor",
        "anonymous",
        "anonymous user",
        "unauthenticated user",
        "anonymous visitor",
        "guest",
    }
)
_AUTHENTICATED_WHO = frozenset(
    {
        "authenticated user",
        "logged-in user",
        "logged in user",
        "signed-in user",
        "registered user",
        "authenticated",
        "all user",
        "any user",
        "every user",
    }
)
_ROLE_LIST = re.compile(r"\b(?:user )?roles?\s*(?::|are|=|such as|\(|like|-)\s*(?P<list>[^.;)]+)", re.IGNORECASE)
_ROLE_NAMES = re.compile(
    r"\broles\s+(?P<list>[A-Za-z-]+(?:\s*,\s*[A-Za-z-]+)*\s*,?\s+and\s+[A-Za-z-]+)(?=\s*(?:[.;,)]|$))", re.IGNORECASE
)
_ROLE_COUNT = re.compile(r"\b(?:two|three|four|2|3|4)\s+roles\s*[:,(-]?\s*(?P<list>[^.;)]+)", re.IGNORECASE)
_THEM = re.compile(r"\b(?:them|these|those|it)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:everything|anything|all|any (?:data|record|resource)|the (?:data|records|system|catalog(?:ue)?))\b",
    re.IGNORECASE,
)


def read_roles(reading: Reading, sketch: Sketch) -> None:
    """Fills roles and permissions; entities must be known by now."""
    for clause in reading.clauses:
        if clause.kind in {Kind.CODE, Kind.HEADING}:
            continue
        used = _listed(clause, sketch, reading)
        for part in parts(clause.text):
            used = _part(part, clause, reading, sketch) or used
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
            _whom(closed["who"] or closed["other"], reading, sketch),
            reading.mentioned(text),
            exclusive=True,
        )
        return True
    only = _ADMIN_ONLY.search(text)
    if only:
        _grant(only["who"], only["what"], text, True, reading, sketch)
        return True
    for pattern in (_CAN, _PLAIN, _PASSIVE):
        match = pattern.search(text)
        if match is None:
            continue
        passive = pattern is _PASSIVE
        exclusive = bool(match["only"]) or bool(re.search(r"\bonly\b", match["who"], re.IGNORECASE))
        exclusive = exclusive or (passive and (bool(match["only2"]) or text[match.end("who") :].strip(" .") == "only"))
        what = _resolved(match["what"], clause, reading)
        if _grant(match["who"], what, text, exclusive, reading, sketch):
            return True
        if exclusive and _close(match["who"], what, text, reading, sketch):
            return True
    rule = _ONLY.search(text)
    return rule is not None and _close(rule["who"], _resolved(rule["what"], clause, reading), text, reading, sketch)


def _close(who: str, what: str, text: str, reading: Reading, sketch: Sketch) -> bool:
    """`only members of a team may see it`: a rule about people that no role or ownership says is never dropped.

    What it guards is closed to all but administrators, and the rule is left for a person to see.
    """
    actions, entities = actions_of(what), reading.mentioned(what)
    # `only published articles can be read` is about what is read, and by whom it does not say.
    spoken_of_things = what.lower().startswith("be ") or re.search(r"\b(?:not|n't)\b", f"{who} {what[:4]}".lower())
    if not actions or not entities or spoken_of_things:
        return False
    _allow(sketch, actions, (_role("admin", sketch),), entities, exclusive=True)
    reading.notes.leave(f"Who may: {' '.join(text.split())[:160]} (open to administrators only until it can be said)")
    return True


def _resolved(what: str, clause: Clause, reading: Reading) -> str:
    """`approve them` with the name of what was spoken of last in place of the pronoun."""
    if _THEM.search(what) is None:
        return what
    for earlier in reading.before(clause):
        for statement in reversed(reading.statements(earlier)):
            nouns = [noun for noun in statement.objects or statement.subjects if noun.head not in PEOPLE]
            if reading.meant(nouns):
                return _THEM.sub(" ".join(nouns[-1].words), what)
    return what


def _grant(who: str, what: str, text: str, exclusive: bool, reading: Reading, sketch: Sketch) -> bool:
    allow = _whom(who, reading, sketch) or (_named_by_rule(who, reading, sketch) if exclusive else ())
    if not allow or re.search(r"\b(?:not|n't)\b", f"{text[: text.find(who)]} {what[:4]}".lower()):
        return False
    actions = actions_of(what)
    if not actions:
        return False
    if own_part(text):
        return _own(allow, actions, what, reading, sketch)
    if allow == ("authenticated",) and not exclusive:
        return _readers(actions, what, reading, sketch)
    entities = [] if _ALL.search(what) else reading.mentioned(what) or reading.mentioned(text)
    if not entities and not _ALL.search(what) and not _bare(what):
        return False
    _allow(sketch, actions, allow, entities, exclusive)
    return True


def _bare(what: str) -> bool:
    """Verbs without an object, or with one that means whatever there is: `edit and delete records`."""
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


def _readers(actions: tuple[Action, ...], what: str, reading: Reading, sketch: Sketch) -> bool:
    """`users can browse products`: said of those that are logged in, it only confirms the default."""
    if not set(actions) <= set(READING):
        return False
    _allow(sketch, actions, ("authenticated",), reading.mentioned(what), exclusive=False)
    return True


def _allow(
    sketch: Sketch, actions: tuple[Action, ...], allow: tuple[str, ...], entities: list[str], exclusive: bool
) -> None:
    wanted: list[str | None] = [*entities] or [None]
    for entity in wanted:
        sketch.allow(PermissionSketch(actions, allow, entity, exclusive))


def _whom(text: str, reading: Reading, sketch: Sketch) -> tuple[str, ...]:
    """Words of the permission language for a subject; none where it is nobody known."""
    found: list[str] = []
    for part in re.split(r"\s*,\s*(?:and |or )?|\s+(?:and|or)\s+", text.strip().lower()):
        words = [
            singular(word)
            for word in part.split()
            if word not in {"the", "a", "an", "only", "all", "each", "every", "any", "other", "and", "or", "but"}
        ]
        name = " ".join(words)
        if name in _PUBLIC_WHO and reading.entity(tuple(words)) is None:
            found.append("public")
        elif name in _AUTHENTICATED_WHO:
            found.append("authenticated")
        elif words and (words[-1] in ROLE_WORDS or "_".join(words) in sketch.roles):
            found.append(_role("_".join(words), sketch))
        elif name in {"owner", "author", "creator"} or (words and words[-1] == "owner"):
            found.append("owner")
        elif len(words) == 1 and words[0] in PEOPLE:
            found.append("authenticated")
        else:
            return ()
    return tuple(dict.fromkeys(word for word in found if word))


def _named_by_rule(who: str, reading: Reading, sketch: Sketch) -> tuple[str, ...]:
    """`only treasurers can delete donations`: whoever is no thing that is kept is a role."""
    parts = [singular(word) for word in who.lower().split() if word.lower() not in DETERMINERS | {"only"}]
    if len(parts) != 1 or not parts[0].isalpha() or parts[0] in FILLER or reading.entity(tuple(parts)) is not None:
        return ()
    return (_role(parts[0], sketch),)


def _role(raw: str, sketch: Sketch) -> str:
    name = {"administrator": "admin", "superuser": "admin", "superadministrator": "superadmin"}.get(raw, raw)
    if name not in sketch.roles:
        sketch.roles.append(name)
    return name


def _listed(clause: Clause, sketch: Sketch, reading: Reading) -> bool:
    patterns = (_ROLE_LIST, _ROLE_COUNT, _ROLE_NAMES)
    match = next((found for pattern in patterns if (found := pattern.search(clause.text))), None)
    if match is None or (re.search(r"\brole\s*\(", match[0]) and clause.text.count("(") > 1):
        return False
    names = [
        part.strip(" '\"`*") for part in re.split(r"\s*,\s*(?:and |or )?|\s+(?:and|or)\s+|\s*[|/]\s*", match["list"])
    ]
    made = []
    for name in names:
        bare = re.sub(r"\s*\(.*$", "", name)
        if not bare or len(bare.split()) > 2:
            continue
        try:
            made.append(_role(role_name(bare, reading.notes), sketch))
        except BadInput:
            reading.notes.leave(f"`{bare[:60]}` cannot be the name of a role.")
    return bool(made)
