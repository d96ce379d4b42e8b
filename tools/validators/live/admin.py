"""The first admin of a backend under proof: what its command is given."""

import secrets

from tools.blueprint.characters import holding
from tools.blueprint.plan.render_plan import RenderPlan
from tools.validators.conformance.samples import sample
from tools.validators.conformance.suite import ADMIN_LOGIN, ADMIN_PASSWORD

PASSWORD = "password"
ADMIN_NUMBER = 999_999_999
"""Numbers the admin's own values; nothing in a plan uses it."""


def first_admin(plan: RenderPlan) -> dict[str, object] | None:
    """The account as the command reads it, by logical field name; None where there is no such command."""
    command = next((item for group in plan.groups for item in group.commands), None)
    if command is None or command.body is None:
        return None
    account = {
        field.name.snake: sample(field.type, ADMIN_NUMBER)
        for field in command.body.fields
        if field.required or field.name.snake == PASSWORD
    }
    assert plan.auth is not None
    kind = plan.auth.password
    least, most = kind.min_length or 0, kind.max_length or 0
    return {
        **account,
        PASSWORD: holding(kind.needs, secrets.token_urlsafe(96).ljust(least, "x")[: max(least, min(most, 32))]),
    }


def admin_variables(plan: RenderPlan, account: dict[str, object] | None) -> dict[str, object]:
    """What a conformance plan is told of the admin."""
    if account is None or plan.auth is None:
        return {}
    return {ADMIN_LOGIN: account[plan.auth.login], ADMIN_PASSWORD: account[PASSWORD]}
