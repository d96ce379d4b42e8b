"""Who may do something: a set of roles and of the words `public`, `authenticated` and `owner`."""

from collections.abc import Iterator

from tools.blueprint.model import Access, Action, AuthScheme, Blueprint

Reach = frozenset[str]
PUBLIC: Reach = frozenset({"public"})
NOBODY: Reach = frozenset()
LOOKING = (Action.READ, Action.LIST, Action.SEARCH, Action.ANALYTICS)
_OTHERWISE = (Action.SEARCH, Action.ANALYTICS)


def wider(old: Reach, new: Reach) -> bool:
    """Whether `new` holds callers that `old` does not."""
    if "public" in old or "public" in new:
        return "public" not in old
    if "authenticated" in old or "authenticated" in new:
        return "authenticated" not in old
    return not new <= old


def newcomers(old: Reach, new: Reach) -> tuple[str, ...]:
    """Those of `new` that `old` does not hold, in order; whoever holds all others stands for them."""
    if not wider(old, new):
        return ()
    everybody = next((who for who in ("public", "authenticated") if who in new), None)
    return (everybody,) if everybody else tuple(sorted(new - old))


def reach_of_access(access: Access) -> Reach:
    """Of an operation's access."""
    if access.public or access.optional:
        return PUBLIC
    return frozenset({*access.roles, *(["owner"] if access.owner else [])}) or frozenset({"authenticated"})


def reach_of_action(blueprint: Blueprint, entity: str, action: Action) -> Reach:
    """Of what is done with rows of an entity; nobody does what is neither served nor permitted.

    Who sees one row of an entity may see it another way: reading, listing, searching and counting are served alike.
    """
    if blueprint.auth.scheme is AuthScheme.NONE:
        return PUBLIC
    served = set(served_actions(blueprint))
    ways = [action, *(way for way in LOOKING if action in LOOKING and way is not action)]
    for way in ways:
        if (entity, way) in served or _allowed(blueprint, entity, way):
            return permitted(blueprint, entity, way)
    return NOBODY


def permitted(blueprint: Blueprint, entity: str, action: Action) -> Reach:
    """Of a standard operation, if it is served. Nobody said who may search or count: whoever may list."""
    if blueprint.auth.scheme is AuthScheme.NONE:
        return PUBLIC
    allowed = _allowed(blueprint, entity, action)
    if not allowed and action in _OTHERWISE and (entity, action) not in set(served_actions(blueprint)):
        allowed = _allowed(blueprint, entity, Action.LIST)
    if allowed:
        return allowed
    owned = entity == blueprint.auth.account or any(
        item.name == entity and item.owner is not None for item in blueprint.entities
    )
    return frozenset({"owner" if owned else "authenticated"})


def served_actions(blueprint: Blueprint) -> Iterator[tuple[str, Action]]:
    """Entity and action of the standard operations."""
    for resource in blueprint.resources:
        yield from ((resource.entity, action) for action in resource.actions)


def _allowed(blueprint: Blueprint, entity: str, action: Action) -> Reach:
    return frozenset(
        name
        for permission in blueprint.permissions
        if permission.entity == entity and action in permission.actions
        for name in permission.allow
    )
