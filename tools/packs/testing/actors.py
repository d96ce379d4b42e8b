"""The accounts that call the API in tests."""

from tools.blueprint.characters import holding
from tools.blueprint.names import camel
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.samples import example

PASSWORD = "password"


def operation_of(plan: RenderPlan, intent: str) -> OperationPlan | None:
    """The operation with this intent; None where there is none."""
    return next((item for item in plan.operations if item.intent == intent), None)


def login_of(plan: RenderPlan) -> OperationPlan:
    """The operation that opens a session."""
    login = operation_of(plan, "account.login")
    assert login is not None
    return login


def command_of(plan: RenderPlan) -> OperationPlan | None:
    """The command that makes the first administrator; None where there is none."""
    return next((item for group in plan.groups for item in group.commands), None)


def password_of(plan: RenderPlan) -> str:
    """A password that every account of the tests may have."""
    assert plan.auth is not None
    kind = plan.auth.password
    return holding(kind.needs, "a password that tests use".ljust(kind.min_length or 0, "!")[: kind.max_length])


def account_values(operation: OperationPlan, number: int) -> dict[str, object]:
    """What an account is made with, but for its password, in wire form."""
    assert operation.body is not None
    fields = [field for field in operation.body.fields if field.required and field.name.snake != PASSWORD]
    return {field.wire: example(field.type, number, field.name.snake) for field in fields}


def login_wire(plan: RenderPlan) -> str:
    """Name on the wire of what an account signs in with."""
    assert plan.auth is not None
    if not plan.auth.has_sessions:
        return camel(plan.auth.login) if plan.api.casing == "camel" else plan.auth.login
    login = login_of(plan)
    assert login.body is not None
    return next(field.wire for field in login.body.fields if field.name.snake != PASSWORD)
