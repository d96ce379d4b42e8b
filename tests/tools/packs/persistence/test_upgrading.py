"""A delivered backend is brought up to date by its own command, on a database with rows."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.golden import write_tree
from tests.tools.code_generator.outputs import name_of
from tests.tools.database_migrator.histories import delivered
from tests.tools.database_migrator.test_scripts import ROWS, WHO
from tools.blueprint.plan.migration import Migration
from tools.blueprint.plan.render_plan import RenderPlan, Stack
from tools.code_generator import generate
from tools.errors import CheckFailed
from tools.packs import registry
from tools.validators.engines.engine import Database, Engine
from tools.validators.live.backend import Backend
from tools.validators.project import load_project
from tools.validators.runtime.toolchains.registry import prepare
from tools.validators.runtime.workspace import workspace

ADD = 'ALTER TABLE "players" ADD COLUMN "extra" INTEGER'
LOSING = Migration(4, "lose_teams", (ADD, 'DELETE FROM "teams"'), ("SELECT 1",))


def migrate(plan: RenderPlan, folder: Path, database: Database) -> None:
    """Delivers a backend over what lies there, and runs its own command."""
    write_tree(folder, {artifact.path: artifact.content for artifact in generate(plan)})
    with workspace() as work:
        copy = work.copy_of(folder)
        project = load_project(copy)
        Backend(work, copy, project, prepare(project.language, copy), database, {}).migrate()


@pytest.mark.parametrize("stack", registry.stacks(), ids=name_of)
def test_rows_live_through_it_and_a_wrong_migration_changes_nothing(
    stack: Stack, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    engine: Engine = request.getfixturevalue(stack.datastore)
    plan = delivered(stack.datastore, stack.framework)
    with engine.database() as database:
        migrate(replace(plan, migrations=plan.migrations[:1]), tmp_path, database)
        engine.execute(*ROWS, database=database)
        migrate(plan, tmp_path, database)
        assert engine.execute(WHO, database=database) == [["Ada", "One"]]
        assert engine.execute("SELECT count(active) FROM players", database=database) == [["1"]]
        with pytest.raises(CheckFailed, match=r"Rows refer to others|violates .*foreign key"):
            migrate(replace(plan, migrations=(*plan.migrations, LOSING)), tmp_path, database)
        assert engine.execute(WHO, database=database) == [["Ada", "One"]]
        with pytest.raises(CheckFailed, match="extra"):
            engine.execute("SELECT extra FROM players", database=database)
