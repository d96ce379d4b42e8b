"""Printed store calls: what the store is asked, and how often."""

import pytest

from tests.tools.packs.persistence.kysely.plans import plan_of
from tests.tools.packs.persistence.kysely.printing import flat, module, planned, printed
from tools.blueprint.plan.expr import Argument, InputValue
from tools.blueprint.plan.store import Assignment, Parameter, UpdateRow
from tools.packs.languages.typescript.imports import Imports
from tools.packs.persistence.kysely.repositories import repository_module, repository_path
from tools.packs.persistence.kysely.writes import update_function
from tools.packs.store_calls import store_calls


def test_a_row_is_found_and_read() -> None:
    assert printed("covering", "country", "findCountry") == (
        "export async function findCountry(session: Session, { code }: { code: string }): Promise<Country | null> { "
        "const found = await session.selectFrom('countries').select(countrySelection)"
        ".where('countries.code', '=', code).executeTakeFirst(); "
        "return found === undefined ? null : toCountry(found); }"
    )


def test_a_row_of_nothing_but_what_the_store_gives_is_stored() -> None:
    lone = {"name": "Box", "key": {"kind": "serial"}, "attributes": [{"name": "size", "type": "int32"}]}
    make = {
        "group": "Box",
        "name": "make_box",
        "method": "POST",
        "path": "/boxes",
        "steps": [{"create": "Box", "as": "made", "accept": [], "set": {}}],
        "response": {"value": "made", "view": "Box"},
        "access": {"public": True},
    }
    plan = plan_of({"entities": [{**lone, "timestamps": False}], "operations": [make]}, "sqlite")
    source = flat(repository_module(plan, plan.table("box"), store_calls(plan)["box"]))
    assert "session.insertInto('boxes').defaultValues().returning(boxSelection)" in source


def test_what_the_store_computes_alone_needs_no_values() -> None:
    tally = {"name": "tally", "type": "int32", "default": 0, "required": True, "managed": True}
    counted = {"name": "Box", "attributes": [tally]}
    data = {"entities": [{**counted, "timestamps": False}], "patterns": [{"counter": "Box.tally", "name": "tick"}]}
    plan = plan_of({**data, "resources": [{"entity": "Box", "actions": ["read"]}]}, "postgresql")
    source = repository_module(plan, plan.table("box"), store_calls(plan)["box"])
    assert "tally: eb('boxes.tally', '+', 1)" in flat(source)
    assert "boxValues" not in source


def test_a_flag_lifts_a_condition() -> None:
    source = printed("covering", "document", "findDocument")
    assert ".where('documents.deleted_at', 'is', null)" in source
    assert "if (!unrestricted) { statement = statement.where('documents.author_id', '=', viewerId); }" in source


def test_rows_are_locked_where_the_store_knows_such_locks() -> None:
    assert ".forUpdate().executeTakeFirst()" in printed("covering", "document", "findDocumentForDeleteDocument")
    assert "forUpdate" not in module("covering", "document", "sqlite")
    assert ".orderBy('wallets.id').forUpdate()" in printed("wallet", "wallet", "lockWallets")


def test_rows_of_a_loop_come_in_order_and_one_more_than_there_may_be() -> None:
    source = printed("market", "cart_line", "rowsOfLine")
    assert ".orderBy('cart_lines.product_id').orderBy('cart_lines.id').limit(501).forUpdate()" in source


def test_missing_references_are_asked_for_in_one_round_trip() -> None:
    source = printed("covering", "document", "missingReferencesOfDocument")
    assert "if (countryCode !== null) { wanted.country_code = session.selectFrom('countries')" in source
    assert source.count("await") == 1


def test_what_the_store_computes_stands_beside_what_is_known() -> None:
    source = printed("covering", "document", "updateDocument")
    assert (
        ".set((eb) => ({ ...documentValues({ ...values, updatedAt: now(), updatedBy: viewerId }), "
        "version: eb('documents.version', '+', 1) }))"
    ) in source
    assert ".returning(documentSelection).executeTakeFirst()" in source


def test_a_value_that_its_column_cannot_hold_is_the_stores_to_refuse() -> None:
    plan = planned("market")
    table, imports = plan.table("product"), Imports("src/repositories/products.ts")
    stock, key = (table.column(name).type for name in ("stock", "id"))
    given = (
        Parameter("id", key, InputValue("id", key)),
        Parameter("count", stock, InputValue("count", stock), nullable=True),
    )
    call = UpdateRow("refill", "product", given, (), (), (Assignment("stock", Argument("count", stock)),))
    source = update_function(plan, table, call, imports)
    assert ".set({ stock: columns.literal(count_, columns.int32) })" in source


def test_one_reading_of_the_clock_serves_all_columns() -> None:
    source = printed("market", "product", "insertProduct")
    assert source.count("now()") == 1
    assert "createdAt: moment, updatedAt: moment" in source


