"""What becomes of the rows that refer to a deleted one: said in the write-set itself."""

from typing import Any

import pytest

from tests.tools.blueprint.test_resolve import plan_of
from tools.blueprint.document import from_data
from tools.blueprint.plan.operation import Fetch, OperationPlan, RequireReferences, WriteSet
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import DeleteReferring, DeleteRow, UpdateReferring, UpdateRow, Write
from tools.blueprint.resolve import resolve
from tools.packs import registry


def _family(rule: str, *, parent: dict[str, Any] | None = None, child: dict[str, Any] | None = None) -> RenderPlan:
    entities = [
        {"name": "Parent", "attributes": [{"name": "title"}], **(parent or {})},
        {"name": "Child", "attributes": [{"name": "title"}], **(child or {})},
    ]
    link = {"name": "parent", "from": "Child", "to": "Parent", "on_delete": rule}
    data = {"blueprint": 1, "name": "family", "entities": entities, "relationships": [link]}
    resources = [{"entity": name} for name in ("Parent", "Child")]
    return resolve(from_data({**data, "resources": resources}), registry.stack("fastapi", "postgresql"))


def _operation(plan: RenderPlan, name: str) -> OperationPlan:
    return next(operation for operation in plan.operations if operation.name.snake == name)


def _writes(plan: RenderPlan, name: str) -> list[Write]:
    return [write.call for node in _operation(plan, name).nodes if isinstance(node, WriteSet) for write in node.writes]


def test_an_emptied_reference_is_a_change_of_its_row() -> None:
    clear, delete = _writes(plan_of("covering"), "delete_country")
    assert isinstance(clear, UpdateReferring)
    assert (clear.table, clear.near) == ("document", "country_code")
    changed = {item.column for item in clear.assignments}
    assert changed == {"country_code", "version", "updated_at", "updated_by"}
    assert isinstance(delete, DeleteRow)


def test_no_row_comes_to_refer_to_what_is_being_deleted() -> None:
    find = _operation(plan_of("covering"), "delete_country").nodes[0]
    assert isinstance(find, Fetch)
    assert find.call.lock


@pytest.mark.parametrize(
    ("rule", "parent", "child", "kinds"),
    [
        ("restrict", {"soft_delete": True}, {}, [UpdateRow]),
        ("restrict", {}, {}, [DeleteRow]),
        ("cascade", {}, {}, [DeleteRow]),
        ("cascade", {"soft_delete": True}, {}, [DeleteReferring, UpdateRow]),
        ("cascade", {"soft_delete": True}, {"soft_delete": True}, [UpdateReferring, UpdateRow]),
        ("set_null", {}, {}, [UpdateReferring, DeleteRow]),
        ("set_null", {}, {"timestamps": False}, [DeleteRow]),
        ("set_null", {"soft_delete": True}, {"timestamps": False}, [UpdateReferring, UpdateRow]),
    ],
)
def test_each_rule_is_kept_for_removed_and_for_marked_rows(
    rule: str, parent: dict[str, Any], child: dict[str, Any], kinds: list[type]
) -> None:
    assert [type(call) for call in _writes(_family(rule, parent=parent, child=child), "delete_parent")] == kinds


def test_rows_that_are_marked_along_are_marked_once() -> None:
    mark = _writes(_family("cascade", parent={"soft_delete": True}, child={"soft_delete": True}), "delete_parent")[0]
    assert isinstance(mark, UpdateReferring)
    assert "deleted_at" in {item.column for item in mark.assignments}
    assert mark.conditions


def test_a_row_that_refers_to_itself_keeps_the_version_that_its_own_delete_asks_for() -> None:
    clear = _writes(plan_of("covering"), "delete_document")[0]
    assert isinstance(clear, UpdateReferring)
    assert clear.near == "supersedes_id"
    assert len(clear.conditions) == 1


def test_a_reference_that_the_row_holds_already_needs_no_check() -> None:
    for name, kept in (("create_loan", False), ("update_loan", True)):
        node = next(node for node in _operation(plan_of("library"), name).nodes if isinstance(node, RequireReferences))
        assert all((check.kept is not None) == kept for check in node.call.references)
