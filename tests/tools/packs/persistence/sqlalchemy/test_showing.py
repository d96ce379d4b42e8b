"""Printed lists, rows of loops and rows that are made or found: what the store is asked, and how often."""

import ast

import pytest

from tests.tools.validators.conformance.playing import plan_of
from tools.packs.persistence.sqlalchemy.repositories import repository_module
from tools.packs.store_calls import store_calls


def module(blueprint: str, table: str) -> str:
    plan = plan_of(blueprint)
    return repository_module(plan, plan.table(table), store_calls(plan)[table])


def printed(blueprint: str, table: str, name: str) -> str:
    functions = (node for node in ast.parse(module(blueprint, table)).body if isinstance(node, ast.AsyncFunctionDef))
    return ast.unparse(next(node for node in functions if node.name == name))


def test_values_of_a_list_are_read_for_all_rows_at_once() -> None:
    source = printed("market", "product", "compute_shelf_tag_list")
    assert "select(ProductTags.product_id, Tag.id, Tag.name)" in source
    assert "join(ProductTags, ProductTags.tag_id == Tag.id)" in source
    assert "near=ProductTags.product_id, order=[ProductTags.place.nulls_last(), Tag.id], most=100" in source
    assert "found[row[0]].append(row[2])" in source
    assert source.count("await") == 1


def test_rows_without_any_have_an_empty_list() -> None:
    assert "{key: [] for key in wanted}" in printed("market", "product", "compute_shelf_tag_list")


def test_objects_of_a_list_have_their_columns_and_rows_inside() -> None:
    source = printed("market", "order", "compute_receipt_lines")
    assert "near=OrderLine.order_id, order=[OrderLine.place, OrderLine.id], most=100" in source
    assert "inside(row[1]" in source
    assert "'amount': row[" in source
    assert "'product': inside(" in source


def test_a_descending_order_and_its_bound() -> None:
    assert "order=[Product.name.desc(), Product.id], most=20" in printed("market", "tag", "compute_tag_shelf_products")


def test_lists_stand_beside_what_is_computed() -> None:
    source = printed("market", "product", "compute_shelf")
    assert "tag_list_by_key = await compute_shelf_tag_list(session, wanted=keys)" in source
    assert "'tag_list': tag_list_by_key[row[0]]" in source
    assert source.count("await") == 2


def test_rows_of_a_loop_come_in_order_and_one_more_than_there_may_be() -> None:
    source = printed("market", "cart_line", "rows_of_line")
    assert "order_by(CartLine.product_id, CartLine.id)" in source
    assert "limit(501).with_for_update()" in source


def test_a_row_that_is_there_is_changed_and_answered() -> None:
    source = printed("market", "tag", "upsert_tag")
    assert "'uses': Tag.uses + 1" in source
    assert "on_conflict_do_update(index_elements=[Tag.name], set_=changes)" in source
    assert "'populate_existing': True" in source


def test_a_row_that_is_there_keeps_the_value_that_it_was_found_by() -> None:
    assert "changes = {'name': statement.excluded.name}" in printed("press", "tag", "upsert_tag")


@pytest.mark.parametrize(("blueprint", "table", "origin"), [
    ("market", "tag", "app.core.columns"), ("market", "product_tags", "app.core.columns"),
    ("market", "order", "sqlalchemy"),
])  # fmt: skip
def test_a_module_has_one_insert(blueprint: str, table: str, origin: str) -> None:
    imports = [node for node in ast.parse(module(blueprint, table)).body if isinstance(node, ast.ImportFrom)]
    assert [node.module for node in imports if any(name.name == "insert" for name in node.names)] == [origin]
