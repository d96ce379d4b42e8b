"""Signing up: a tenant and its first account, in one write-set."""

from tools.blueprint.expand.account import new_account
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import phrase
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.places import account_of, entity_of
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.managed import ROLE
from tools.blueprint.model import Access, Action, Method, Operation, Response
from tools.blueprint.model.patterns import SignUp
from tools.blueprint.names import kebab
from tools.errors import BadInput


def sign_up(index: BlueprintIndex, pattern: SignUp) -> Expansion:
    """`POST /auth/sign-up` in place of `POST /auth/register`; answers with the account, which has the role."""
    entity, tenant = account_of(index), entity_of(index, pattern.sign_up)
    if index.tenant != tenant:
        raise BadInput(
            f"Accounts do not belong to a {tenant}.",
            hint=f"Give {entity} a required relationship to {tenant}, and name it as its `tenant`.",
        )
    if not index.blueprint.auth.self_registration:
        raise BadInput(
            "Nobody makes an account by itself (`self_registration: false`).",
            hint="Take that out of `auth`; without the pattern's operation nobody registers.",
        )
    role = _role(index, pattern)
    _check_makers(index, entity, role)
    inputs, steps = new_account(index, entity, {ROLE: f'"{role}"'})
    operation = Operation(
        name=pattern.name, intent="account.register", group=entity, method=Method.POST,
        path=f"/auth/{kebab(pattern.name)}", access=Access(public=True), inputs=inputs, steps=steps,
        summary=f"Sign up: make a {phrase(tenant)} and its first {phrase(entity)}, who is {role.replace('_', ' ')}.",
        response=Response(status=201, value=bind_of(entity), view=entity),
    )  # fmt: skip
    return Expansion((operation,), instead=frozenset({"register"}))


def _role(index: BlueprintIndex, pattern: SignUp) -> str:
    roles = [role.name for role in index.blueprint.roles]
    role = pattern.role or next((role.name for role in index.blueprint.roles if role.first), None)
    if role is None or role not in roles:
        raise BadInput(
            f"There is no role `{role}`." if role else "No role is marked `first`.",
            hint="Declare it under `roles`, and mark the administrator's `first: true`.",
        )
    return role


def _check_makers(index: BlueprintIndex, entity: str, role: str) -> None:
    """Raises BadInput where nobody would ever join the first account."""
    offered = {action for item in index.blueprint.resources if item.entity == entity for action in item.actions}
    allowed = {
        word for item in index.blueprint.permissions if item.entity == entity and Action.CREATE in item.actions
        for word in item.allow
    }  # fmt: skip
    if Action.CREATE not in offered or not allowed & {role, "authenticated"}:
        raise BadInput(
            f"The first {entity} of a tenant would stay alone: `{role}` makes no others.",
            hint=f"Add `create` to the `actions` of {entity}, and permit it to `{role}`.",
        )
