"""Accounts that others make: over the API in the maker's tenant, at a shell in a tenant that is there."""

from tests.tools.blueprint.test_resolve import plan_of
from tools.blueprint.plan.expr import Argument, ViewerValue
from tools.blueprint.plan.operation import Fetch, HashSecret, OperationPlan, WriteSet
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import InsertRow


def _create(plan: RenderPlan) -> OperationPlan:
    return next(operation for operation in plan.operations if operation.intent == "account.create")


def _insert(operation: OperationPlan) -> InsertRow:
    writes = [write.call for node in operation.nodes if isinstance(node, WriteSet) for write in node.writes]
    (call,) = (call for call in writes if isinstance(call, InsertRow) and call.table == "account")
    return call


def _fields(operation: OperationPlan) -> set[str]:
    assert operation.body is not None
    return {field.name.snake for field in operation.body.fields}


def test_an_account_is_made_in_the_tenant_of_whoever_makes_it() -> None:
    create = _create(plan_of("covering"))
    assert (create.method, create.path, create.access.roles) == ("POST", "/accounts", ("admin",))
    call = _insert(create)
    (assigned,) = (item.value for item in call.assignments if item.column == "organization_id")
    assert isinstance(assigned, Argument)
    values = {item.name: item.value for item in call.parameters}
    assert isinstance(values[assigned.name], ViewerValue)


def test_without_tenants_an_account_is_made_all_the_same() -> None:
    create = next(operation for operation in plan_of("library").operations if operation.intent == "account.create")
    writes = [write.call for node in create.nodes if isinstance(node, WriteSet) for write in node.writes]
    assert [call.table for call in writes] == ["member"]


def test_its_password_is_hashed_and_neither_role_nor_tenant_is_taken_from_the_body() -> None:
    create = _create(plan_of("covering"))
    assert any(isinstance(node, HashSecret) for node in create.nodes)
    assert _fields(create) == {"email", "display_name", "password"}
    assert {error.code for error in create.errors} >= {"conflict", "forbidden", "unauthenticated", "validation_failed"}
    assert create.response.location == "/accounts/{id}"
    assert not create.idempotency_key


def test_an_administrator_can_join_a_tenant() -> None:
    commands = [command for group in plan_of("covering").groups for command in group.commands]
    assert [command.name.snake for command in commands] == ["create_admin", "create_admin_in_tenant"]
    found, joining = commands
    assert "organization_id" not in _fields(found)
    assert _fields(joining) == {"organization_id", "email", "display_name", "password"}
    assert isinstance(joining.nodes[0], Fetch)
    assert [write.call.table for node in joining.nodes if isinstance(node, WriteSet) for write in node.writes] == [
        "account"
    ]


def test_without_tenants_there_is_one_command() -> None:
    commands = [command for group in plan_of("library").groups for command in group.commands]
    assert [command.name.snake for command in commands] == ["create_admin"]
