"""Authentication, limits and conventions of a payload."""

import re
from collections.abc import Mapping
from typing import Any

from agent.planner.naming import role_name
from agent.planner.notes import Notes
from agent.planner.payload.fields import Fields
from agent.planner.payload.values import flag, items, mapping, prose, text, texts, whole, wrong
from agent.planner.sketch import Sketch
from agent.planner.text.conventions import set_pagination
from tools.blueprint.model import ApiStyle, PaginationStyle
from tools.errors import BadInput, Unsupported

_SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "s": 1,
    "m": 60,
    "h": 3600,
    "d": 86_400,
    "min": 60,
    "sec": 1,
}
_RATE = re.compile(
    r"^\s*(\d{1,7})\s*(?:requests?|req)?\s*(?:/|per)\s*(\d{1,5})?\s*(second|sec|minute|min|hour|day|s|m|h|d)s?\s*$",
    re.IGNORECASE,
)
_NONE = frozenset({"none", "no", "false", "disabled", "off", "public"})
_JWT = frozenset(
    {
        "jwt",
        "bearer",
        "token",
        "jwt_bearer",
        "bearer_jwt",
        "json_web_token",
        "yes",
        "true",
        "required",
        "jwt_authentication",
        "jwt_token",
        "jwt_tokens",
    }
)


