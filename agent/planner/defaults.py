"""Applies the rulebook's defaults to what the request leaves open; each one is an assumption that names its rule."""

from typing import Any

from agent.planner.notes import Notes
from agent.planner.rulebook import RulebookPort
from agent.planner.sketch import ApiSketch, AuthSketch, EntitySketch, Sketch
from agent.task import StackWish
from tools.blueprint.model import (
    Action,
    Api,
    ApiStyle,
    Auth,
    AuthScheme,
    CharacterKind,
    Key,
    KeyKind,
    Pagination,
    Password,
    RateLimit,
    Versioning,
)
from tools.errors import Contradiction

CRUD = (Action.LIST, Action.READ, Action.CREATE, Action.UPDATE, Action.DELETE)


class Defaults:
    """Looks defaults up and notes their use."""

    def __init__(self, rulebook: RulebookPort, notes: Notes) -> None:
        self._rulebook = rulebook
        self._notes = notes

    def take(self, path: str, said: str | None = None) -> Any:
        """The default for a path, or None; `said` tells the assumption, with `{}` for the value."""
        found = self._rulebook.default(path)
        if found is None:
            return None
        if said is None:
            self._notes.apply(found.rule)
        else:
            self._notes.assume(said.format(found.value), found.rule)
        return found.value

    def warn(self, risk: str) -> None:
        """Tells a risk of what was asked for in place of a default."""
        self._notes.warn(risk)


def api_of(sketch: ApiSketch, defaults: Defaults) -> Api:
    """The conventions of the API."""
    parts: dict[str, Any] = {"pagination": _pagination(sketch, defaults)}
    styles = [ApiStyle.REST, *(style for style in sketch.styles if style is not ApiStyle.REST)]
    parts["styles"] = tuple(styles)
    if sketch.base_path:
        parts["base_path"] = sketch.base_path
    parts |= _versioning(sketch, defaults) | _rate(sketch, defaults)
    if sketch.camel is not None:
        parts["casing"] = "camel" if sketch.camel else "snake"
    else:
        parts["casing"] = defaults.take("api.casing", "Names on the wire are in {} case.") or "snake"
    if sketch.idempotency is not None:
        parts["idempotency"] = sketch.idempotency
    else:
        wanted = defaults.take("api.idempotency")
        parts["idempotency"] = bool(wanted)
        if wanted:
            defaults.take("api.idempotency", "POST operations that create accept an `Idempotency-Key`.")
    size = defaults.take("api.max_body_bytes")
    if size is not None:
        parts["max_body_bytes"] = size
    return Api.model_validate(parts)


def _pagination(sketch: ApiSketch, defaults: Defaults) -> Pagination:
    parts: dict[str, Any] = {}
    if sketch.pagination is None:
        found = defaults.take("api.pagination")
        if isinstance(found, dict):
            parts = dict(found)
            style, least, most = parts.get("style"), parts.get("default_limit"), parts.get("max_limit")
            defaults.take(
                "api.pagination",
                f"Lists are paged by {style}: {sketch.default_limit or least} rows unless asked for, {most} at most.",
            )
    else:
        parts["style"] = sketch.pagination
    if sketch.default_limit is not None:
        parts["default_limit"] = sketch.default_limit
        parts["max_limit"] = max(sketch.max_limit or 0, parts.get("max_limit", 100), sketch.default_limit)
    if sketch.max_limit is not None:
        parts["max_limit"] = sketch.max_limit
        parts["default_limit"] = min(parts.get("default_limit", 20), sketch.max_limit)
    return Pagination.model_validate(parts)


def _versioning(sketch: ApiSketch, defaults: Defaults) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    if sketch.versioning is None:
        found = defaults.take("api.versioning", "The version stands in the {}: `/v1`.")
        parts["versioning"] = found if found is not None else Versioning.NONE
    else:
        parts["versioning"] = Versioning.PATH if sketch.versioning else Versioning.NONE
    if sketch.version is not None:
        parts["version"] = sketch.version
    return parts


def _rate(sketch: ApiSketch, defaults: Defaults) -> dict[str, Any]:
    if sketch.rate_limit is False:
        defaults.warn("Nothing limits how often one caller may ask, as the request says.")
        return {}
    if isinstance(sketch.rate_limit, tuple):
        requests, seconds = sketch.rate_limit
        return {"rate_limit": RateLimit(requests=requests, window_seconds=seconds)}
    found = defaults.take("api.rate_limit")
    if isinstance(found, dict):
        limit = RateLimit.model_validate(found)
        told = f"At most {limit.requests} requests in {limit.window_seconds} seconds for one caller."
        defaults.take("api.rate_limit", told)
        return {"rate_limit": limit}
    return {"rate_limit": RateLimit()} if sketch.rate_limit else {}


