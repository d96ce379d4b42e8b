"""The defaults that a document may carry: a closed list of paths, checked by the Blueprint's types."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import JsonValue, StrictBool, StringConstraints, TypeAdapter

from knowledge.lexicon import LexiconEntry
from tools.blueprint.model import Action, Api, Auth, Key, Password
from tools.blueprint.model.base import Name, Part

ATTRIBUTE_TYPES = "attribute_types"
"""The one path that several documents may fill: their entries add up to the lexicon."""

Check = Callable[[object], JsonValue]

StackId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=40)]


class RoleNames(Part):
    """Roles of a backend whose request names none."""

    default: Name
    """Of an account that registers itself."""
    first: Name
    """Of the account that the `create-admin` command makes; permission defaults name it `admin`."""


def _part_field(part: type[Part], name: str) -> Check:
    def check(value: object) -> JsonValue:
        dumped: dict[str, JsonValue] = part.model_validate({name: value}).model_dump(mode="json")
        return dumped[name]

    return check


def _adapted(kind: Any) -> Check:
    adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def check(value: object) -> JsonValue:
        dumped: JsonValue = adapter.dump_python(adapter.validate_python(value), mode="json", exclude_defaults=True)
        return dumped

    return check


def _whole(kind: type[Part]) -> Check:
    def check(value: object) -> JsonValue:
        dumped: JsonValue = kind.model_validate(value).model_dump(mode="json")
        return dumped

    return check


_ALLOW = _adapted(dict[Action, tuple[Name, ...]])

CHECKS: dict[str, Check] = {
    "api.casing": _part_field(Api, "casing"),
    "api.idempotency": _part_field(Api, "idempotency"),
    "api.max_body_bytes": _part_field(Api, "max_body_bytes"),
    "api.pagination": _part_field(Api, "pagination"),
    "api.rate_limit": _part_field(Api, "rate_limit"),
    "api.versioning": _part_field(Api, "versioning"),
    ATTRIBUTE_TYPES: _adapted(tuple[LexiconEntry, ...]),
    "auth.access_token_minutes": _part_field(Auth, "access_token_minutes"),
    "auth.password.min_length": _part_field(Password, "min_length"),
    "auth.refresh_token_days": _part_field(Auth, "refresh_token_days"),
    "auth.roles": _whole(RoleNames),
    "auth.scheme": _part_field(Auth, "scheme"),
    "entity.key": _whole(Key),
    "entity.optimistic_lock": _adapted(StrictBool),
    "entity.timestamps": _adapted(StrictBool),
    "permissions.account": _ALLOW,
    "permissions.catalogue": _ALLOW,
    "permissions.owned": _ALLOW,
    "resource.actions": _adapted(tuple[Action, ...]),
    "stack.datastore": _adapted(StackId),
    "stack.framework": _adapted(StackId),
}
"""Path → check. `auth.scheme` is for requests that want accounts and name no scheme; `permissions.*` are for
entities that everybody reads (catalogue), that belong to an account (owned), and that are accounts."""


def checked(defaults: dict[str, object]) -> dict[str, JsonValue]:
    """The defaults as plain JSON. Raises ValueError for another path or a value that does not fit."""
    unknown = sorted(set(defaults) - set(CHECKS))
    if unknown:
        raise ValueError(f"a document may not set {', '.join(unknown)}")
    return {path: CHECKS[path](defaults[path]) for path in sorted(defaults)}
