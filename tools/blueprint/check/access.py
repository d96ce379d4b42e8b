"""Authentication, roles, permissions and resources."""

from tools.blueprint.check.tenancy import check_tenancy
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.kinds import searchable
from tools.blueprint.lower.types import EMAIL_PATTERN
from tools.blueprint.model import (
    Action,
    Attribute,
    AttributeType,
    Auth,
    AuthScheme,
    BearerCarrier,
    Blueprint,
    CookieCarrier,
    HeaderCarrier,
    Password,
)
from tools.blueprint.pattern import parse_pattern, takes_anywhere
from tools.errors import BadInput, Contradiction

_OTHER_SCHEMES = frozenset({"basic", "digest", "hoba", "mutual", "negotiate", "ntlm", "vapid"})
_TAKEN_HEADERS = frozenset(
    {"age", "allow", "authorization", "connection", "cookie", "date", "expect", "forwarded", "from", "host",
     "http2-settings", "idempotency-key", "keep-alive", "location", "max-forwards", "origin", "pragma", "prefer",
     "priority", "range", "referer", "server", "set-cookie", "te", "trailer", "transfer-encoding", "upgrade",
     "user-agent", "vary", "via", "warning", "www-authenticate", "x-http-method-override", "x-real-ip",
     "x-request-id"}
)  # fmt: skip
"""Of HTTP itself (RFC 9110, hop-by-hop ones included), of proxies, and of what this API sends."""
_TAKEN_PREFIXES = (
    "accept", "access-control-", "cache-", "content-", "if-", "proxy-", "ratelimit", "retry-", "sec-", "x-forwarded-",
)  # fmt: skip
_WORDS = frozenset({"public", "authenticated", "owner"})


def check_access(blueprint: Blueprint) -> None:
    """Everything that says who may do what fits together."""
    index = BlueprintIndex(blueprint)
    _check_auth(blueprint, index)
    _check_roles(blueprint)
    names = {role.name for role in blueprint.roles}
    for number, permission in enumerate(blueprint.permissions):
        path = f"permissions[{number}]"
        if permission.entity not in index.entities:
            raise BadInput(
                f"{path}: there is no entity {permission.entity}.", hint="Name one of the entities.", path=path
            )
        unknown = sorted(set(permission.allow) - names - _WORDS)
        if unknown:
            raise BadInput(f"{path}: there is no role `{unknown[0]}`.", hint="Declare it under `roles`.", path=path)
        if index.account is None and set(permission.allow) != {"public"}:
            raise Contradiction(
                f"{', '.join(permission.allow)} may use {permission.entity}",
                "the backend has no authentication",
            )
        if "owner" in permission.allow and index.owner_column(permission.entity) is None:
            raise BadInput(
                f"{path}: {permission.entity} has no owner.",
                hint="Give the entity an `owner` relationship.",
                path=path,
            )
        _check_public(index, permission.entity, permission.allow)
    _check_resources(blueprint, index)
    check_tenancy(index)


def _check_auth(blueprint: Blueprint, index: BlueprintIndex) -> None:
    auth = blueprint.auth
    if auth.scheme is AuthScheme.NONE:
        if blueprint.roles:
            raise Contradiction("there are roles", "the backend has no authentication")
        return
    if auth.account is None or auth.account not in index.entities:
        raise BadInput("auth: `account` names the entity that logs in.", hint="Name one of the entities.", path="auth")
    if auth.scheme is AuthScheme.BASIC:
        _check_basic(auth)
    else:
        _check_carrier(auth.carrier)
        _check_scheme(auth)
    _check_password(auth.password)
    login = next((item for item in index.entities[auth.account].attributes if item.name == auth.login), None)
    fits = login is not None and login.required and login.unique and not login.sensitive and not login.managed
    if login is None or not fits or login.type not in (AttributeType.EMAIL, AttributeType.STRING):
        raise BadInput(
            f"auth: {auth.account}.{auth.login} must be a required, unique email or string.",
            hint="Give the account such an attribute and name it as `login`.",
            path="auth.login",
        )
    if auth.scheme is AuthScheme.BASIC and not _lacks_colons(login):
        raise BadInput(
            f"auth: {auth.account}.{auth.login} may hold a colon, which ends the login in Basic credentials.",
            hint="Give it a `pattern` that takes no colon, such as `[a-z0-9._-]+`, or let it be an email.",
            code="colon-in-login",
            path="auth.login",
        )


def _lacks_colons(login: Attribute) -> bool:
    if login.type is AttributeType.EMAIL:
        return not takes_anywhere(parse_pattern(EMAIL_PATTERN), ":")
    return login.pattern is not None and not takes_anywhere(parse_pattern(login.pattern), ":")


def _check_basic(auth: Auth) -> None:
    """Login and password are the credentials: there is no token that something could carry."""
    if "carrier" in auth.model_fields_set:
        raise BadInput(
            "auth: with `basic` each request carries login and password in `Authorization`, and no token.",
            hint="Leave `carrier` out, or let `scheme` be session or jwt.",
            code="no-token",
            path="auth.carrier",
        )


def _check_scheme(auth: Auth) -> None:
    """Browsers send cookies by themselves: what is in them can be revoked."""
    if isinstance(auth.carrier, CookieCarrier) and auth.scheme is not AuthScheme.SESSION:
        raise BadInput(
            f"auth: a cookie carries the token of a session, and the scheme is {auth.scheme}.",
            hint="Let `scheme` be session, or take `{bearer: Bearer}` as the carrier.",
            path="auth.carrier.cookie",
        )


