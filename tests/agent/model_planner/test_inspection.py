"""What a design tool makes is looked at as it would be delivered."""

from collections.abc import Iterable
from pathlib import Path

from agent.model_planner.inspection import inspected
from agent.proof import prove
from agent.stacks import choose
from agent.task import TaskType
from agent.toolbox import generate
from tests.agent.model_planner.support import LIBRARY, WISH
from tools.artifacts import Artifact
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.validators.evidence import Evidence, Finding, Level

PLAN = resolve(LIBRARY, choose(WISH))
KIND = TaskType.DESIGN_API


def test_what_the_tools_make_is_in_order() -> None:
    assert inspected("api_generator", PLAN, KIND, generate, prove) == []


def test_findings_say_where() -> None:
    def sample(tool: str, plan: RenderPlan) -> tuple[Artifact, ...]:
        return (Artifact("b.txt", "b\n", "text", tool), Artifact("a.txt", "a\n", "text", tool))

    def look(project: Path, plan: RenderPlan, task_type: TaskType, level: Level) -> Iterable[Evidence]:
        names = sorted(path.name for path in project.iterdir())
        found = Finding(code="bad", message=f"{', '.join(names)} are bad.", where="a.txt", hint="Mend them.")
        yield Evidence(validator="v", version="1", level=level, subject="s", status="failed", findings=(found,))

    assert inspected("api_generator", PLAN, KIND, sample, look) == ["a.txt: a.txt, b.txt are bad. Mend them."]
