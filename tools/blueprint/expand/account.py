"""Accounts and sessions, as steps: register, create, login, refresh, logout, me, roles, and the first admin.

Without sessions (`basic`) nobody logs in or out: each request shows who sends it.
"""

from tools.blueprint.expand.access import access_for
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import path_of, phrase
from tools.blueprint.expand.inputs import accepted, body_inputs, key_input
from tools.blueprint.expand.passwords import known_password, new_password
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.managed import PASSWORD_HASH, ROLE
from tools.blueprint.model import (
    Access,
    Action,
    AttributeType,
    AuthScheme,
    CookieCarrier,
    Create,
    Find,
    Hash,
    Input,
    IssueToken,
    Method,
    Operation,
    Response,
    RevokeToken,
    RotateToken,
    Step,
    Update,
    Verify,
)
from tools.blueprint.names import kebab, snake

REFRESH_TOKEN_MAX = 200


def account_operations(index: BlueprintIndex) -> tuple[Operation, ...]:
    """The operations of the account entity; none without authentication."""
    if index.account is None:
        return ()
    entity = index.account.name
    operations = [*_sessions(index, entity), _me(index, entity)]
    if index.blueprint.auth.self_registration:
        operations.insert(0, _register(index, entity))
    if any(role.first for role in index.blueprint.roles) and len(index.blueprint.roles) > 1:
        operations.append(_assign_role(index, entity))
    return tuple(operations)


def _sessions(index: BlueprintIndex, entity: str) -> list[Operation]:
    scheme = index.blueprint.auth.scheme
    if scheme is AuthScheme.BASIC:
        return []
    renewed = [_refresh(entity)] if scheme is AuthScheme.JWT else []
    return [_login(index, entity), *renewed, _logout(entity)]


def create_account(index: BlueprintIndex) -> Operation:
    """The operation with which an account makes others: in its own tenant, with the default role."""
    assert index.account is not None
    entity, found = index.account.name, index.account
    inputs = body_inputs(index, entity, changing=False)
    values = {PASSWORD_HASH: "digest"}
    if found.tenant is not None:
        values[index.link_column(index.link(entity, found.tenant))] = "viewer.tenant"
    return Operation(
        name=f"create_{snake(entity)}", intent="account.create", group=entity, method=Method.POST,
        path=path_of(entity), summary=f"Create a new {phrase(entity)}, which can sign in.",
        access=access_for(index, entity, Action.CREATE), inputs=(*inputs, new_password(index.blueprint.auth)),
        steps=(
            Hash(hash="input.password", bind="digest"),
            Create(create=entity, bind=bind_of(entity), accept=accepted(inputs), set=values),
        ),
        response=Response(status=201, value=bind_of(entity), view=entity),
    )  # fmt: skip


def commands(index: BlueprintIndex) -> tuple[Operation, ...]:
    """What makes administrators: commands, no routes. The first one needs nothing to be there."""
    first = next((role.name for role in index.blueprint.roles if role.first), None)
    if index.account is None or first is None:
        return ()
    role = {ROLE: f'"{first}"'}
    summary = "Create an account with the administrator's role."
    found = [_command(index, "create_admin", summary, *new_account(index, index.account.name, role))]
    if index.tenant is not None:
        summary = f"{summary[:-1]} in a {phrase(index.tenant)} that is there."
        found.append(_command(index, "create_admin_in_tenant", summary, *_joining_account(index, role)))
    return tuple(found)


def _command(
    index: BlueprintIndex, name: str, summary: str, inputs: tuple[Input, ...], steps: tuple[Step, ...]
) -> Operation:
    assert index.account is not None
    entity = index.account.name
    return Operation(
        name=name, intent=f"account.{name}", group=entity, method=Method.POST, path=f"/auth/{kebab(name)}",
        summary=summary, access=Access(public=True), inputs=inputs, steps=steps,
        response=Response(status=201, value=bind_of(entity), view=entity),
    )  # fmt: skip


def _joining_account(index: BlueprintIndex, fixed: dict[str, str]) -> tuple[tuple[Input, ...], tuple[Step, ...]]:
    """Inputs and steps that make an account in a tenant that is there."""
    assert index.account is not None
    assert index.account.tenant is not None
    assert index.tenant is not None
    entity, key = index.account.name, index.key(index.tenant).name
    link = index.link(entity, index.account.tenant)
    column, tenant = index.link_column(link), bind_of(index.tenant)
    inputs = body_inputs(index, entity, changing=False)
    # The key of a tenant that names itself is what a new one is given.
    name = column if index.key(index.tenant).managed else f"existing_{column}"
    joined = Input(name=name, attribute=f"{entity}.{link.name}", required=True)
    values = {PASSWORD_HASH: "digest", column: f"{tenant}.{key}", **fixed}
    steps = (
        Find(find=index.tenant, bind=tenant, where=f"row.{key} == input.{joined.name}"),
        Hash(hash="input.password", bind="digest"),
        Create(create=entity, bind=bind_of(entity), accept=accepted(inputs), set=values),
    )
    return (joined, *inputs, new_password(index.blueprint.auth)), steps


