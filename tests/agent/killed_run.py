"""A run in a process of its own that ends itself, as by kill -9, at a chosen place. Tells on standard output."""

import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path

import tools.output.write
from agent import runs
from agent.context import Context, Settings
from agent.ports import BlobStore
from agent.state import RunInput
from agent.task import TaskType
from tests.agent.support import Parts, planner, row, sample_tool
from tools.artifacts import Artifact
from tools.blueprint.plan.render_plan import RenderPlan
from tools.validators.evidence import Evidence, Level


def main(out: str, place: str) -> None:
    """`place`: a tool's name, `plan`, `validate`, `deliver` or `nowhere`."""

    def tell(what: str) -> None:
        print(what, flush=True)
        if what == place:
            os.kill(os.getpid(), signal.SIGKILL)

    def plan(request: object) -> object:
        tell("plan")
        return planner()(request)  # type: ignore[arg-type]

    def tool(name: str, render: RenderPlan) -> tuple[Artifact, ...]:
        tell(name)
        return sample_tool(name, render)

    def prove(project: Path, render: RenderPlan, kind: TaskType, level: Level) -> Iterable[Evidence]:
        tell("validate")
        return [row()]

    if place == "deliver":
        replaced = os.rename
        os.rename = lambda *names: (tell("deliver"), replaced(*names))  # type: ignore[assignment]
    settings = Settings(level="static", out=out)
    parts = Parts(settings, planner=plan, toolbox=tool, prover=prove)  # type: ignore[arg-type]

    def context(blobs: BlobStore) -> Context:
        return parts.context(blobs)

    # Neither run nor output is another one because somebody saves a source file during the test.
    runs.program_version = lambda: "0"
    tools.output.write.generator_version = lambda: "0" * 64
    print(runs.execute(RunInput(text="notes"), context, settings).status)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
