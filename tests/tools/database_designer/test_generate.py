"""The artifacts of a design: complete, deterministic, and at one with each other."""

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.tools.database_designer.plans import DATASTORES, EXAMPLES, example_plan, plan_of
from tools.blueprint.plan.render_plan import RenderPlan
from tools.database_designer import ddl, generate
from tools.database_designer.tool import database_designer_tool
from tools.errors import AgentError, Unsupported

PATHS = [
    "database/schema.sql",
    "database/schema.json",
    "database/er.mmd",
    "database/er.svg",
    "database/DESIGN.md",
]


def content(plan: RenderPlan, path: str) -> str:
    return next(artifact.content for artifact in generate(plan) if artifact.path == path)


@pytest.mark.parametrize("datastore", DATASTORES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_same_plan_gives_the_same_files(name: str, datastore: str) -> None:
    artifacts = generate(example_plan(name, datastore))
    assert [artifact.path for artifact in artifacts] == PATHS
    assert artifacts == generate(example_plan(name, datastore))
    assert all(artifact.content.endswith("\n") for artifact in artifacts)


@pytest.mark.parametrize("datastore", DATASTORES)
def test_the_schema_file_holds_the_statements_in_one_transaction(datastore: str) -> None:
    plan = example_plan("library", datastore)
    schema = content(plan, "database/schema.sql")
    begun, _, ended = schema.partition("BEGIN;\n\n")[2].rpartition("\n\nCOMMIT;\n")
    assert begun == ";\n\n".join(ddl(plan)) + ";"
    assert ended == ""


def test_the_description_has_the_fields_that_orchestrators_know() -> None:
    found = json.loads(content(example_plan("covering", "postgresql"), "database/schema.json"))
    assert list(found) == [
        "id", "name", "type", "version", "tables", "relationships", "indexes", "constraints", "triggers", "views",
        "procedures", "migrations", "seedData",
    ]  # fmt: skip
    documents = next(table for table in found["tables"] if table["name"] == "documents")
    amount = next(column for column in documents["columns"] if column["name"] == "amount")
    assert amount["type"] == "NUMERIC(14, 4)"
    assert amount["valueType"] == {
        "kind": "decimal", "minimum": "-1000", "maximum": "1000", "precision": 14, "scale": 4,
    }  # fmt: skip
    supersedes = next(item for item in found["relationships"] if item["column"] == "supersedes_id")
    assert (supersedes["type"], supersedes["required"], supersedes["onDelete"]) == ("one-to-one", False, "set_null")
    assert all(index["reason"] for index in found["indexes"])
    rule = next(item for item in found["constraints"] if item["name"] == "documents_ends_after_start_check")
    assert rule["message"] == "It cannot end before it starts."


def test_documents_that_are_looked_into_are_indexed_by_their_members_where_the_store_can() -> None:
    plan = example_plan("assets", "postgresql")
    statement = 'CREATE INDEX "assets_extra_idx" ON "assets" USING gin ("extra" jsonb_path_ops)'
    assert statement in ddl(plan)
    indexes = json.loads(content(plan, "database/schema.json"))["indexes"]
    assert [item["name"] for item in indexes if item.get("kind") == "members"] == [
        "sites_features_idx", "assets_extra_idx", "inspections_readings_idx",
    ]  # fmt: skip
    design = content(plan, "database/DESIGN.md")
    assert "Index of members `assets_extra_idx` on `extra`." in design
    assert "look rows up by members of it" in design
    assert not [statement for statement in ddl(example_plan("assets", "sqlite")) if "_extra_idx" in statement]


@pytest.mark.parametrize("datastore", DATASTORES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_foreign_key_is_found_by_an_index(name: str, datastore: str) -> None:
    plan = example_plan(name, datastore)
    design = content(plan, "database/DESIGN.md")
    keys = [column for table in plan.tables for column in table.columns if column.reference is not None]
    assert design.count("Found by: ") == len(keys)
    assert "not indexed" not in design


def test_every_index_has_its_reason_in_the_design() -> None:
    plan = example_plan("covering", "postgresql")
    design = content(plan, "database/DESIGN.md")
    for table in plan.tables:
        for index in table.indexes:
            line = next(line for line in design.splitlines() if line.startswith("- ") and f"`{index.name}` on" in line)
            assert all(name in line for name in index.operations)
            assert len(line) > len(index.name) + 40


def test_personal_data_secrets_and_retention_are_named() -> None:
    design = content(example_plan("covering", "postgresql"), "database/DESIGN.md")
    assert "| `accounts` | `email` | returned |" in design
    assert "- `accounts`.`password_hash`" in design
    assert "`documents`: 365 days." in design
    assert 'DELETE FROM "documents" WHERE "created_at" < CURRENT_TIMESTAMP - INTERVAL \'365 days\';' in design
    plain = content(example_plan("notes", "sqlite"), "database/DESIGN.md")
    assert "No column is declared to hold personal data." in plain
    assert "argon2id" not in plain


def test_a_missing_index_would_be_told() -> None:
    plan = example_plan("library", "sqlite")
    bare = replace(plan, tables=tuple(replace(table, indexes=()) for table in plan.tables))
    assert "not indexed: the plan asks for none" in content(bare, "database/DESIGN.md")


def test_files_name_the_rules_they_follow() -> None:
    def rules(name: str, datastore: str) -> set[str]:
        return {rule for artifact in generate(example_plan(name, datastore)) for rule in artifact.rules}

    covering = rules("covering", "postgresql")
    assert covering >= {"schema.soft-delete", "money.decimal", "retention.policy", "datastore.postgresql"}
    plain = rules("notes", "sqlite")
    assert plain >= {"datastore.sqlite", "keys.uuid-v7", "schema.exact-types"}
    assert plain.isdisjoint({"schema.soft-delete", "money.decimal", "retention.policy", "indexes.foreign-keys"})


CHECKED: dict[str, Any] = {
    "entities": [
        {
            "name": "Thing",
            "attributes": [{"name": "price", "type": "decimal", "precision": 18, "scale": 9}],
            "checks": [{"name": "square", "that": "row.price * row.price < 4.0"}],
        }
    ]
}


def test_a_check_that_the_datastore_cannot_hold_exactly_is_refused() -> None:
    assert generate(plan_of(CHECKED, "postgresql"))
    with pytest.raises(Unsupported, match="digits"):
        generate(plan_of(CHECKED, "sqlite"))


BLUEPRINT = "{blueprint: 1, name: tried, entities: [{name: Thing, attributes: [{name: title}]}]}"


def test_the_tool_takes_a_document_and_a_stack() -> None:
    found = database_designer_tool.invoke({"blueprint": BLUEPRINT, "framework": "fastapi", "datastore": "sqlite"})
    assert [artifact.path for artifact in found.artifacts] == PATHS
    assert found.tool == "database_designer"


@pytest.mark.parametrize(
    "change",
    [{"blueprint": "{blueprint: 2}"}, {"datastore": "oracle"}, {"framework": "../x"}, {"blueprint": ""}],
)
def test_the_tool_refuses_with_a_code_and_a_hint(change: dict[str, str]) -> None:
    asked = {"blueprint": BLUEPRINT, "framework": "fastapi", "datastore": "sqlite", **change}
    with pytest.raises(AgentError) as caught:
        database_designer_tool.invoke(asked)
    assert caught.value.code
    assert caught.value.hint
