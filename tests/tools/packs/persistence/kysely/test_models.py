"""Models: every column in every form, converted where the store keeps it differently, under names that are free."""

import re

import pytest

from tests.tools.packs.persistence.kysely.plans import plan_of
from tests.tools.packs.persistence.kysely.printing import planned
from tools.packs.persistence.kysely.models import model_module, models_index, uniques_module


@pytest.mark.parametrize("store", ["postgresql", "sqlite"])
def test_every_column_is_there_in_every_form(store: str) -> None:
    plan = planned("covering", store)
    for table in plan.tables:
        printed = model_module(plan, table)
        for column in table.columns:
            place = f"'{table.physical}.{column.physical}'"
            assert f"  readonly {column.name.attr}: " in printed
            assert re.search(rf"^  {column.physical}: ", printed, re.MULTILINE)
            assert f"  {column.name.attr}: columns.column({place}, " in printed
            assert f"\n  {place},\n" in printed
            assert re.search(rf"^    {column.name.attr}: .*stored\.{column.physical}\b", printed, re.MULTILINE)


def test_values_are_converted_where_the_store_keeps_them_otherwise() -> None:
    native, scaled = (_document(store) for store in ("postgresql", "sqlite"))
    assert "    active: stored.active," in native
    assert "    active: documentColumns.active.codec.load(stored.active)," in scaled
    for printed in (native, scaled):
        assert "    amount: documentColumns.amount.codec.load(stored.amount)," in printed
        assert "  amount: columns.column('documents.amount', columns.exact(14, 4))," in printed
        assert "  class_: columns.column('documents.class', columns.text)," in printed
        assert "  endsOn: columns.column('documents.ends_on', columns.date, { nullable: true })," in printed


def test_what_is_stored_has_a_name_of_its_own() -> None:
    names = [{"name": name, "attributes": [{"name": "size", "type": "int32"}]} for name in ("Order", "OrderTable")]
    plan = plan_of({"entities": names, "resources": [{"entity": "Order"}, {"entity": "OrderTable"}]}, "sqlite")
    found = [name for table in plan.tables for name in _exported(model_module(plan, table))]
    assert len(found) == len(set(found))
    assert "  orders: OrderTable2;" in models_index(plan) or "  orders: OrderTable_2;" in models_index(plan)


def test_nothing_is_asserted_of_a_row_that_may_lack_everything() -> None:
    lone = {"name": "Box", "key": {"kind": "serial"}, "attributes": [{"name": "size", "type": "int32"}]}
    plan = plan_of({"entities": [{**lone, "timestamps": False}], "resources": [{"entity": "Box"}]}, "sqlite")
    assert "  return columns.storedValues(boxColumns, values);" in model_module(plan, plan.table("box"))
    assert "  return columns.storedValues(documentColumns, values) as Insertable<DocumentTable>;" in _document("sqlite")


def test_uniques_name_the_columns_of_each_constraint() -> None:
    printed = uniques_module(planned("covering", "sqlite"))
    assert "  documents_pkey: ['documents.id']," in printed
    assert "  documents_organization_id_code_key: ['documents.organization_id', 'documents.code']," in printed


def _document(store: str) -> str:
    plan = planned("covering", store)
    return model_module(plan, plan.table("document"))


def _exported(printed: str) -> list[str]:
    return re.findall(r"^export (?:interface|const|function) (\w+)", printed, re.MULTILINE)