def auth_of(sketch: AuthSketch, defaults: Defaults) -> Auth:
    """Authentication, once the account is settled."""
    if sketch.account is None:
        return Auth()
    carrier = sketch.carrier
    scheme = AuthScheme.JWT if carrier is None else AuthScheme.SESSION
    parts: dict[str, Any] = {"scheme": scheme, "account": sketch.account, "login": sketch.login or "email"}
    if sketch.basic:
        scheme, carrier = AuthScheme.BASIC, None
        parts["scheme"] = scheme
    if carrier is not None:
        parts |= {"carrier": carrier, **({"session_days": None} if "header" in carrier else {})}
    if sketch.self_registration is not None:
        parts["self_registration"] = sketch.self_registration
    for name, told, least, most in (
        ("access_token_minutes", "An access token is good for {} minutes.", 1, 1440),
        ("refresh_token_days", "A refresh token is good for {} days, and for one use.", 1, 365),
    ):
        if scheme is not AuthScheme.JWT:
            continue
        said = getattr(sketch, name)
        value = said if said is not None else defaults.take(f"auth.{name}", told)
        if value is not None:
            parts[name] = max(least, min(most, int(value)))
    parts["password"] = _password_of(sketch, defaults)
    return Auth.model_validate(parts)


def _password_of(sketch: AuthSketch, defaults: Defaults) -> Password:
    """What is said of passwords; a bound outside of what is possible becomes the nearest one."""
    said, bounds = sketch.password, {"min_length": (8, 128), "max_length": (8, 1024)}
    parts = {name: max(least, min(most, said[name])) for name, (least, most) in bounds.items() if name in said}
    if "min_length" not in parts:
        usual = int(defaults.take("auth.password.min_length", "A password has at least {} characters.") or 12)
        parts["min_length"] = min(usual, parts.get("max_length", usual))
    parts["max_length"] = max(parts.get("max_length", 128), parts["min_length"])
    return Password(**parts, needs=tuple(kind for kind in CharacterKind if kind in said.get("needs", ())))


def lifecycle_of(entity: EntitySketch, sketch: Sketch, defaults: Defaults) -> dict[str, Any]:
    """Key and lifecycle flags of an entity, as keyword arguments of a Blueprint `Entity`."""
    api = sketch.api
    flags: dict[str, Any] = {"key": _key(entity, api, defaults)}
    for name, own, common in (
        ("timestamps", entity.timestamps, api.timestamps),
        ("optimistic_lock", entity.optimistic_lock, api.optimistic_lock),
    ):
        said = own if own is not None else common
        flags[name] = bool(said if said is not None else defaults.take(f"entity.{name}", _TOLD[name]))
    account = entity.name == sketch.auth.account
    flags["soft_delete"] = bool(
        entity.soft_delete if entity.soft_delete is not None else api.soft_delete and not account
    )
    flags["audit"] = (entity.audit or api.audit) and sketch.auth.account is not None
    return flags


_TOLD = {
    "timestamps": "Every entity has `created_at` and `updated_at`.",
    "optimistic_lock": "A change needs the version it rests on (`If-Match`).",
}


def _key(entity: EntitySketch, api: ApiSketch, defaults: Defaults) -> Key:
    if entity.key is KeyKind.NATURAL and entity.key_attribute is not None:
        if entity.key_attribute not in entity.attributes:
            raise Contradiction(
                f"{entity.key_attribute} is the key of {entity.name}", f"{entity.name} has no such attribute"
            )
        return Key(kind=KeyKind.NATURAL, attribute=entity.key_attribute)
    if entity.key is not None:
        return Key(kind=entity.key)
    if api.serial_keys:
        return Key(kind=KeyKind.SERIAL)
    found = defaults.take("entity.key")
    if isinstance(found, dict) and found.get("kind") in {"uuid", "serial"}:
        defaults.take("entity.key", f"Keys are made by the backend ({found['kind']}).")
        return Key(kind=found["kind"])
    return Key()


def actions_of(sketch: Sketch, defaults: Defaults) -> dict[str, tuple[Action, ...]]:
    """Standard operations per entity, in the order of `Action`."""
    usual = defaults.take("resource.actions")
    base = tuple(Action(item) for item in usual) if isinstance(usual, list) else CRUD
    chosen: dict[str, tuple[Action, ...]] = {}
    for name in sketch.entities:
        said = sketch.actions.get(name, base)
        wanted = {*said, *(sketch.actions_for_all if said else ())}
        if name == sketch.auth.account:
            wanted.discard(Action.CREATE)
            # Whoever founds a tenant makes its accounts.
            wanted |= {Action.CREATE} if sketch.entities[name].tenant else set()
        chosen[name] = tuple(action for action in Action if action in wanted)
    return chosen


def stack_of(asked: StackWish, sketch: Sketch, defaults: Defaults) -> StackWish:
    """The stack: as asked, else the default. Raises Contradiction where two of a kind are asked for."""
    framework = asked.framework or _only(sketch.frameworks, "framework")
    datastore = asked.datastore or _only(sketch.datastores, "datastore")
    language = asked.language or (sketch.languages[0] if sketch.languages else None)
    if framework is None and language is None:
        framework = defaults.take("stack.framework", "The framework is {}: the request names none.")
    if datastore is None:
        datastore = defaults.take("stack.datastore", "The datastore is {}: the request names none.")
    return StackWish(framework=framework, datastore=datastore, language=language)


def _only(names: list[str], what: str) -> str | None:
    if len(names) > 1:
        raise Contradiction(f"the {what} is {names[0]}", f"the {what} is {names[1]}", hint="Name one of them.")
    return names[0] if names else None