def _check_password(password: Password) -> None:
    if password.min_length > password.max_length:
        raise BadInput(
            "auth.password: `min_length` is larger than `max_length`.",
            hint="Raise the one or lower the other.",
            path="auth.password",
        )
    if len(set(password.needs)) < len(password.needs):
        raise BadInput(
            "auth.password: `needs` names a kind twice.", hint="Name each kind once.", path="auth.password.needs"
        )


def _check_carrier(carrier: BearerCarrier | HeaderCarrier | CookieCarrier) -> None:
    if isinstance(carrier, BearerCarrier):
        if carrier.bearer.lower() in _OTHER_SCHEMES:
            raise BadInput(
                f"auth: the scheme word {carrier.bearer} means other credentials than a token.",
                hint="Take Bearer, Token or a word of your own.",
                path="auth.carrier.bearer",
            )
        return
    if isinstance(carrier, CookieCarrier):
        return
    name = carrier.header.lower()
    if name in _TAKEN_HEADERS or name.startswith(_TAKEN_PREFIXES):
        raise BadInput(
            f"auth: the header {carrier.header} means something else already.",
            hint="Take a name of your own, as X-API-Key; `{bearer: Token}` speaks of `Authorization`.",
            path="auth.carrier.header",
        )


def _check_roles(blueprint: Blueprint) -> None:
    names = [role.name for role in blueprint.roles]
    if len(set(names)) != len(names) or set(names) & _WORDS:
        raise BadInput(
            "roles: each name stands once, and is not public, authenticated or owner.",
            hint="Rename the role, or leave the second one out.",
            path="roles",
        )
    if names and sum(role.default for role in blueprint.roles) != 1:
        raise BadInput(
            "roles: exactly one role is the `default`.", hint="Mark the role that a new account gets.", path="roles"
        )
    if sum(role.first for role in blueprint.roles) > 1:
        raise BadInput(
            "roles: at most one role is the `first`.",
            hint="Mark only the role that the first administrator gets.",
            path="roles",
        )
    if any(role.default and role.first for role in blueprint.roles) and blueprint.auth.self_registration:
        raise Contradiction("everybody who registers gets the default role", "the default role is the administrator's")


def _check_public(index: BlueprintIndex, entity: str, allow: tuple[str, ...]) -> None:
    if "public" in allow and index.tenant_column(entity) is not None:
        raise Contradiction(f"{entity} is public", f"{entity} is visible to its own tenant only")


def _check_resources(blueprint: Blueprint, index: BlueprintIndex) -> None:
    seen: set[str] = set()
    for resource in blueprint.resources:
        path = f"resources.{resource.entity}"
        if resource.entity not in index.entities or resource.entity in seen:
            raise BadInput(
                f"{path}: names one entity, once.",
                hint="Give each entity one entry, by the name of the entity.",
                path=path,
            )
        seen.add(resource.entity)
        account = index.account
        if account is not None and resource.entity == account.name and Action.CREATE in resource.actions:
            _check_account_maker(blueprint, account.name)
        if Action.SEARCH in resource.actions and not searchable(index, resource.entity):
            raise BadInput(f"{path}: there is no text to search.", hint="Mark an attribute `searchable`.", path=path)
        if Action.CREATE in resource.actions:
            _check_creatable(blueprint, index, resource.entity)
    if blueprint.api.pagination.default_limit > blueprint.api.pagination.max_limit:
        raise BadInput(
            "api.pagination: the default limit is above the greatest.",
            hint="Lower `default_limit`, or raise `max_limit`.",
            path="api.pagination",
        )


def _check_account_maker(blueprint: Blueprint, account: str) -> None:
    """Who makes accounts for others is said: by default rows are their owner's, and nobody owns what is not there."""
    allowed = [
        word
        for item in blueprint.permissions
        if item.entity == account and Action.CREATE in item.actions
        for word in item.allow
    ]
    if "public" in allowed:
        raise Contradiction(
            f"anybody may create {account}", f"{account} is an account: who has none registers at /auth/register"
        )
    if not allowed or "owner" in allowed:
        raise BadInput(
            f"resources.{account}: who may create {account} for others?",
            hint=f"Permit `create` on {account} to roles, or to `authenticated`; never to `owner`.",
            code="account-maker-missing",
            path=f"resources.{account}",
        )


def _check_creatable(blueprint: Blueprint, index: BlueprintIndex, entity: str) -> None:
    """A public create cannot set an owner: there is no caller to take it from. None sets what is managed."""
    found = index.entities[entity]
    for link in index.links(entity):
        if link.managed and link.required:
            raise BadInput(
                f"resources.{entity}: who creates one does not send `{link.name}`, which is managed and required.",
                hint="Leave `required` or `managed` out of the relationship, or `create` out of the actions.",
                path=f"resources.{entity}",
            )
    public = any(
        permission.entity == entity and Action.CREATE in permission.actions and "public" in permission.allow
        for permission in blueprint.permissions
    )
    if public and found.owner:
        raise Contradiction(
            f"anybody may create {entity} without an account", f"{entity} belongs to the account that made it"
        )
