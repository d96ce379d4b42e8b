"""What a Blueprint lets more people do, or protects less, than the one that it came from."""

from collections.abc import Iterator

from agent.model_planner.guard.delicate import allowed, delicate
from agent.model_planner.guard.reach import Reach, newcomers, permitted, reach_of_access, served_actions
from agent.model_planner.guard.shown import looked_at, shown
from tools.blueprint.model import Action, AuthScheme, Blueprint, Operation, RateLimit
from tools.blueprint.model.patterns import Bulk, Ensure, History, Pattern, SignUp, Stock, Trash, kind_of


def exposures(base: Blueprint, now: Blueprint) -> tuple[str, ...]:
    """In words, each once. An entity that `base` has not is judged by itself: only what is public counts."""
    found = [*_accounts(base, now), *_settings(base, now), *_data(base, now), *_actions(base, now)]
    found += [*_operations(base, now), *_patterns(base, now), *_views(base, now)]
    return tuple(dict.fromkeys(found))


def _accounts(base: Blueprint, now: Blueprint) -> Iterator[str]:
    old, new = base.auth, now.auth
    if old.scheme is AuthScheme.NONE:
        return
    if new.scheme is AuthScheme.NONE:
        yield "nobody has to sign in"
    if new.self_registration and not old.self_registration:
        yield "anybody may make an account"
    if new.password.min_length < old.password.min_length or set(old.password.needs) - set(new.password.needs):
        yield "passwords may be weaker"
    if new.access_token_minutes > old.access_token_minutes or new.refresh_token_days > old.refresh_token_days:
        yield "tokens are good for longer"
    if old.session_days is not None and (new.session_days is None or new.session_days > old.session_days):
        yield "sessions last longer"
    given = {role.name for role in now.roles if role.default} - {role.name for role in base.roles if role.default}
    yield from (f"whoever registers is {name}" for name in sorted(given) if base.roles)


def _settings(base: Blueprint, now: Blueprint) -> Iterator[str]:
    old, new = base.api.rate_limit, now.api.rate_limit
    if old is not None and (new is None or _rate(new) > _rate(old)):
        yield "callers may send more requests"


def _rate(limit: RateLimit) -> float:
    return limit.requests / limit.window_seconds


def _data(base: Blueprint, now: Blueprint) -> Iterator[str]:
    """Owners and tenants of rows, and attributes that were secret or the server's own."""
    entities = {entity.name: entity for entity in now.entities}
    for old in base.entities:
        new = entities.get(old.name)
        if new is None:
            continue
        for word in ("owner", "tenant"):
            if getattr(old, word) is not None and getattr(new, word) != getattr(old, word):
                yield f"{old.name} has another {word}, or none"
        attributes = {attribute.name: attribute for attribute in new.attributes}
        yield from (
            f"{old.name}.{attribute.name} is no longer sensitive"
            for attribute in old.attributes
            if attribute.sensitive and attribute.name not in attributes and _elsewhere(base, now, attribute.name)
        )
        for attribute in old.attributes:
            same = attributes.get(attribute.name)
            for word in ("sensitive", "managed"):
                if same is not None and getattr(attribute, word) and not getattr(same, word):
                    yield f"{old.name}.{attribute.name} is no longer {word}"


def _elsewhere(base: Blueprint, now: Blueprint, name: str) -> bool:
    """Whether an attribute of that name, not sensitive, is where none was."""
    before = {entity.name for entity in base.entities for item in entity.attributes if item.name == name}
    return any(
        item.name == name and not item.sensitive
        for entity in now.entities
        for item in entity.attributes
        if entity.name not in before
    )


def _actions(base: Blueprint, now: Blueprint) -> Iterator[str]:
    known = {entity.name for entity in base.entities}
    for entity, action in served_actions(now):
        # What the base does not serve is judged as something that goes away: that it is left out.
        reach = permitted(now, entity, action)
        old = permitted(base, entity, action) if entity in known else _signed_in(now)
        yield from (f"{action.value} of {entity} is open to {who}" for who in newcomers(old, reach))


def _signed_in(now: Blueprint) -> Reach:
    """Who may have what is new."""
    return frozenset({"public" if now.auth.scheme is AuthScheme.NONE else "authenticated"})


def _views(base: Blueprint, now: Blueprint) -> Iterator[str]:
    known = set(shown(base, base))
    yield from (text for text in shown(base, now) if text not in known)


def _operations(base: Blueprint, now: Blueprint) -> Iterator[str]:
    before = {operation.name: operation for operation in base.operations}
    for operation in now.operations:
        old = before.get(operation.name)
        yield from _access(old, operation, now)
        known = {*delicate(base, base, old), *looked_at(base, base, old)} if old is not None else set()
        found = [*delicate(base, now, operation), *looked_at(base, now, operation)]
        yield from (text for text in found if text not in known)


def _access(old: Operation | None, new: Operation, now: Blueprint) -> Iterator[str]:
    reach = reach_of_access(new.access)
    if now.auth.scheme is AuthScheme.NONE:
        return
    before = _signed_in(now) if old is None else reach_of_access(old.access)
    yield from (f"the operation {new.name} is open to {who}" for who in newcomers(before, reach))


def _patterns(base: Blueprint, now: Blueprint) -> Iterator[str]:
    known = set(base.patterns)
    for pattern in now.patterns:
        if pattern in known or base.auth.scheme is AuthScheme.NONE:
            continue
        if isinstance(pattern, SignUp):
            yield f"anybody may make a {pattern.sign_up}"
        access, entity = getattr(pattern, "access", None), _entity(pattern)
        what = kind_of(pattern)
        done = _done(pattern)
        if access is not None:
            [measure, *_] = [*done, Action.UPDATE]
            old = allowed(base, now, entity, measure)
            yield from (f"{what} of {entity} is open to {who}" for who in newcomers(old, reach_of_access(access)))
        for action in done:
            reach = permitted(now, entity, action)
            old = allowed(base, now, entity, action)
            yield from (f"{action.value} of {entity} is open to {who}" for who in newcomers(old, reach))


def _done(pattern: Pattern) -> tuple[Action, ...]:
    """What a pattern does that its entity may leave out, for whoever may do that."""
    match pattern:
        case Bulk():
            actions = {Action.CREATE: pattern.create, Action.UPDATE: pattern.update, Action.DELETE: pattern.delete}
            return tuple(action for action, name in actions.items() if name is not None)
        case Ensure():
            return (Action.CREATE,)
        case Trash():
            return (Action.DELETE,)
        case Stock(restock=str()) | History(restore=str()):
            return (Action.UPDATE,)
    return ()


def _entity(pattern: Pattern) -> str:
    return str(getattr(pattern, kind_of(pattern) or "")).partition(".")[0]
