"""The validators, level by level, for what a task type makes. They are imported when they are needed."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from agent.catalogue import CODE, DATABASE, tools_for
from agent.task import TaskType
from tools.blueprint.plan.render_plan import RenderPlan
from tools.validators.evidence import Evidence, Level

NAME = "agent"
VERSION = "1"


def prove(project: Path, plan: RenderPlan, task_type: TaskType, level: Level) -> Iterable[Evidence]:
    """Evidence rows of one level."""
    if level == "static":
        return _static(project, plan)
    if level == "build":
        return _build(project, task_type)
    return _live(project, plan, task_type)


def _static(project: Path, plan: RenderPlan) -> Iterator[Evidence]:
    from tools.validators.static.registry import static_validators

    # One by one, so that a stop is heard between them.
    for validator in static_validators():
        yield from validator.run(project, {"plan": plan})


def _build(project: Path, task_type: TaskType) -> Iterable[Evidence]:
    if CODE not in tools_for(task_type):
        return [_nothing("build", "a design has nothing to install, compile or test")]
    from tools.validators.build import check_build

    return check_build(project)


def _live(project: Path, plan: RenderPlan, task_type: TaskType) -> Iterator[Evidence]:
    tools = tools_for(task_type)
    if CODE in tools or DATABASE in tools:
        from tools.validators.live.schema import SchemaValidator

        yield from SchemaValidator().run(project, {"plan": plan})
    if CODE in tools:
        from tools.validators.live.proof import prove as prove_live

        yield from prove_live(project, plan)
    elif DATABASE not in tools:
        yield _nothing("live", "a contract alone has nothing to run")


def _nothing(level: Level, reason: str) -> Evidence:
    return Evidence(
        validator=NAME, version=VERSION, level=level, subject="design", status="not_applicable", reason=reason
    )