def new_account(
    index: BlueprintIndex, entity: str, fixed: dict[str, str]
) -> tuple[tuple[Input, ...], tuple[Hash | Create, ...]]:
    """Inputs and steps that make an account, with a tenant of its own where accounts belong to one."""
    inputs = body_inputs(index, entity, changing=False)
    values = {PASSWORD_HASH: "digest", **fixed}
    steps: list[Hash | Create] = [Hash(hash="input.password", bind="digest")]
    opening: tuple[Input, ...] = ()
    account = index.entities[entity]
    if index.tenant is not None and account.tenant is not None:
        tenant = snake(index.tenant)
        opening = tuple(
            item.model_copy(update={"name": f"{tenant}_{item.name}"})
            for item in body_inputs(index, index.tenant, changing=False)
            if item.required
        )
        given = {item.name.removeprefix(f"{tenant}_"): f"input.{item.name}" for item in opening}
        steps.append(Create(create=index.tenant, bind=bind_of(index.tenant), set=given))
        link = index.link(entity, account.tenant)
        values[index.link_column(link)] = f"{bind_of(index.tenant)}.{index.key(index.tenant).name}"
    steps.append(Create(create=entity, bind=bind_of(entity), accept=accepted(inputs), set=values))
    return (*opening, *inputs, new_password(index.blueprint.auth)), tuple(steps)


def _register(index: BlueprintIndex, entity: str) -> Operation:
    inputs, steps = new_account(index, entity, {})
    return Operation(
        name="register", intent="account.register", group=entity, method=Method.POST, path="/auth/register",
        summary=f"Register a new {phrase(entity)}.", access=Access(public=True), inputs=inputs, steps=steps,
        response=Response(status=201, value=bind_of(entity), view=entity),
    )  # fmt: skip


def _login(index: BlueprintIndex, entity: str) -> Operation:
    login = index.blueprint.auth.login
    account = bind_of(entity)
    in_cookie = isinstance(index.blueprint.auth.carrier, CookieCarrier)
    given = "a session, kept in a cookie" if in_cookie else "a session token"
    if index.blueprint.auth.scheme is AuthScheme.JWT:
        given = "an access and a refresh token"
    return Operation(
        name="login", intent="account.login", group=entity, method=Method.POST, path="/auth/login",
        summary=f"Trade login and password for {given}.", access=Access(public=True),
        inputs=(Input(name=login, attribute=f"{entity}.{login}", required=True), known_password(index.blueprint.auth)),
        steps=(
            Verify(verify="input.password", account=entity, by={login: f"input.{login}"}, bind=account),
            IssueToken(issue_token=account, bind="tokens"),
        ),
        response=Response(status=204) if in_cookie else Response(value="tokens"),
    )  # fmt: skip


def _refresh(entity: str) -> Operation:
    return Operation(
        name="refresh", intent="account.refresh", group=entity, method=Method.POST, path="/auth/refresh",
        summary="Trade a refresh token for a new pair; each works once.", access=Access(public=True),
        inputs=(Input(name="refresh_token", required=True, min_length=1, max_length=REFRESH_TOKEN_MAX),),
        steps=(RotateToken(rotate_token="input.refresh_token", bind="tokens"),),
        response=Response(value="tokens"),
    )  # fmt: skip


def _logout(entity: str) -> Operation:
    return Operation(
        name="logout", intent="account.logout", group=entity, method=Method.POST, path="/auth/logout",
        summary="End the session; its tokens stop working at once.", steps=(RevokeToken(revoke_token="session"),),
        response=Response(status=204),
    )  # fmt: skip


def _me(index: BlueprintIndex, entity: str) -> Operation:
    account = bind_of(entity)
    return Operation(
        name="read_me", intent="account.me", group=entity, method=Method.GET, path="/auth/me",
        summary="Read the caller's own account.",
        steps=(Find(find=entity, bind=account, where=f"row.{index.key(entity).name} == viewer.id"),),
        response=Response(value=account, view=entity),
    )  # fmt: skip


def _assign_role(index: BlueprintIndex, entity: str) -> Operation:
    account, key = bind_of(entity), index.key(entity).name
    roles = index.blueprint.roles
    return Operation(
        name="assign_role", intent="account.assign_role", group=entity, method=Method.PUT,
        path=f"{path_of(entity)}/{{{key}}}/role", summary=f"Give one {phrase(entity)} another role.",
        access=Access(roles=tuple(role.name for role in roles if role.first)),
        inputs=(
            key_input(index, entity),
            Input(name=ROLE, type=AttributeType.ENUM, values=tuple(role.name for role in roles), required=True),
        ),
        steps=(
            Find(find=entity, bind=account, where=f"row.{key} == input.{key}"),
            Update(update=account, set={ROLE: "input.role"}),
        ),
        response=Response(value=account, view=entity),
    )  # fmt: skip
