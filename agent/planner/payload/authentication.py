"""Authentication and roles of a payload."""

from typing import Any

from agent.planner.carriers import by_basic, by_cookie, by_key, said_name
from agent.planner.characters import kinds_in
from agent.planner.naming import attribute_name, role_name
from agent.planner.notes import Notes
from agent.planner.payload.fields import Fields
from agent.planner.payload.switches import refused, switch, switched_off, wanted
from agent.planner.payload.values import items, key_word, text, whole, wrong
from agent.planner.sketch import Sketch
from tools.errors import BadInput, Unsupported

_JWT = frozenset(
    {
        "jwt",
        "bearer",
        "token",
        "jwt_bearer",
        "bearer_jwt",
        "bearer_token",
        "json_web_token",
        "jwt_authentication",
        "jwt_token",
        "jwt_tokens",
    }
)
_REQUIRED = {
    "lowercase": "lower", "lower": "lower", "uppercase": "upper", "upper": "upper", "digit": "digit",
    "digits": "digit", "number": "digit", "numbers": "digit", "symbol": "symbol", "symbols": "symbol",
    "special": "symbol", "special_character": "symbol", "special_characters": "symbol",
}  # fmt: skip
KNOWN = ("api_key", "basic", "cookie", "jwt", "none")
"""Schemes that can be asked for."""
_KEYS = frozenset({"api_key", "api_keys", "apikey", "api_key_authentication", "api_key_auth"})
_COOKIES = frozenset(
    {
        "cookie",
        "cookies",
        "session",
        "sessions",
        "session_cookie",
        "session_cookies",
        "cookie_session",
        "cookie_sessions",
    }
)
_BASIC = frozenset({"basic", "basic_auth", "basic_authentication", "http_basic", "http_basic_auth"})
_SCHEMES = ("strategy", "type", "scheme", "method")


def authentication(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """`"JWT"`, true, false, or an object with a strategy. Unsupported for another scheme."""
    if isinstance(value, dict):
        _object(value, path, sketch, notes)
    elif isinstance(value, list):
        for at, item in enumerate(items(value, path)):
            authentication(item, f"{path}[{at}]", sketch, notes)
    elif refused(value) or (isinstance(value, str) and key_word(value) == "public"):
        sketch.auth.no = f"{path}: {'false' if value is False else value}"
    elif wanted(value):
        sketch.auth.yes = f"{path}: {'true' if value is True else value}"
    elif not isinstance(value, str):
        wrong(path, "the name of a scheme", value)
    elif key_word(text(value, path)) in _JWT:
        sketch.auth.yes = f"{path}: {'JWT' if 'jwt' in value.lower() else value.strip()}"
    elif key_word(text(value, path)) in _KEYS:
        by_key(sketch.auth, notes, f"{path}: {value.strip()}", None)
    elif key_word(text(value, path)) in _COOKIES:
        by_cookie(sketch.auth, notes, f"{path}: {value.strip()}", None)
    elif key_word(text(value, path)) in _BASIC:
        by_basic(sketch.auth, notes, f"{path}: {value.strip()}")
    else:
        raise Unsupported("authentication", value.strip()[:80], KNOWN)


def _object(value: dict[str, Any], path: str, sketch: Sketch, notes: Notes) -> None:
    fields = Fields(value, path, notes)
    # `{"type": "http", "scheme": "bearer"}` is how OpenAPI writes one scheme.
    schemes = [given for given in fields.take_each(*_SCHEMES) if given[1] != "http"]
    account, roles = fields.take("account", "entity"), fields.take("roles")
    required = fields.take("required")
    header, cookie = fields.take("header", "header_name"), fields.take("cookie", "cookie_name")
    off = switched_off(fields) or (required is not None and not switch(*required))
    _numbers(fields, sketch, notes)
    fields.take("bearer_format")
    fields.report()
    if off:
        sketch.auth.no = f"{path}: false"
        return
    for where, said in schemes or [(path, True)]:
        authentication(said, where, sketch, notes)
    for kind, given in (("header", header), ("cookie", cookie)):
        if given is not None:
            name = said_name(kind, given[1])
            if name is None:
                wrong(given[0], f"the name of a {kind}", given[1])
            sketch.auth.carrier = {kind: name}
    if account is not None:
        sketch.auth.account = _account(text(account[1], account[0]), account[0], sketch)
    if roles is not None:
        read_roles(roles[1], roles[0], sketch, notes)


def _account(said: str, path: str, sketch: Sketch) -> str:
    """The declared entity that is meant."""
    for name in sketch.entities:
        if key_word(name) == key_word(said):
            return name
    raise BadInput(
        f"{path}: there is no entity `{said[:60]}`.",
        hint="Name one of `entities`.",
        code="bad-payload",
        path=path,
    )


def _numbers(fields: Fields, sketch: Sketch, notes: Notes) -> None:
    for name, least, most in (
        ("access_token_minutes", 1, 1440),
        ("refresh_token_days", 1, 365),
    ):
        given = fields.take(name)
        if given is not None:
            setattr(sketch.auth, name, whole(given[1], given[0], least, most))
    for bound, least, most in (("min_length", 8, 128), ("max_length", 8, 1024)):
        given = fields.take(f"password_{bound}")
        if given is not None:
            sketch.auth.password[bound] = whole(given[1], given[0], least, most)
    policy = fields.take("password", "password_policy", "passwords")
    if policy is not None:
        _policy(policy[1], policy[0], sketch, notes)
    login = fields.take("login")
    if login is not None:
        sketch.auth.login = attribute_name(text(login[1], login[0]), notes, login[0])
    open_ = fields.take("self_registration")
    if open_ is not None:
        sketch.auth.self_registration = switch(*open_)


def _policy(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """`{"min_length": 10, "needs": ["digit"]}` or `{"require_digit": true}`."""
    if not isinstance(value, dict):
        wrong(path, "an object with `min_length`, `max_length` and `needs`", value)
    fields, said = Fields(value, path, notes), sketch.auth.password
    for bound, least, most in (("min_length", 8, 128), ("max_length", 8, 1024)):
        given = fields.take(bound, f"{bound.removesuffix('_length')}imum_length")
        if given is not None:
            said[bound] = whole(given[1], given[0], least, most)
    kinds: list[str] = []
    listed = fields.take("needs", "requires", "require", "must_contain")
    for item in items(listed[1], listed[0]) if listed is not None else ():
        found = kinds_in(text(item, path).replace("_", " "))
        if not found:
            wrong(path, "kinds of characters: lower, upper, digit, symbol", item)
        kinds += found
    for key, kind in _REQUIRED.items():
        given = fields.take(*(f"{verb}_{key}" for verb in ("require", "requires", "needs")), key)
        if given is not None and switch(*given):
            kinds.append(kind)
    fields.report()
    if kinds:
        said["needs"] = tuple(kinds)


def read_roles(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """`["admin", "editor"]` or objects with a name."""
    for at, item in enumerate(items(value, path)):
        where = f"{path}[{at}]"
        said = item
        if isinstance(item, dict):
            fields = Fields(item, where, notes)
            named = fields.take("name", "role")
            fields.report()
            where, said = named or (f"{where}.name", None)
        name = role_name(text(said, where), notes, where)
        if name in sketch.roles:
            notes.assume(f"{where}: the role {name} is named twice, and is one role.")
        else:
            sketch.roles.append(name)
