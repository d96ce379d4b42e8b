"""Seed rows: enough of them, tied together rightly, and valid against every rule."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from tests.tools.blueprint.strategies import blueprints
from tests.tools.database_designer.plans import EXAMPLES, example_plan, plan_of
from tools.blueprint.document import from_data
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.database_migrator.seeds.evaluation import holds
from tools.database_migrator.seeds.rows import ROWS, seed_rows
from tools.packs import registry


def check(plan: RenderPlan) -> None:
    rows = seed_rows(plan)
    assert rows == seed_rows(plan)
    for table in plan.tables:
        for position, row in enumerate(rows.get(table.name.snake, [])):
            assert all(holds(rule.that, row) for rule in table.checks)
            for column in table.columns:
                value = row[column.name.snake]
                assert value is not None or column.nullable
                if value is not None and column.reference is not None:
                    targets = rows[column.reference.table]
                    earlier = targets[:position] if column.reference.table == table.name.snake else targets
                    assert value in [target[column.reference.column] for target in earlier]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_table_of_the_examples_gets_its_rows(name: str) -> None:
    plan = example_plan(name, "postgresql")
    check(plan)
    rows = seed_rows(plan)
    assert {table.name.snake for table in plan.tables if table.role != "system"} == rows.keys()
    assert {len(found) for found in rows.values()} == {ROWS}


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(blueprints())
def test_random_plans(data: dict[str, Any]) -> None:
    check(resolve(from_data(data), registry.stack("fastapi", "sqlite")))


def test_rows_of_one_owner_and_tenant_belong_together() -> None:
    rows = seed_rows(example_plan("covering", "sqlite"))
    tenants = {account["id"]: account["organization_id"] for account in rows["account"]}
    for document in rows["document"]:
        assert tenants[document["author_id"]] == document["organization_id"]


def test_keys_are_uuids_of_version_7() -> None:
    keys = [UUID(str(row["id"])) for row in seed_rows(example_plan("library", "sqlite"))["book"]]
    assert {(key.version, key.variant) for key in keys} == {(7, "specified in RFC 4122")}
    assert keys == sorted(keys)
    assert len(set(keys)) == ROWS


def ruled(*rules: str) -> RenderPlan:
    checks = [{"name": f"rule_{number}", "that": that} for number, that in enumerate(rules)]
    attributes = [
        {"name": "low", "type": "int32", "minimum": 0, "maximum": 9, "required": True},
        {"name": "high", "type": "int32", "minimum": 0, "maximum": 9, "required": True},
        {"name": "spare", "type": "int32"},
        {"name": "kind", "type": "enum", "values": ["a", "b"], "required": True, "unique": True},
    ]
    return plan_of({"entities": [{"name": "Thing", "attributes": attributes, "checks": checks}]}, "sqlite")


def test_a_rule_is_met_or_the_table_stays_with_fewer_rows() -> None:
    met = seed_rows(ruled("row.low < row.high || row.spare == null"))["thing"]
    assert len(met) == 2, "a unique enum of two values allows two rows"
    assert seed_rows(ruled("row.low > 9"))["thing"] == []
