"""What a Blueprint lets more people do, or protects less, than the one that it came from."""

from collections.abc import Iterator

from agent.model_planner.guard.delicate import delicate
from agent.model_planner.guard.reach import reach_of_access, reach_of_action, served_actions, wider
from tools.blueprint.model import Action, AuthScheme, Blueprint, Operation, RateLimit
from tools.blueprint.model.patterns import Pattern, SignUp, kind_of


def exposures(base: Blueprint, now: Blueprint) -> tuple[str, ...]:
    """In words, each once. An entity that `base` has not is judged by itself: only what is public counts."""
    found = [*_accounts(base, now), *_settings(base, now), *_data(base, now), *_actions(base, now)]
    return tuple(dict.fromkeys([*found, *_operations(base, now), *_patterns(base, now)]))


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
        for attribute in old.attributes:
            same = attributes.get(attribute.name)
            for word in ("sensitive", "managed"):
                if same is not None and getattr(attribute, word) and not getattr(same, word):
                    yield f"{old.name}.{attribute.name} is no longer {word}"


def _actions(base: Blueprint, now: Blueprint) -> Iterator[str]:
    known = {entity.name for entity in base.entities}
    for entity, action in served_actions(now):
        reach = reach_of_action(now, entity, action)
        if entity in known:
            opened = wider(reach_of_action(base, entity, action), reach)
        else:
            opened = "public" in reach and now.auth.scheme is not AuthScheme.NONE
        if opened:
            yield f"{action.value} of {entity} is open to {', '.join(sorted(reach))}"


def _operations(base: Blueprint, now: Blueprint) -> Iterator[str]:
    before = {operation.name: operation for operation in base.operations}
    for operation in now.operations:
        old = before.get(operation.name)
        yield from _access(old, operation, now)
        known = set(delicate(base, old)) if old is not None else set()
        yield from (text for text in delicate(now, operation) if text not in known)


def _access(old: Operation | None, new: Operation, now: Blueprint) -> Iterator[str]:
    reach = reach_of_access(new.access)
    if now.auth.scheme is AuthScheme.NONE:
        return
    opened = "public" in reach if old is None else wider(reach_of_access(old.access), reach)
    if opened:
        yield f"the operation {new.name} is open to {', '.join(sorted(reach))}"


def _patterns(base: Blueprint, now: Blueprint) -> Iterator[str]:
    known = set(base.patterns)
    for pattern in now.patterns:
        if pattern in known or base.auth.scheme is AuthScheme.NONE:
            continue
        if isinstance(pattern, SignUp):
            yield f"anybody may make a {pattern.sign_up}"
        access = getattr(pattern, "access", None)
        entity = _entity(pattern)
        if access is not None and wider(reach_of_action(now, entity, Action.UPDATE), reach_of_access(access)):
            yield f"{kind_of(pattern)} of {entity} is open to {', '.join(sorted(reach_of_access(access)))}"


def _entity(pattern: Pattern) -> str:
    return str(getattr(pattern, kind_of(pattern) or "")).partition(".")[0]
