"""Columns that the server manages, by an entity's lifecycle flags."""

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Attribute, AttributeType

DELETED_AT = "deleted_at"
VERSION = "version"
PASSWORD_HASH = "password_hash"
ROLE = "role"


def managed_columns(index: BlueprintIndex, entity: str) -> tuple[Attribute, ...]:
    """Managed attributes beside the declared ones, in their order; `deleted_at` and `password_hash` are sensitive."""
    found = index.entities[entity]
    columns: list[Attribute] = []
    if index.account is not None and entity == index.account.name:
        columns.append(_managed(PASSWORD_HASH, AttributeType.STRING, sensitive=True, max_length=255))
        columns += _role(index)
    if found.audit and index.account is not None:
        key = index.key(index.account.name).type
        columns += [Attribute(name=name, type=key, managed=True) for name in ("created_by", "updated_by")]
    if found.timestamps:
        columns += [_managed(name, AttributeType.DATETIME) for name in ("created_at", "updated_at")]
    if found.optimistic_lock:
        columns.append(_managed(VERSION, AttributeType.INT32))
    if found.soft_delete:
        columns.append(Attribute(name=DELETED_AT, type=AttributeType.DATETIME, managed=True, sensitive=True))
    return tuple(columns)


def managed_names(index: BlueprintIndex, entity: str) -> frozenset[str]:
    """Names that an entity may not declare itself."""
    return frozenset(column.name for column in managed_columns(index, entity))


def _role(index: BlueprintIndex) -> list[Attribute]:
    roles = index.blueprint.roles
    if not roles:
        return []
    # That exactly one role is the default is checked later than what asks for the columns.
    default = next((role.name for role in roles if role.default), None)
    values = tuple(role.name for role in roles)
    return [Attribute(name=ROLE, type=AttributeType.ENUM, values=values, default=default, required=True, managed=True)]


def _managed(name: str, type: AttributeType, *, sensitive: bool = False, max_length: int | None = None) -> Attribute:
    return Attribute(name=name, type=type, required=True, managed=True, sensitive=sensitive, max_length=max_length)
