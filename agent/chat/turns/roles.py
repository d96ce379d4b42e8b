"""Finds who words mean: roles of a Blueprint, its accounts, owners, everybody. Adds and removes roles."""

import re

from agent.chat.turns.new_names import names_thing
from agent.chat.turns.references import bare
from agent.chat.turns.scene import Scene
from agent.planner.naming import role_name
from agent.planner.notes import Notes
from tools.blueprint.edit.model import PartKind
from tools.blueprint.names import plural, singular_snake, words
from tools.errors import BadInput

_PUBLIC = frozenset(
    {"everybody", "everyone", "anybody", "anyone", "public", "the public", "visitors", "guests", "anonymous users",
     "anonymous visitors", "people without an account", "the world", "strangers"}
)  # fmt: skip
_SIGNED_IN = frozenset(
    {"authenticated users", "logged in users", "logged-in users", "signed in users", "signed-in users",
     "registered users", "users", "all users", "every user", "any user", "accounts", "people with an account",
     "whoever is signed in", "whoever is logged in", "everybody signed in", "everyone logged in",
      "people who are signed in", "people who are logged in",
     "those who are signed in", "those who are logged in", "whoever has an account", "those with an account",
     "everybody who is signed in", "everyone who is signed in", "everyone who is logged in", "signed in people",
     "signed-in people", "logged-in people", "logged in people", "people with accounts", "anyone signed in",
     "anyone who is signed in", "anyone who is logged in", "everyone with an account", "everybody with an account",
     "anyone with an account", "users who are signed in", "users who are logged in", "registered people"}
)  # fmt: skip
_EVERY = re.compile(r"^(?:every|any|each|all)\s+(?:(?:signed|logged)[- ]in\s+|registered\s+|authenticated\s+)?")
_OWNER = frozenset({"owners", "owner", "their owner", "its owner", "the owner", "their owners", "the author",
                    "creators", "the creator", "whoever made it", "whoever wrote it", "nobody else"})  # fmt: skip
_THEM = frozenset({"they", "them", "these people", "this role", "that role"})
_SAME = {"administrator": "admin", "administrators": "admin", "admins": "admin"}
JOINED = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+|\s*&\s*", re.I)
_ADD = re.compile(r"^(?:add|create|make|introduce|have|we need)\s+(?:an?\s+|the\s+|another\s+)?(?P<rest>.+)$", re.I)
_DROP = re.compile(
    r"^(?:remove|drop|delete|get rid of|we (?:do not|don't) need)\s+(?:the\s+|an?\s+)?(?P<rest>.+)$", re.I
)
_ROLES = re.compile(r"^(?:role|roles)\s+(?P<a>.+)$|^(?P<b>.+?)\s+roles?$|^new role[: ]+(?P<c>.+)$", re.I)


def role_of(said: str, scene: Scene) -> str | None:
    """The role that words mean: `the admins`."""
    text = re.sub(r"\brole\b", "", bare(said), flags=re.I).strip().lower()
    text = _SAME.get(text, text)
    names = {role.name for role in scene.blueprint.roles}
    for name in sorted(names):
        if words(text) in (words(name), (*words(name)[:-1], plural(words(name)[-1]))):
            return name
    if text == "admin":
        return next((role.name for role in scene.blueprint.roles if role.first), None)
    return None


def whom(said: str, scene: Scene) -> tuple[str, ...] | None:
    """Words of the permission language for whoever is named: `librarians and admins`; None for nobody known."""
    found: list[str] = []
    for piece in JOINED.split(said.strip()):
        text = re.sub(r"^only\s+", "", piece.strip().lower())
        word = _who(text, scene)
        if word is None:
            return None
        found.append(word)
    return tuple(dict.fromkeys(found)) or None


def _who(text: str, scene: Scene) -> str | None:
    role = role_of(text, scene)
    if role is not None and not (own_name(role, scene)):
        return role
    if text in _THEM:
        return _just_made(scene)
    if text in _PUBLIC:
        return "public"
    account = words(scene.account) if scene.account else ()
    plain = _EVERY.sub("", text)
    if {text, plain, f"{plain}s"} & _SIGNED_IN or (account and words(plain) in _forms(account)):
        return "authenticated"
    owners = {entity.owner for entity in scene.blueprint.entities if entity.owner}
    things = {words(name) for name in scene.entities}
    name = singular_snake("_".join(words(bare(text))) or "nobody")
    if text in _OWNER or (name in owners and words(name) not in things):
        return "owner"
    return None


def _forms(name: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words of a name in the singular and the plural."""
    return name, (*name[:-1], plural(name[-1]))


def _just_made(scene: Scene) -> str | None:
    """The role that the clause before made: `add a role librarian, and let them create books`."""
    last = scene.edits[-1] if scene.edits else None
    return last.name if last is not None and last.part is PartKind.ROLE and last.op == "set" else None


def own_name(role: str, scene: Scene) -> bool:
    """Whether a role is what all accounts get and are called: members are whoever has an account."""
    return any(item.name == role and item.default for item in scene.blueprint.roles) and (
        scene.account is not None and words(role) == words(scene.account)
    )


def new_role(said: str, scene: Scene) -> str:
    """A role that is not there yet, added. BadInput for a name that is unsafe."""
    name = role_name(bare(said), Notes())
    if name in {"public", "authenticated", "owner"}:
        raise BadInput(f"`{name}` is a word of the permission language.", hint="Give the role another name.")
    scene.set(PartKind.ROLE, name, {})
    return name


def read_roles(said: str, scene: Scene) -> bool:
    """Whether the clause adds or removes roles."""
    for form, add in ((_ADD, True), (_DROP, False)):
        match = form.match(said)
        inner = _ROLES.match(match["rest"]) if match else None
        if inner is not None:
            names = JOINED.split(next(text for text in inner.groups() if text))
            if not all(names_thing(bare(name)) for name in names):
                return False
            for name in names:
                _change(name, add, scene)
            return True
    return False


def _change(said: str, add: bool, scene: Scene) -> None:
    there = role_of(said, scene)
    if add and there is None:
        made = new_role(said, scene)
        scene.notes.assume(f"The role {made} may do nothing more than others until you say what it may.")
    elif add:
        scene.notes.assume(f"There is a role {there} already.")
    elif there is not None:
        scene.remove(PartKind.ROLE, there)
    else:
        known = ", ".join(role.name for role in scene.blueprint.roles) or "none"
        raise BadInput(f"There is no role called `{bare(said)[:60]}`.", hint=f"Roles: {known}.", code="unknown-name")
