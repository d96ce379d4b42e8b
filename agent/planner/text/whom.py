"""Whom words like `only trainers` or `roles: admin, editor` mean, in the words of the permission language."""

import re

from agent.planner.naming import role_name
from agent.planner.sketch import PERSON, Sketch
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause
from agent.planner.text.words import DETERMINERS, FILLER, PEOPLE, ROLE_WORDS
from tools.blueprint.names import singular
from tools.errors import BadInput

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
_BESIDE = frozenset(
    ["the", "a", "an", "only", "all", "each", "every", "any", "other", "and", "or", "but", "by", "to", "for"]
) | {"their", "its"}
"""Words beside a name of people that do not say who."""
_CALLERS = frozenset({"user", "account"})
"""People that are whoever has an account."""
_OTHER_NAMES = {
    "administrator": "admin", "superuser": "admin", "superadministrator": "superadmin",
    "owner": "account_owner", "public": "", "authenticated": "",
}  # fmt: skip
"""Roles that are the same, and words that mean something else in permissions: an owner is whoever a row belongs to."""
_ROLE_LIST = re.compile(r"\b(?:user )?roles?\s*(?::|are|=|such as|\(|like|-)\s*(?P<list>[^.;)]+)", re.IGNORECASE)
_ROLE_NAMES = re.compile(
    r"\broles\s+(?P<list>[A-Za-z-]+(?:\s*,\s*[A-Za-z-]+)*\s*,?\s+and\s+[A-Za-z-]+)(?=\s*(?:[.;,)]|$))", re.IGNORECASE
)
_ROLE_COUNT = re.compile(r"\b(?:two|three|four|2|3|4)\s+roles\s*[:,(-]?\s*(?P<list>[^.;)]+)", re.IGNORECASE)


def whom(text: str, reading: Reading, sketch: Sketch, exclusive: bool = False) -> tuple[str, ...]:
    """Words of the permission language for a subject; none where it is nobody known.

    `only trainers` are not all that are signed in: unless trainers turn out to be the accounts, they have a role.
    """
    found: list[str] = []
    for part in re.split(r"\s*,\s*(?:and |or )?|\s+(?:and|or)\s+", text.strip().lower()):
        words = [singular(word) for word in part.split() if word not in _BESIDE]
        name = " ".join(words)
        if name in _PUBLIC_WHO and reading.entity(tuple(words)) is None:
            found.append("public")
        elif name in _AUTHENTICATED_WHO:
            found.append("authenticated")
        elif words and (words[-1] in ROLE_WORDS or "_".join(words) in sketch.roles):
            found.append(role_of("_".join(words), sketch))
        elif name in {"owner", "author", "creator"} or (words and words[-1] == "owner"):
            found.append("owner")
        elif len(words) == 1 and words[0] in PEOPLE:
            found.append(f"{PERSON}{words[0]}" if exclusive and words[0] not in _CALLERS else "authenticated")
        else:
            return ()
    return tuple(dict.fromkeys(word for word in found if word))


def named_by_rule(who: str, reading: Reading, sketch: Sketch) -> tuple[str, ...]:
    """`only treasurers can delete donations`: whoever is no thing that is kept is a role."""
    parts = [singular(word) for word in who.lower().split() if word.lower() not in DETERMINERS | {"only"}]
    if len(parts) != 1 or not parts[0].isalpha() or parts[0] in FILLER or reading.entity(tuple(parts)) is not None:
        return ()
    role = role_of(parts[0], sketch)
    return (role,) if role else ()


def role_of(raw: str, sketch: Sketch) -> str:
    """The name of a role, which the sketch has from now on; empty where the words make none."""
    plain = re.sub(r"'s?(?=_|$)|[^a-z0-9_]", "", raw).strip("_")
    name = _OTHER_NAMES.get(plain, plain)
    if not name or not name[0].isalpha():
        return ""
    if name not in sketch.roles:
        sketch.roles.append(name)
    return name


def read_role_list(clause: Clause, sketch: Sketch, reading: Reading) -> bool:
    """Fills the roles from a list of them; whether the clause holds one."""
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
            made.append(role_of(role_name(bare, reading.notes), sketch))
        except BadInput:
            reading.notes.leave(f"`{bare[:60]}` cannot be the name of a role.")
    return bool(made)


def callers(who: str) -> tuple[str, ...]:
    """`users can browse products`: said of those that are logged in, it only confirms the default.

    Of other people than the accounts it says what their role may.
    """
    persons = [word for word in map(singular, who.lower().split()) if word in PEOPLE and word not in _CALLERS]
    return tuple(f"{PERSON}{word}" for word in persons) or ("authenticated",)
