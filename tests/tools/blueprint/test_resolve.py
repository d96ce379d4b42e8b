"""resolve: every sound Blueprint becomes a complete, deterministic plan."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.examples import examples
from tests.tools.blueprint.operation_strategies import with_operations
from tests.tools.blueprint.strategies import blueprints
from tools.blueprint.document import dump, from_data, load
from tools.blueprint.expand import expand
from tools.blueprint.plan.expr import Argument, Call, ColumnValue, Expr
from tools.blueprint.plan.operation import Fetch, FetchPage, MatchVersion, RequireReferences, WriteSet
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import UpdateRow
from tools.blueprint.resolve import resolve
from tools.packs import registry

EXAMPLES = sorted(Path("tests/blueprints").glob("*.yaml"))


def plan_of(name: str, datastore: str = "postgresql") -> RenderPlan:
    return resolve(load(Path(f"tests/blueprints/{name}.yaml").read_bytes()), registry.stack("fastapi", datastore))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("stack", registry.stacks(), ids=lambda stack: f"{stack.framework}-{stack.datastore}")
def test_examples_resolve_the_same_twice(path: Path, stack: Any) -> None:
    blueprint = load(path.read_bytes())
    assert resolve(blueprint, stack) == resolve(load(path.read_bytes()), stack)
    assert resolve(expand(blueprint), stack).operations == resolve(blueprint, stack).operations


@settings(
    max_examples=examples(150),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(blueprints() | blueprints().flatmap(with_operations))
def test_every_sound_blueprint_resolves(data: dict[str, Any]) -> None:
    blueprint = from_data(data)
    assert load(dump(blueprint)) == blueprint
    assert expand(expand(blueprint)) == expand(blueprint)
    for stack in registry.stacks():
        _assert_closed(resolve(blueprint, stack))


def _read_of(node: object) -> Any:
    """The store call of a node that has one; a question to a service outside has its name there."""
    call = getattr(node, "call", None)
    return None if isinstance(call, str) else call


def _assert_closed(plan: RenderPlan) -> None:
    """Whatever a node names exists: tables, columns, arguments; names are unique."""
    functions: dict[str, object] = {}
    for operation in plan.operations:
        for node in operation.nodes:
            calls = [write.call for write in node.writes] if isinstance(node, WriteSet) else [_read_of(node)]
            for call in calls:
                if call is None:
                    continue
                table = plan.table(call.table)
                names = {parameter.name for parameter in call.parameters}
                assert len(names) == len(call.parameters)
                for condition in getattr(call, "conditions", ()):
                    _assert_expression(condition.predicate, table, names)
                    assert condition.unless is None or condition.unless in names
                for assignment in getattr(call, "assignments", ()):
                    table.column(assignment.column)
                    _assert_expression(assignment.value, table, names)
                shape = (type(call), call.table, names)
                assert functions.setdefault(call.name, shape) == shape
    assert len({operation.name.snake for operation in plan.operations}) == len(plan.operations)
    assert len({table.physical for table in plan.tables}) == len(plan.tables)
    for table in plan.tables:
        identifiers = [index.name for index in table.indexes] + [unique.name for unique in table.uniques]
        assert len(set(identifiers)) == len(identifiers)
        assert len({column.name.attr for column in table.columns}) == len(table.columns)


def _assert_expression(expr: Expr, table: Any, names: set[str]) -> None:
    if isinstance(expr, ColumnValue):
        table.column(expr.column)
    elif isinstance(expr, Argument):
        assert expr.name in names
    elif isinstance(expr, Call):
        for arg in expr.args:
            _assert_expression(arg, table, names)


def _operation(plan: RenderPlan, name: str) -> Any:
    return next(operation for operation in plan.operations if operation.name.snake == name)


def test_owned_rows_are_narrowed_in_the_read_itself_and_lifted_by_role() -> None:
    find = _operation(plan_of("library"), "read_loan").nodes[0]
    assert isinstance(find, Fetch)
    owner = [condition for condition in find.call.conditions if condition.unless is not None]
    assert [condition.predicate.args[0].column for condition in owner] == ["member_id"]  # type: ignore[union-attr]
    assert find.absent.status == 404


def test_soft_deleted_rows_do_not_exist_for_any_read() -> None:
    plan = plan_of("library")
    for name in ("read_book", "list_books", "update_book", "delete_book", "search_books", "link_book_tag"):
        read = next(node for node in _operation(plan, name).nodes if isinstance(node, Fetch | FetchPage))
        assert any(
            isinstance(condition.predicate, Call) and condition.predicate.function == "is_null"
            for condition in read.call.conditions
        ), name


def test_the_version_that_was_read_stands_in_the_update_itself() -> None:
    nodes = _operation(plan_of("library"), "update_book").nodes
    assert any(isinstance(node, MatchVersion) for node in nodes)
    write = nodes[-1].writes[0]
    assert isinstance(write.call, UpdateRow)
    compared = [condition.predicate.args[0].column for condition in write.call.conditions]  # type: ignore[union-attr]
    assert compared[:2] == ["id", "version"]
    assert write.lost is not None
    assert write.lost.status == 412


def test_references_are_checked_for_visibility_before_the_write() -> None:
    nodes = _operation(plan_of("covering"), "create_document").nodes
    assert isinstance(nodes[0], RequireReferences)
    by_field = {reference.field: reference for reference in nodes[0].call.references}
    assert set(by_field) == {"country_code", "category_id", "supersedes_id"}
    assert len(by_field["supersedes_id"].conditions) == 3


def test_every_foreign_key_is_indexed_or_leads_a_key() -> None:
    plan = plan_of("covering")
    for table in plan.tables:
        leading = {table.primary_key[0]} | {index.columns[0] for index in table.indexes}
        for column in table.columns:
            if column.reference is not None:
                assert column.name.snake in leading, f"{table.physical}.{column.physical}"


def test_names_clear_of_reserved_words_keep_their_wire_name() -> None:
    column = plan_of("covering").table("document").column("class")
    assert (column.physical, column.name.attr) == ("class", "class_")


def test_tables_come_after_those_they_refer_to() -> None:
    placed: set[str] = set()
    for table in plan_of("library").tables:
        assert {c.reference.table for c in table.columns if c.reference} - {table.name.snake} <= placed
        placed.add(table.name.snake)
