"""Indexes: each serves what its reason says, and nothing is said that does not hold."""

from tests.tools.blueprint.test_resolve import plan_of
from tools.blueprint.plan.table import IndexPlan


def _by_columns(table: str) -> dict[tuple[str, ...], IndexPlan]:
    return {index.columns: index for index in plan_of("covering").table(table).indexes}


def test_a_list_that_a_role_sees_whole_has_an_index_for_either_order() -> None:
    found = _by_columns("document")
    own, every = found["organization_id", "author_id", "id"], found["organization_id", "id"]
    assert own.reason == "list_documents reads its rows in page order for callers who see one author_id."
    assert every.reason == "list_documents reads its rows in page order for callers who see every author_id."


def test_a_search_is_in_order_of_rank_and_is_no_reason() -> None:
    for table in plan_of("covering").tables:
        assert not [index.name for index in table.indexes if any("search" in name for name in index.operations)]


def test_the_whole_list_of_owned_rows_without_a_tenant_is_read_by_its_key() -> None:
    columns = {index.columns for index in plan_of("library").table("loan").indexes}
    assert ("member_id", "id") in columns
    assert ("id",) not in columns


def test_documents_that_are_looked_into_have_an_index_of_members_where_the_store_has_such() -> None:
    found = [index for index in plan_of("assets", "postgresql").table("asset").indexes if index.kind == "members"]
    assert [index.columns for index in found] == [("extra",)]
    assert set(found[0].operations) == {"list_assets", "list_my_assets", "measure_assets", "search_assets"}
    assert "looks rows up by what extra holds" in found[0].reason
    elsewhere = plan_of("assets", "sqlite").table("asset").indexes
    assert "members" not in {index.kind for index in elsewhere}
