"""What the parts of the document ask of a plan."""

from tools.blueprint.names import camel
from tools.blueprint.plan.expr import InputValue
from tools.blueprint.plan.operation import FetchAggregate, HashSecret, OperationPlan, VerifySecret
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import AggregateRows

RATE_LIMITED = "too_many_requests"


def cased(plan: RenderPlan, name: str) -> str:
    """A snake_case name of the conventions (`next_cursor`) as it stands on the wire."""
    return camel(name) if plan.api.casing == "camel" else name


def aggregate_call(operation: OperationPlan) -> AggregateRows | None:
    """The call whose groups the operation answers."""
    calls = [node.call for node in operation.nodes if isinstance(node, FetchAggregate)]
    return calls[-1] if calls else None


def secret_inputs(operation: OperationPlan) -> frozenset[str]:
    """Names of inputs that are secrets: they are hashed or compared, and never stored as they are."""
    secrets = [node.secret for node in operation.nodes if isinstance(node, HashSecret | VerifySecret)]
    return frozenset(secret.name for secret in secrets if isinstance(secret, InputValue))


def is_rate_limited(operation: OperationPlan) -> bool:
    return any(error.code == RATE_LIMITED for error in operation.errors)