def test_a_row_that_is_there_is_changed_and_answered() -> None:
    source = printed("market", "tag", "upsertTag")
    assert (
        "conflict.columns(['name']).doUpdateSet((eb) => "
        "({ ...tagValues({ updatedAt: now() }), uses: eb('tags.uses', '+', 1) }))"
    ) in source
    assert ".returning(tagSelection).executeTakeFirstOrThrow()" in source


def test_a_row_that_is_there_keeps_the_value_that_it_was_found_by() -> None:
    assert "doUpdateSet((eb) => ({ name: eb.ref('excluded.name') }))" in printed("press", "tag", "upsertTag")


def test_a_link_is_put_and_removed() -> None:
    assert "conflict.columns(['document_id', 'label_id']).doUpdateSet(documentLabelsOnValues(values))" in printed(
        "covering", "document_labels_on", "putDocumentLabelsOn"
    )
    assert "deleteFrom('product_tags').where('product_tags.product_id', '=', productId)" in printed(
        "market", "product_tags", "removeProductTags"
    )


def test_a_search_ranks_what_it_finds() -> None:
    source = printed("covering", "comment", "searchComments")
    assert "statement = statement.where(contains([commentColumns.text], q));" in source
    assert "[new Key(rank([commentColumns.text], q))], commentColumns.id)" in source


def test_values_of_a_link_come_beside_each_row() -> None:
    source = printed("market", "tag", "listProductTags")
    assert ".innerJoin('product_tags', 'product_tags.tag_id', 'tags.id')" in source
    assert ".select(['product_tags.place as linked_place'])" in source
    assert "(row) => linked(toTag(row), { place: row.linked_place })" in source
    assert "Promise<Page<Linked<Tag, Pick<ProductTags, 'place'>>>>" in source


def test_equal_tables_of_filters_are_printed_once() -> None:
    source = module("covering", "document")
    assert source.count("const FILTERS: Filters") == 1
    assert "class_: [documentColumns.class_, eq]," in source
    assert "smallGte: [documentColumns.small, ge]," in source
    assert "\n  class: documentColumns.class_,\n" in source


def test_analytics_are_grouped_by_what_the_caller_names() -> None:
    source = printed("covering", "document", "analyzeDocuments")
    assert "const group = groupBy === null ? null : (GROUPS[groupBy] ?? null);" in source
    assert "return await aggregate(statement, group, ANALYZE_DOCUMENTS_MEASURES);" in source


@pytest.mark.parametrize(
    ("table", "name", "near"),
    [
        ("document", "loadDocumentsByCountryCode", "near: documentColumns.countryCode"),
        ("label", "loadDocumentLabelsOnByDocumentId", "near: documentLabelsOnColumns.documentId"),
    ],
)
def test_pages_are_cut_for_each_key_in_the_store(table: str, name: str, near: str) -> None:
    source = printed("covering", table, name)
    assert f"{near}, owners: wanted, build" in source
    assert "if (wanted.length === 0) { return new Map(); }" in source
    assert source.count("await") == 1


def test_rows_that_refer_to_nothing_belong_to_no_key() -> None:
    source = printed("covering", "document", "loadDocumentBySupersedesId")
    assert ".where('documents.supersedes_id', 'in', wanted)" in source
    assert "if (row.supersedesId !== null) { found.set(row.supersedesId, row); }" in source


def test_values_of_a_list_are_read_for_all_rows_at_once() -> None:
    source = printed("market", "product", "computeShelfTagList")
    assert ".select(['product_tags.product_id as _near', 'tags.id', 'tags.name'])" in source
    assert "order: [new Key(productTagsColumns.place), new Key(tagColumns.id)], most: 100" in source
    assert source.count("await") == 1
    around = printed("market", "product", "computeShelf")
    assert "const tagListByKey = await computeShelfTagList(session, { wanted: keys });" in around
    assert "tagList: tagListByKey.get(row.id) ?? []" in around


def test_objects_of_a_list_have_their_columns_and_rows_inside() -> None:
    source = printed("market", "order", "computeReceiptLines")
    assert "price: columns.exact(10, 2).load(row.price)" in source
    assert "product: { sku: row.productSku, name: row.productName }" in source
    assert "readonly product: ComputeReceiptLinesProduct }" in module("market", "order")


def test_a_row_inside_that_may_be_missing_is_null() -> None:
    source = module("kanban", "card")
    assert "assignee: row.assigneeId === null ? null : { id: row.assigneeId, name: row.assigneeName }," in source


def test_units_are_read_with_the_scale_of_what_they_count() -> None:
    assert "amount: columns.exact(10, 2).load(row.amount)" in printed(
        "market", "order", "computeReceiptLines", "sqlite"
    )


@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
@pytest.mark.parametrize("blueprint", ["covering", "crm", "handbook", "kanban", "seats", "wiki"])
def test_lines_are_no_longer_than_others(blueprint: str, datastore: str) -> None:
    plan = planned(blueprint, datastore)
    for name, calls in store_calls(plan).items():
        source = repository_module(plan, plan.table(name), calls)
        long = [line for line in source.splitlines() if len(line) > 110 and "`" not in line]
        assert long == [], repository_path(plan.table(name))
