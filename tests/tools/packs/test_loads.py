"""Loads share the access of the operations that they stand for."""

from dataclasses import replace

import pytest

from tests.tools.api_generator.plans import example_plan, plan_of
from tools.blueprint.graphql.build import graphql_model
from tools.blueprint.plan.expr import Call, ColumnValue, Expr
from tools.blueprint.plan.loads import LoadPages, LoadRows
from tools.blueprint.plan.operation import RevokeSession
from tools.packs.loads import load_of, loads


def named(name: str) -> LoadRows | LoadPages:
    return next(load for load in loads(example_plan("covering")) if load.name == name)


def columns(predicate: Expr) -> set[str]:
    match predicate:
        case ColumnValue(column):
            return {column}
        case Call(_, args):
            return {name for arg in args for name in columns(arg)}
    return set()


def test_rows_are_loaded_by_key_within_what_the_caller_may_read() -> None:
    load = named("load_document_by_id")
    assert isinstance(load, LoadRows)
    assert [columns(item.predicate) for item in load.conditions] == [
        {"deleted_at"},
        {"organization_id"},
        {"author_id"},
    ]
    assert [item.unless for item in load.conditions] == [None, None, "unrestricted"]
    assert [item.name for item in load.parameters] == ["viewer_organization_id", "unrestricted", "viewer_id"]


def test_a_limit_on_the_key_itself_is_kept() -> None:
    """An account that may read only itself has a condition on the very column that rows are loaded by."""
    plan = plan_of(
        {
            "title": "Own accounts",
            "entities": [
                {"name": "User", "attributes": [{"name": "email", "type": "email", "required": True, "unique": True}]},
                {"name": "Note", "owner": "user", "attributes": [{"name": "text", "type": "text", "max_length": 50}]},
            ],
            "relationships": [{"name": "user", "from": "Note", "to": "User", "required": True, "on_delete": "cascade"}],
            "resources": [{"entity": "User", "actions": ["read"]}, {"entity": "Note"}],
            "roles": [{"name": "member", "default": True}, {"name": "admin", "first": True}],
            "permissions": [
                {"entity": "User", "actions": ["read"], "allow": ["owner", "admin"]},
                {
                    "entity": "Note",
                    "actions": ["list", "read", "create", "update", "delete"],
                    "allow": ["authenticated"],
                },
            ],
            "api": {"styles": ["rest", "graphql"]},
            "auth": {"scheme": "jwt", "account": "User"},
        }
    )
    load = next(item for item in loads(plan) if item.table == "user" and isinstance(item, LoadRows))
    assert [(columns(item.predicate), item.unless) for item in load.conditions] == [({"id"}, "unrestricted")]
    assert [item.name for item in load.parameters] == ["unrestricted", "viewer_id"]


def test_the_one_row_that_refers_to_another_is_loaded_by_its_reference() -> None:
    load = named("load_document_by_supersedes_id")
    assert isinstance(load, LoadRows)
    assert load.key == "supersedes_id"
    assert [columns(item.predicate) for item in load.conditions] == [
        {"deleted_at"},
        {"organization_id"},
        {"author_id"},
    ]


def test_pages_belong_to_the_column_that_refers_to_the_parent() -> None:
    load = named("load_documents_by_category_id")
    assert isinstance(load, LoadPages)
    assert (load.near, load.key_type.kind, load.table) == ("category_id", "int64", "document")
    assert {"deleted_at", "organization_id", "author_id"} == {
        name for item in load.rows.conditions for name in columns(item.predicate)
    }


def test_linked_pages_belong_to_the_link() -> None:
    load = named("load_document_labels_on_by_document_id")
    assert isinstance(load, LoadPages)
    assert load.rows.through is not None
    assert (load.near, load.rows.parameters) == ("document_id", ())


def test_nothing_is_loaded_without_graphql() -> None:
    plan = example_plan("covering")
    assert loads(replace(plan, api=replace(plan.api, graphql=False))) == ()


def test_an_operation_that_does_more_than_read_has_no_load() -> None:
    plan = example_plan("covering")
    field = next(field for item in graphql_model(plan).objects for field in item.nested)
    more = replace(field.operation, nodes=(*field.operation.nodes, RevokeSession()))
    with pytest.raises(ValueError, match="more than read"):
        load_of(plan, replace(field, operation=more))
