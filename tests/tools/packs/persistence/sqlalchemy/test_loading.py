"""Printed loads: one statement for all keys."""

import ast

import pytest

from tests.tools.api_generator.plans import example_plan
from tools.packs.persistence.sqlalchemy.repositories import repository_module
from tools.packs.store_calls import store_calls


def printed(table: str, name: str) -> str:
    plan = example_plan("covering")
    source = repository_module(plan, plan.table(table), store_calls(plan)[table])
    found = next(
        node for node in ast.parse(source).body if isinstance(node, ast.AsyncFunctionDef) and node.name == name
    )
    return ast.unparse(found)


def test_rows_are_asked_for_by_all_keys_at_once() -> None:
    source = printed("document", "load_document_by_id")
    assert "wanted: Sequence[UUID]" in source
    assert "Document.id.in_(wanted), Document.deleted_at.is_(None)" in source
    assert "if not unrestricted:" in source
    assert source.count("await") == 1


def test_rows_that_refer_to_nothing_belong_to_no_key() -> None:
    source = printed("document", "load_document_by_supersedes_id")
    assert "Document.supersedes_id.in_(wanted)" in source
    assert "{row.supersedes_id: row for row in rows if row.supersedes_id is not None}" in source


@pytest.mark.parametrize(
    ("table", "name", "near"),
    [
        ("document", "load_documents_by_country_code", "near=Document.country_code"),
        ("label", "load_document_labels_on_by_document_id", "near=DocumentLabelsOn.document_id"),
    ],
)
def test_pages_are_cut_for_each_key_in_the_store(table: str, name: str, near: str) -> None:
    source = printed(table, name)
    assert near in source
    assert "owners=wanted" in source
    assert "filtered(statement, FILTERS" in source
    assert source.count("await") == 1


def test_values_of_a_link_come_beside_each_row() -> None:
    source = printed("label", "load_document_labels_on_by_document_id")
    assert "link={'position': DocumentLabelsOn.position, 'remark': DocumentLabelsOn.remark}" in source
    assert "Page[LinkedRow]" in source
