"""The real validators, on what the real tools make."""

from pathlib import Path

import pytest

from agent.catalogue import tools_for
from agent.proof import prove
from agent.task import TaskType
from agent.toolbox import generate
from tests.agent.support import NOTES
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.errors import Unsupported
from tools.packs import registry

PLANS = {stack.datastore: resolve(NOTES, stack) for stack in registry.stacks()}


def made(folder: Path, plan: RenderPlan, kind: TaskType) -> Path:
    for tool in tools_for(kind):
        for artifact in generate(tool, plan):
            path = folder / artifact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(artifact.content)
    return folder


@pytest.mark.parametrize("kind", [TaskType.DESIGN_API, TaskType.DESIGN_DATABASE, TaskType.IMPLEMENT_DATABASE])
@pytest.mark.parametrize("store", sorted(PLANS))
def test_designs_pass_at_every_level(tmp_path: Path, kind: TaskType, store: str) -> None:
    plan = PLANS[store]
    folder = made(tmp_path, plan, kind)
    rows = [row for level in ("static", "build", "live") for row in prove(folder, plan, kind, level)]  # type: ignore[arg-type]
    assert [row for row in rows if row.status in ("failed", "skipped")] == []
    live = [row for row in rows if row.level == "live" and row.status == "passed"]
    assert bool(live) is (kind is not TaskType.DESIGN_API)


def test_a_broken_migration_is_found_on_the_engine(tmp_path: Path) -> None:
    for store, plan in PLANS.items():
        folder = made(tmp_path / store, plan, TaskType.IMPLEMENT_DATABASE)
        script = folder / "migrations/sql/0001_initial.up.sql"
        script.write_text(script.read_text().replace("CREATE TABLE", "CREATE TABEL", 1))
        rows = prove(folder, plan, TaskType.IMPLEMENT_DATABASE, "live")
        assert any(row.status == "failed" for row in rows)


def test_a_tool_outside_the_catalogue_is_refused() -> None:
    with pytest.raises(Unsupported):
        generate("os", next(iter(PLANS.values())))
