"""The scripts of later migrations, run where rows are."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.tools.database_migrator.histories import delivered
from tools.blueprint.plan.migration import Migration
from tools.blueprint.plan.render_plan import RenderPlan
from tools.database_migrator import generate
from tools.errors import CheckFailed
from tools.validators.engines.engine import Database, Engine

TEAM, PLAYER = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
MOMENTS = "'2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'"
ROWS = (
    f"INSERT INTO teams (id, name, created_at, updated_at) VALUES ('{TEAM}', 'One', {MOMENTS})",
    f"INSERT INTO players (id, name, team_id, created_at, updated_at) VALUES ('{PLAYER}', 'Ada', '{TEAM}', {MOMENTS})",
)
WHO = "SELECT p.name, t.name FROM players p JOIN teams t ON t.id = p.team_id"


def scripts(plan: RenderPlan, way: str) -> list[str]:
    return [artifact.content for artifact in generate(plan) if artifact.path.endswith(f".{way}.sql")]


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def database(engine: Engine) -> Iterator[Database]:
    """As the first migration leaves it, with rows."""
    with engine.database() as opened:
        engine.run_script(scripts(delivered(engine.id), "up")[0], opened)
        engine.execute(*ROWS, database=opened)
        yield opened


def test_rows_stay_with_what_they_refer_to(engine: Engine, database: Database) -> None:
    plan = delivered(engine.id)
    for script in (*scripts(plan, "up")[1:], *reversed(scripts(plan, "down")[1:]), *scripts(plan, "up")[1:]):
        engine.run_script(script, database)
        assert engine.execute(WHO, database=database) == [["Ada", "One"]]
    (active,) = engine.execute("SELECT active FROM players", database=database)
    assert active[0].lower() in ("1", "t", "true")


def test_a_migration_that_leaves_a_reference_to_nothing_changes_nothing(engine: Engine, database: Database) -> None:
    plan = delivered(engine.id)
    statements = ('ALTER TABLE "players" ADD COLUMN "extra" INTEGER', 'DELETE FROM "teams"')
    wrong = replace(plan, migrations=(plan.migrations[0], Migration(2, "lose_teams", statements, ("SELECT 1",))))
    with pytest.raises(CheckFailed, match=r"rows refer to others|violates .*foreign key"):
        engine.run_script(scripts(wrong, "up")[1], database)
    assert engine.execute(WHO, database=database) == [["Ada", "One"]]
    with pytest.raises(CheckFailed, match="extra"):
        engine.execute("SELECT extra FROM players", database=database)
