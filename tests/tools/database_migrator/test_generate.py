"""Migrations and seeds as files; that they run is proven with the live validator's tests."""

import re
from dataclasses import replace
from typing import Any

import pytest

from tests.tools.database_designer.plans import DATASTORES, EXAMPLES, example_plan, plan_of
from tests.tools.database_migrator.histories import STEMS, delivered
from tools.database_designer import ddl, reverse_ddl
from tools.database_migrator import generate
from tools.database_migrator.tool import database_migrator_tool

PATHS = ["migrations/sql/0001_initial.up.sql", "migrations/sql/0001_initial.down.sql", "seeds/seed.sql"]


@pytest.mark.parametrize("datastore", DATASTORES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_up_and_down_are_the_one_ddl_each_in_a_transaction(name: str, datastore: str) -> None:
    plan = example_plan(name, datastore)
    up, down, seeds = generate(plan)
    assert [up.path, down.path, seeds.path] == PATHS
    assert (up, down, seeds) == generate(plan)
    for script, statements in ((up, ddl(plan)), (down, reverse_ddl(plan))):
        head, _, body = script.content.partition("BEGIN;\n\n")
        assert "CREATE" not in head
        assert "DROP" not in head
        assert body == "".join(f"{statement};\n\n" for statement in statements) + "COMMIT;\n"
        assert script.rules[:2] == ("migrations.first", "migrations.reversible")


@pytest.mark.parametrize("datastore", DATASTORES)
def test_down_drops_exactly_the_tables_of_up_and_never_cascades(datastore: str) -> None:
    plan = example_plan("covering", datastore)
    up, down, _ = (artifact.content for artifact in generate(plan))
    made = re.findall(r'^CREATE TABLE "(\w+)"', up, re.MULTILINE)
    dropped = re.findall(r'^DROP TABLE "(\w+)";$', down, re.MULTILINE)
    assert dropped == list(reversed(made))
    assert "CASCADE" not in down
    assert "IF EXISTS" not in down


@pytest.mark.parametrize("datastore", DATASTORES)
def test_no_seeded_account_can_log_in(datastore: str) -> None:
    *_, seeds = generate(example_plan("library", datastore))
    assert seeds.content.count("'!'") == 3
    assert "argon2" not in seeds.content


HOSTILE: dict[str, Any] = {
    "title": "x\n; DROP TABLE y; --\u2028 z",
    "entities": [{"name": "Thing", "attributes": [{"name": "title"}]}],
}


@pytest.mark.parametrize("datastore", DATASTORES)
def test_a_title_stays_in_its_comment(datastore: str) -> None:
    for artifact in generate(plan_of(HOSTILE, datastore)):
        assert not any(line.startswith(";") or "DROP TABLE y" in line[3:4] for line in artifact.content.splitlines())
        assert artifact.content.startswith("-- x ; DROP TABLE y; -- z: ")


def test_the_tool_gives_the_same_files() -> None:
    blueprint = "{blueprint: 1, name: tried, entities: [{name: Thing, attributes: [{name: title}]}]}"
    found = database_migrator_tool.invoke({"blueprint": blueprint, "framework": "fastapi", "datastore": "postgresql"})
    assert [artifact.path for artifact in found.artifacts] == PATHS


@pytest.mark.parametrize("datastore", DATASTORES)
def test_a_delivered_backend_has_scripts_for_each_of_its_migrations(datastore: str) -> None:
    plan = delivered(datastore)
    *scripts, seeds = generate(plan)
    assert [script.path for script in scripts] == [
        f"migrations/sql/{stem}.{way}.sql" for stem in STEMS for way in ("up", "down")
    ]
    assert seeds.path == "seeds/seed.sql"
    first, initial = scripts[:2], generate(replace(plan, migrations=plan.migrations[:1]))[:2]
    assert tuple(first) == initial
    both = zip(scripts[::2], scripts[1::2], plan.migrations, strict=True)
    for script, statements in ((item, way) for up, down, of in both for item, way in ((up, of.up), (down, of.down))):
        head, _, body = script.content.partition("BEGIN;\n\n")
        assert body.startswith("".join(f"{statement};\n\n" for statement in statements))
        assert body.endswith("COMMIT;\n")
        assert "ALTER" not in head
        assert ("migrations.first" in script.rules) == (script in first)
        assert "migrations.reversible" in script.rules


def test_a_later_script_says_what_it_does() -> None:
    up, down = generate(delivered("sqlite"))[2:4]
    assert up.content.startswith("-- Teams: add active to players.\n")
    assert down.content.startswith("-- Teams: takes back what 0002_add_active_to_players.up.sql did.\n")


def test_references_are_off_only_where_tables_are_made_anew_and_looked_after_there() -> None:
    for datastore, off in (("sqlite", True), ("postgresql", False)):
        first, _, second, third = (item.content for item in generate(delivered(datastore))[:4])
        assert [("foreign_keys = OFF" in script) for script in (first, second, third)] == [False, off, off]
        assert [("foreign_key_check" in script) for script in (first, second, third)] == [False, off, off]


@pytest.mark.parametrize("datastore", DATASTORES)
def test_a_title_stays_in_the_comment_of_a_later_script(datastore: str) -> None:
    for artifact in generate(delivered(datastore, title="x\n; DROP TABLE y; --\u2028 z")):
        assert artifact.content.startswith("-- x ; DROP TABLE y; -- z: ")
