"""A run that tells where it is, and ends its process there, as by kill -9, if asked to."""

import importlib
import os
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from agent import runs
from agent.context import Settings
from agent.planner.draft import Draft
from agent.state import RunInput
from agent.task import Request, TaskType
from tests.agent.support import Parts, draft, row, sample_tool
from tools.artifacts import Artifact
from tools.blueprint.plan.render_plan import RenderPlan
from tools.validators.evidence import Evidence, Level

WRITER = importlib.import_module("tools.output.write")


def run(out: Path, tell: Callable[[str], None]) -> str:
    """The status of the run; `tell` hears `plan`, the names of the tools, `validate` and `deliver`."""

    def plan(request: Request) -> Draft:
        tell("plan")
        return draft()

    def tool(name: str, render: RenderPlan) -> tuple[Artifact, ...]:
        tell(name)
        return sample_tool(name, render)

    def prove(project: Path, render: RenderPlan, kind: TaskType, level: Level) -> Iterable[Evidence]:
        tell("validate")
        return [row()]

    def create(*arguments: object) -> object:
        tell("deliver")
        return created(*arguments)

    created, version, program = WRITER.create, WRITER.generator_version, runs.program_version  # type: ignore[attr-defined]
    WRITER.create = create  # type: ignore[attr-defined]
    # Neither run nor output is another one because somebody saves a source file during the test.
    runs.program_version, WRITER.generator_version = lambda: "0", lambda _: "0" * 64  # type: ignore[assignment, attr-defined]
    try:
        settings = Settings(level="static", out=str(out))
        parts = Parts(settings, planner=plan, toolbox=tool, prover=prove)
        return runs.execute(RunInput(text="notes"), parts.context, settings).status
    finally:
        WRITER.create, WRITER.generator_version, runs.program_version = created, version, program  # type: ignore[attr-defined]


def die_at(place: str) -> Callable[[str], None]:
    def tell(what: str) -> None:
        if what == place:
            os.kill(os.getpid(), signal.SIGKILL)

    return tell


if __name__ == "__main__":
    run(Path(sys.argv[1]), die_at(sys.argv[2]))
