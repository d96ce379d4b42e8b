"""Settles authentication: whether there are accounts, which entity they are, and what they need."""

from agent.planner.notes import Notes
from agent.planner.rulebook import RulebookPort
from agent.planner.sketch import PERSON, AttributeSketch, EntitySketch, Own, PermissionSketch, Sketch
from agent.planner.text.acts import READING
from agent.planner.text.whom import role_of
from agent.planner.text.words import ACCOUNT_PEOPLE, PEOPLE
from tools.blueprint.names import snake
from tools.errors import Contradiction

BASIC_LOGIN = "[a-z0-9._@-]+"
"""What logins of Basic credentials may be, unless more is said."""
_PASSWORDS = frozenset(
    {"password", "password_hash", "hashed_password", "password_digest", "encrypted_password", "passwd"}
)
_LOGINS = ("email", "username", "login", "handle")


def settle_account(sketch: Sketch, rulebook: RulebookPort, notes: Notes) -> None:
    """Chooses the account entity where there is authentication; Contradiction for `JWT` beside `no login`."""
    auth = sketch.auth
    if auth.yes and auth.no:
        raise Contradiction(auth.yes, auth.no, hint="Say whether callers have accounts.")
    if auth.no and auth.no_for_some and _reason(sketch) is not None:
        notes.assume(f"Others have accounts: {auth.no} is said of some, and {_reason(sketch)}.")
        auth.no = None
    if auth.no:
        auth.account = None
        _without(sketch, notes)
        return
    reason = _reason(sketch)
    if reason is None:
        auth.account = None
        notes.warn("There is no authentication: everybody who reaches the backend can read and change everything.")
        notes.ask("auth", "Shall callers have accounts?", "no authentication")
        return
    if auth.yes is None:
        rule = rulebook.default("auth.scheme")
        auth.yes = "jwt"
        notes.assume(f"Callers have accounts and log in (JWT), because {reason}.", rule.rule if rule else None)
        notes.ask("auth", "Shall callers have accounts?", "JWT authentication")
    auth.account = auth.account or _choose(sketch, notes)
    _complete(sketch.entity(auth.account), sketch, notes)
    _settle_rules(auth.account, sketch)


def _persons(permission: PermissionSketch) -> frozenset[str]:
    return frozenset(word for word in permission.allow if word.startswith(PERSON))


def _settle_rules(account: str, sketch: Sketch) -> None:
    """`only trainers may`: trainers that are not the accounts are accounts with a role.

    So are those that may change something, or see what is otherwise private; what all may see anyway, they may without
    one. What the accounts may change follows from whose the rows are, unless they alone may.
    """
    kept = []
    for permission in sketch.permissions:
        apart = permission.exclusive or _private(permission, sketch) or _writes(permission)
        if f"{PERSON}{snake(account)}" in permission.allow and not permission.exclusive and _writes(permission):
            continue
        allow = []
        for word in permission.allow:
            name = word.removeprefix(PERSON)
            if word != name and (name == snake(account) or not apart):
                name = "authenticated"
            elif word != name and name not in sketch.roles:
                sketch.roles.append(name)
            allow.append(name)
        permission.allow = tuple(allow)
        kept.append(permission)
    sketch.permissions = kept


def _writes(permission: PermissionSketch) -> bool:
    return not set(permission.actions) <= set(READING)


def _without(sketch: Sketch, notes: Notes) -> None:
    if sketch.roles and (sketch.roles_demanded or _ruling(sketch)):
        raise Contradiction(f"the role {sketch.roles[0]}", str(sketch.auth.no), hint="Roles need accounts.")
    if sketch.owned:
        raise Contradiction("everybody has rows of his own", str(sketch.auth.no), hint="Ownership needs accounts.")
    sketch.permissions = [item for item in sketch.permissions if not item.scoped]
    for permission in sketch.permissions:
        loose = frozenset() if permission.exclusive else _persons(permission)
        others = [word for word in permission.allow if word != "public" and word not in loose]
        if others and others != ["authenticated"]:
            raise Contradiction(
                f"only {others[0].removeprefix(PERSON)} may", str(sketch.auth.no), hint="Permissions need accounts."
            )
    if sketch.roles:
        notes.leave(f"The role {', '.join(sketch.roles)}: without accounts nobody has one.")
        sketch.roles.clear()
    notes.warn("There is no authentication: everybody who reaches the backend can read and change everything.")


