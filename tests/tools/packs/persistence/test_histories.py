"""Outputs of backends that have been delivered before."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.golden import write_tree
from tests.tools.code_generator.outputs import name_of, parse, ruff_findings
from tests.tools.database_migrator.histories import STEMS, delivered
from tools.blueprint.plan.migration import Migration
from tools.blueprint.plan.render_plan import RenderPlan, Stack
from tools.code_generator import generate
from tools.packs import registry
from tools.validators.live.schema import VALIDATOR

STACKS = registry.stacks()
FOLDERS = {"fastapi": ("migrations/versions/", ".py"), "express": ("migrations/", ".ts")}
HOSTILE = (
    "UPDATE \"teams\" SET \"name\" = 'it''s \\ :name %s ${process.exit()} `\"\"\" ''' \U0001f600'",
    'INSERT INTO "teams"\n  ("name")\nVALUES\n  (\'\\n :x ${y} ` """\')',
    'ALTER TABLE "teams" ADD COLUMN "much" TEXT CONSTRAINT "teams_much_check" CHECK (' + '"much" <> 1 AND ' * 20 + "1)",
    'CREATE TABLE "more" (\n  "id" TEXT\n)',
)


def printed(plan: RenderPlan) -> dict[str, str]:
    return {artifact.path: artifact.content for artifact in generate(plan)}


@pytest.mark.parametrize("stack", STACKS, ids=name_of)
def test_each_migration_is_a_file_of_its_own_beside_its_scripts(stack: Stack) -> None:
    plan = delivered(stack.datastore, stack.framework)
    files = printed(plan)
    folder, ending = FOLDERS[stack.framework]
    wanted = {f"{folder}{stem}{ending}" for stem in STEMS}
    wanted |= {f"migrations/sql/{stem}.{way}.sql" for stem in STEMS for way in ("up", "down")}
    assert {path for path in files if any(stem[:4] in path for stem in STEMS)} == wanted
    for path, content in files.items():
        parse(path, content)


@pytest.mark.parametrize("stack", STACKS, ids=name_of)
def test_nothing_but_migrations_and_what_is_told_of_them_changes(stack: Stack) -> None:
    plan = delivered(stack.datastore, stack.framework)
    before, after = printed(replace(plan, migrations=())), printed(plan)
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    assert {path for path in changed if not path.startswith("migrations/")} == {"README.md"}


@pytest.mark.parametrize("stack", STACKS, ids=name_of)
def test_the_readme_says_what_is_there_as_plain_sql(stack: Stack) -> None:
    plan = delivered(stack.datastore, stack.framework)
    assert "| `migrations/sql` | the same as plain SQL" in printed(plan)["README.md"]
    assert "| `migrations/sql` | the first of them as plain SQL" in printed(replace(plan, migrations=()))["README.md"]


@pytest.mark.parametrize("datastore", ["sqlite", "postgresql"])
def test_later_migrations_have_the_layout_and_style_of_the_rest(datastore: str, tmp_path: Path) -> None:
    plan = delivered(datastore)
    alone = [Migration(4 + place, f"alone_{place}", (text,), (text,)) for place, text in enumerate(HOSTILE)]
    both = Migration(4 + len(alone), "all_" + "a" * 56, HOSTILE, HOSTILE)
    write_tree(tmp_path, printed(replace(plan, migrations=(*plan.migrations, *alone, both))))
    assert ruff_findings(tmp_path) == ""


@pytest.mark.parametrize("stack", [stack for stack in STACKS if stack.datastore == "sqlite"], ids=name_of)
def test_the_scripts_make_the_schema_of_the_plan(stack: Stack, tmp_path: Path) -> None:
    plan = delivered(stack.datastore, stack.framework)
    write_tree(tmp_path, printed(plan))
    assert {row.status for row in VALIDATOR.run(tmp_path, {"plan": plan})} == {"passed"}