def authentication(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """`"JWT"`, true, false, or an object with a strategy. Unsupported for another scheme."""
    if isinstance(value, dict):
        fields = Fields(value, path, notes)
        scheme = fields.take("strategy", "type", "scheme", "method")
        account = fields.take("account", "entity")
        roles = fields.take("roles")
        enabled = fields.take("enabled", "required")
        _numbers(fields, sketch)
        fields.report()
        if enabled is not None and not flag(enabled[1], enabled[0]):
            authentication(False, enabled[0], sketch, notes)
            return
        authentication(scheme[1] if scheme else True, scheme[0] if scheme else path, sketch, notes)
        if account is not None:
            sketch.auth.account = text(account[1], account[0])
        if roles is not None:
            read_roles(roles[1], roles[0], sketch, notes)
        return
    if isinstance(value, list):
        for at, item in enumerate(items(value, path)):
            authentication(item, f"{path}[{at}]", sketch, notes)
        return
    if isinstance(value, bool):
        word = "true" if value else "false"
    elif isinstance(value, str):
        word = "_".join(re.findall(r"[a-z0-9]+", text(value, path).lower()))
    else:
        wrong(path, "the name of a scheme", value)
    if word in _NONE:
        sketch.auth.no = f"{path}: {word}"
    elif word in _JWT:
        sketch.auth.yes = f"{path}: {'JWT' if 'jwt' in word else word}"
    else:
        raise Unsupported("authentication", str(value)[:80], ("jwt", "none"))


def _numbers(fields: Fields, sketch: Sketch) -> None:
    for name, keys, least, most in (
        ("access_token_minutes", ("access_token_minutes",), 1, 1440),
        ("refresh_token_days", ("refresh_token_days",), 1, 365),
        ("password_min_length", ("password_min_length",), 8, 128),
    ):
        given = fields.take(*keys)
        if given is not None:
            setattr(sketch.auth, name, whole(given[1], given[0], least, most))
    login = fields.take("login")
    if login is not None:
        sketch.auth.login = text(login[1], login[0], 48)
    open_ = fields.take("self_registration")
    if open_ is not None:
        sketch.auth.self_registration = flag(open_[1], open_[0])


def read_roles(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """`["admin", "editor"]` or objects with a name."""
    for at, item in enumerate(items(value, path)):
        where = f"{path}[{at}]"
        said = mapping(item, where).get("name") if isinstance(item, dict) else item
        name = role_name(text(said, where), notes, where)
        if name not in sketch.roles:
            sketch.roles.append(name)


def rate_limit(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """True, false, a number (requests a minute), `"100/minute"`, or an object."""
    if isinstance(value, bool):
        sketch.api.rate_limit = value
    elif isinstance(value, int | float):
        sketch.api.rate_limit = (whole(value, path, 1, 1_000_000), 60)
        notes.assume(f"{path}: {int(value)} requests are meant per minute.")
    elif isinstance(value, str):
        match = _RATE.match(value)
        if match is None:
            if value.strip().lower() in _NONE:
                sketch.api.rate_limit = False
                return
            raise BadInput(
                f"{path}: `{value[:60]}` is no rate.", hint="Write `100/minute`.", code="bad-payload", path=path
            )
        seconds = int(match[2] or 1) * _SECONDS[match[3].lower()]
        sketch.api.rate_limit = (whole(int(match[1]), path, 1, 1_000_000), whole(seconds, path, 1, 86_400))
    else:
        _rate_object(mapping(value, path), path, sketch, notes)


def _rate_object(data: Mapping[str, Any], path: str, sketch: Sketch, notes: Notes) -> None:
    fields = Fields(data, path, notes)
    enabled = fields.take("enabled")
    requests = fields.take("requests", "limit", "max", "max_requests", "requests_per_minute", "rate")
    window = fields.take("window_seconds", "seconds", "window", "per", "interval", "period")
    millis = fields.take("window_ms")
    fields.take("scope")
    fields.report()
    if enabled is not None and not flag(enabled[1], enabled[0]):
        sketch.api.rate_limit = False
        return
    if requests is None:
        sketch.api.rate_limit = True
        return
    if isinstance(requests[1], str) and window is None and millis is None:
        rate_limit(requests[1], requests[0], sketch, notes)
        return
    seconds = 60
    if millis is not None:
        seconds = whole(whole(millis[1], millis[0], 1000, 86_400_000) // 1000, millis[0], 1, 86_400)
    elif window is not None:
        seconds = _seconds(window[1], window[0])
    sketch.api.rate_limit = (whole(requests[1], requests[0], 1, 1_000_000), seconds)


def _seconds(value: object, path: str) -> int:
    if isinstance(value, str):
        match = re.fullmatch(r"\s*(\d{1,5})?\s*([a-z]+?)s?\s*", value.lower())
        if match is None or match[2] not in _SECONDS:
            raise BadInput(
                f"{path}: `{value[:60]}` is no length of time.",
                hint="Write `1 minute` or seconds.",
                code="bad-payload",
                path=path,
            )
        return whole(int(match[1] or 1) * _SECONDS[match[2]], path, 1, 86_400)
    return whole(value, path, 1, 86_400)


def pagination(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """`"cursor"`, `"offset"`, true, false, or an object with a style and limits."""
    styles = {
        "cursor": PaginationStyle.CURSOR,
        "keyset": PaginationStyle.CURSOR,
        "cursor_based": PaginationStyle.CURSOR,
        "offset": PaginationStyle.OFFSET,
        "page": PaginationStyle.OFFSET,
        "limit_offset": PaginationStyle.OFFSET,
        "offset_based": PaginationStyle.OFFSET,
    }
    if isinstance(value, bool):
        if not value:
            sketch.api.pagination_said = f"{path}: false"
    elif isinstance(value, str):
        word = "_".join(re.findall(r"[a-z]+", value.lower()))
        if word in _NONE:
            sketch.api.pagination_said = f"{path}: {word}"
        elif word in styles:
            set_pagination(sketch.api, styles[word], f"{path}: {word}")
        else:
            raise Unsupported("pagination", value[:80], ("cursor", "offset"))
    else:
        fields = Fields(mapping(value, path), path, notes)
        style = fields.take("style", "type", "strategy")
        least = fields.take("default_limit", "limit", "page_size", "default_page_size")
        most = fields.take("max_limit", "max_page_size")
        fields.report()
        if style is not None:
            pagination(style[1], style[0], sketch, notes)
        if least is not None:
            sketch.api.default_limit = whole(least[1], least[0], 1, 1000)
        if most is not None:
            sketch.api.max_limit = whole(most[1], most[0], 1, 1000)


def versioning(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """True, false, `"path"`, `"v2"`, or an object with a strategy and a version."""
    if isinstance(value, bool):
        sketch.api.versioning = value
    elif isinstance(value, dict):
        fields = Fields(value, path, notes)
        strategy = fields.take("strategy", "type", "style")
        version = fields.take("version", "current")
        fields.take("deprecation")
        fields.report()
        versioning(strategy[1] if strategy else True, strategy[0] if strategy else path, sketch, notes)
        if version is not None:
            versioning(version[1], version[0], sketch, notes)
    elif isinstance(value, int | float):
        sketch.api.versioning, sketch.api.version = True, whole(value, path, 1, 999)
    else:
        word = text(value, path).lower()
        match = re.fullmatch(r"v?(\d{1,3})(?:\.\d+)*", word)
        if match and int(match[1]) >= 1:
            sketch.api.versioning, sketch.api.version = True, int(match[1])
        elif word in _NONE:
            sketch.api.versioning = False
        elif word in {"path", "url", "uri", "url path", "uri path", "semantic", "semver"}:
            sketch.api.versioning = True
        else:
            raise Unsupported("versioning", word[:80], ("path", "none"))


def errors(value: object, path: str, notes: Notes) -> None:
    """Errors are RFC 9457 problem details; anything else is reported."""
    said = prose(value, path).lower()
    if value is False or not re.search(
        r"problem|rfc ?-?(?:7807|9457)|yes|standard|structured|consistent|json|comprehensive|detailed", said
    ):
        notes.leave(f"{path}: {said[:200]}: errors are RFC 9457 problem details.")


def style(value: object, path: str, sketch: Sketch, notes: Notes) -> None:
    """`"REST"`, `"GraphQL"`, or both."""
    for at, word in enumerate(texts(value, path)):
        plain = word.lower().replace(" ", "")
        if plain == "graphql":
            if ApiStyle.GRAPHQL not in sketch.api.styles:
                sketch.api.styles.append(ApiStyle.GRAPHQL)
        elif plain not in {"rest", "restful", "http", "json"}:
            raise Unsupported("api style", word[:80], ("rest", "graphql"))
        if at > 10:
            notes.leave(f"{path}: only the first styles were read.")
            return


def casing(value: object, path: str, sketch: Sketch) -> None:
    word = re.sub(r"[^a-z]", "", text(value, path).lower().replace("case", ""))
    if word not in {"snake", "camel"}:
        raise Unsupported("casing", str(value)[:80], ("snake", "camel"))
    sketch.api.camel = word == "camel"


def base_path(value: object, path: str, sketch: Sketch) -> None:
    said = text(value, path, 100).rstrip("/")
    if not re.fullmatch(r"(/[a-z0-9][a-z0-9._~-]*)*", said):
        raise BadInput(f"{path}: `{said[:60]}` is no path.", hint="Write `/api`.", code="bad-payload", path=path)
    sketch.api.base_path = said


SWITCHES: Mapping[str, str] = {
    "soft_delete": "soft_delete",
    "timestamps": "timestamps",
    "optimistic_lock": "optimistic_lock",
    "optimistic_locking": "optimistic_lock",
    "idempotency": "idempotency",
    "idempotency_keys": "idempotency",
}
"""Payload keys of plain switches, and what they set."""