def _ruling(sketch: Sketch) -> bool:
    """Some role alone may do something."""
    return any(
        item.exclusive and not item.scoped and set(item.allow) & set(sketch.roles) for item in sketch.permissions
    )


def _reason(sketch: Sketch) -> str | None:
    """Why there have to be accounts; None where nothing says so."""
    if sketch.auth.yes:
        return "it is asked for"
    if sketch.owned:
        return "everybody has rows of his own"
    if sketch.roles:
        return f"there is the role {sketch.roles[0]}"
    for name in ("User", "Account"):
        if name in sketch.entities:
            return f"there is the entity {name}"
    open_to = {"public", "authenticated"}
    if any(item.exclusive or set(item.allow) - open_to - _persons(item) for item in sketch.permissions):
        return "not everybody may do everything"
    if sketch.auth.usual:
        return sketch.auth.usual
    for entity in sketch.entities.values():
        if any(attribute in _PASSWORDS for attribute in entity.attributes):
            return f"{entity.name} has a password"
    return None


def _private(permission: PermissionSketch, sketch: Sketch) -> bool:
    own = sketch.auth.own_rows if permission.entity is None else sketch.entities[permission.entity].own
    return Own.PRIVATE in {own, sketch.auth.own_rows}


def _choose(sketch: Sketch, notes: Notes) -> str:
    for entity in sketch.entities.values():
        if any(attribute in _PASSWORDS for attribute in entity.attributes):
            return entity.name
    for word in ACCOUNT_PEOPLE:
        name = word.capitalize()
        if name in sketch.entities and not (word == "player" and "Team" in sketch.entities):
            if word != "user":
                notes.assume(f"{name} is the entity whose rows are accounts.")
            return name
    if len(sketch.auth.owners) == 1:
        notes.assume(f"{sketch.auth.owners[0]} is the entity whose rows are accounts: they have rows of their own.")
        return sketch.auth.owners[0]
    notes.assume("User is the entity whose rows are accounts: the request names none.")
    sketch.entity("User")
    sketch.auth.account_assumed = True
    return "User"


def _complete(entity: EntitySketch, sketch: Sketch, notes: Notes) -> None:
    """An account has a unique required login; its password and role are the server's business."""
    for name in sorted(_PASSWORDS & set(entity.attributes)):
        for bound, least, most in (("min_length", 8, 128), ("max_length", 8, 1024)):
            length = entity.attributes[name].facets.get(bound)
            if length:
                sketch.auth.password.setdefault(bound, max(least, min(most, int(length))))
        del entity.attributes[name]
        notes.assume(
            f"{entity.name}.{name} is kept only as an Argon2id hash, which the backend adds by itself.",
            "passwords.argon2id",
        )
    role = entity.attributes.pop("role", None) or entity.attributes.pop("roles", None)
    if role is not None:
        for value in role.facets.get("values", ()):
            role_of(str(value).lower().replace(" ", "_").replace("-", "_"), sketch)
    login = sketch.auth.login or next((name for name in _LOGINS if name in entity.attributes), None)
    if login is None:
        login = "email"
        if entity.listed:
            notes.assume(f"{entity.name} has an `email`: accounts log in with it.")
    sketch.auth.login = login
    attribute = entity.attributes.get(login) or AttributeSketch(login)
    if attribute.optional and sketch.yielding:
        attribute.optional = False
        notes.assume(f"{entity.name}.{login} is required: accounts log in with it.")
    if attribute.optional:
        raise Contradiction(f"{entity.name}.{login} is optional", f"{entity.name}.{login} is the login of an account")
    if attribute.facets.get("type") not in {"email", "string"}:
        attribute.facets["type"] = "email" if login == "email" else "string"
    if attribute.facets["type"] == "string":
        attribute.facets.setdefault("max_length", 100)
        if sketch.auth.basic and "pattern" not in attribute.facets:
            attribute.facets["pattern"] = BASIC_LOGIN
            notes.assume(f"{entity.name}.{login} holds no colon, which would end the login in Basic credentials.")
    attribute.facets.update(required=True, unique=True, personal=True)
    entity.attributes = {login: attribute, **{name: item for name, item in entity.attributes.items() if name != login}}


def people(sketch: Sketch) -> list[str]:
    """Entities that are people, those that log in first."""
    return [word.capitalize() for word in PEOPLE if word.capitalize() in sketch.entities]
