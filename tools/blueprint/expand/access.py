"""From permissions to the access of one operation."""

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Access, Action

_WORDS = frozenset({"public", "authenticated", "owner"})


def access_for(index: BlueprintIndex, entity: str, action: Action) -> Access:
    """Who may do `action` with `entity`.

    Where nothing is said: every authenticated caller, narrowed to owned rows where the entity has an
    owner; without authentication: everybody.
    """
    if index.account is None:
        return Access(public=True)
    allowed = index.allowed(entity, action)
    if not allowed:
        return Access(owner=index.owner_column(entity) is not None)
    if "public" in allowed:
        return Access(public=True)
    if "authenticated" in allowed:
        return Access()
    roles = tuple(role.name for role in index.blueprint.roles if role.name in allowed)
    return Access(roles=roles, owner="owner" in allowed)
