"""The build proof: a project's own commands, run on a copy of it with its locked dependencies."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tools.errors import AgentError, Unsupported
from tools.validators.engines.registry import open_engine
from tools.validators.evidence import Evidence, Finding, Level, not_run, stopped_by, verdict
from tools.validators.project import Project, load_project
from tools.validators.runtime.commands import run
from tools.validators.runtime.stopping import check_stopped
from tools.validators.runtime.toolchains.registry import prepare
from tools.validators.runtime.toolchains.toolchain import Toolchain
from tools.validators.runtime.workspace import Workspace, workspace

STATIC_COMMANDS = ("lint", "check_format", "typecheck")
"""Purposes of the commands that need no database, in the order in which they run."""
TEST = "test"
STATIC_SECONDS = 300
TEST_SECONDS = 900


@dataclass(frozen=True, slots=True)
class BuildValidator:
    """One row for the installation and one for each of the project's commands; the folder is only read."""

    name: str = "build"
    version: str = "1"
    level: Level = "build"

    def run(self, project: Path, context: Mapping[str, object]) -> Sequence[Evidence]:
        return list(self.stream(project))

    def stream(self, project: Path) -> Iterator[Evidence]:
        """Each row as soon as it is known; a failed installation ends them. BadInput without a project."""
        described = load_project(project)
        with ExitStack() as stack:
            work = stack.enter_context(workspace())
            folder = work.copy_of(project)
            started = time.monotonic()
            try:
                toolchain = prepare(described.language, folder)
            except Unsupported as error:
                yield not_run(self, "install", "skipped", error.message)
                return
            except AgentError as error:
                yield stopped_by(self, "install", error, started)
                return
            yield verdict(self, "install", [], started)
            build = _Build(self, work, folder, described, toolchain, work.folder("home"))
            for purpose in STATIC_COMMANDS:
                check_stopped()
                yield build.row(purpose, STATIC_SECONDS)
            check_stopped()
            yield from self._tests(build, stack)

    def _tests(self, build: "_Build", stack: ExitStack) -> Iterator[Evidence]:
        """The project's own tests, beside a database that is ours and disposable."""
        started = time.monotonic()
        try:
            engine = stack.enter_context(open_engine(build.project.datastore))
            database = stack.enter_context(engine.database())
        except Unsupported as error:
            yield not_run(self, TEST, "skipped", error.message)
            return
        except AgentError as error:
            yield stopped_by(self, TEST, error, started)
            return
        yield build.row(TEST, TEST_SECONDS, {"DATABASE_URL": database.url(database.datastore)})


@dataclass(frozen=True, slots=True)
class _Build:
    """One installed project and how its commands are run."""

    validator: BuildValidator
    work: Workspace
    folder: Path
    project: Project
    toolchain: Toolchain
    home: Path

    def row(self, purpose: str, seconds: float, variables: Mapping[str, str] | None = None) -> Evidence:
        """The row of one command; its finding carries the end of what the command wrote."""
        started = time.monotonic()
        command = self.project.commands.get(purpose, ())
        if not command:
            fault = Finding(code="no-command", message=f"The project names no {purpose} command.", where=purpose)
            return verdict(self.validator, purpose, [fault], started)
        result = run(
            command,
            cwd=self.folder,
            env=self.toolchain.environment(self.home, variables),
            user=self.work.user,
            timeout_seconds=seconds,
        )
        fault = Finding(
            code="command-failed",
            message=f"`{' '.join(command)}` failed with exit code {result.exit_code}.",
            where=purpose,
            hint=f"The end of its output:\n{result.tail()}",
        )
        return verdict(self.validator, purpose, [] if result.ok else [fault], started)


VALIDATOR = BuildValidator()


def check_build(project: Path) -> Iterator[Evidence]:
    """Build rows of a generated project, one by one; BadInput when the folder holds none."""
    return VALIDATOR.stream(project)
