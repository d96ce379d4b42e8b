"""The live proof: boots a generated backend on a disposable engine and exercises it over HTTP."""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.blueprint.plan.render_plan import RenderPlan
from tools.errors import AgentError, Unsupported
from tools.validators.conformance import compile_plan
from tools.validators.conformance.checks import statements
from tools.validators.conformance.checks.running import KEPT_ID, REQUEST_IDS
from tools.validators.conformance.document import MAIN
from tools.validators.conformance.runner import Outcome, Player
from tools.validators.engines.engine import Engine
from tools.validators.engines.registry import open_engine
from tools.validators.evidence import Evidence, Finding, Level, not_run, stopped_by, verdict
from tools.validators.live.admin import admin_variables, first_admin
from tools.validators.live.backend import Backend, fault_of
from tools.validators.live.conformance import ROWS, spared
from tools.validators.live.control import control_of
from tools.validators.live.fuzzing.fuzz import fuzz
from tools.validators.live.log import log_findings
from tools.validators.live.receiver import Receiver
from tools.validators.project import Project, load_project
from tools.validators.runtime.stopping import check_stopped
from tools.validators.runtime.toolchains.registry import prepare
from tools.validators.runtime.workspace import Workspace, workspace

CONTRACT = "openapi.json"
STEPS = ("install", "migrate", "create-admin", "boot")


@dataclass(frozen=True, slots=True)
class LiveValidator:
    """Needs the output's ``RenderPlan`` in the context as ``plan``; the project's folder is only read."""

    name: str = "live"
    version: str = "1"
    level: Level = "live"

    def run(self, project: Path, context: Mapping[str, object]) -> Sequence[Evidence]:
        """Rows of starting, of each kind of conformance check, of the fuzzer and of the log."""
        plan = context.get("plan")
        if not isinstance(plan, RenderPlan):
            return [not_run(self, "boot", "skipped", "the plan of this output is not known")]
        return list(self.stream(project, plan))

    def stream(self, project: Path, plan: RenderPlan) -> Iterator[Evidence]:
        """Each row as soon as it is known; everything that was started ends with the iteration."""
        described = load_project(project)
        with ExitStack() as stack:
            work = stack.enter_context(workspace())
            folder = work.copy_of(project)
            try:
                engine = stack.enter_context(_engine(described.datastore))
            except Unsupported as error:
                yield not_run(self, "boot", "skipped", fault_of(error))
                return
            for row in _Proof(self, plan, work, folder, described, engine, stack).rows():
                yield row
                check_stopped()


@dataclass(slots=True)
class _Proof:
    """One proof, step by step; a start that fails ends it."""

    validator: LiveValidator
    plan: RenderPlan
    work: Workspace
    folder: Path
    project: Project
    engine: Engine
    stack: ExitStack

    def rows(self) -> Iterator[Evidence]:
        admin = first_admin(self.plan)
        compiled = compile_plan(self.plan)
        if not self.engine.capabilities.logs_statements:
            compiled = spared(compiled, statements.CHECKS, "the engine does not tell the statements it was sent")
        started = time.monotonic()
        try:
            toolchain = prepare(self.project.language, self.folder)
            database = self.stack.enter_context(self.engine.database())
        except AgentError as error:
            yield stopped_by(self.validator, "install", error, started)
            return
        yield verdict(self.validator, "install", [], started)
        receiver = self.stack.enter_context(Receiver(compiled.get("answers")))
        told = receiver.settings if self.plan.events or self.plan.ports else {}
        backend = self.stack.enter_context(Backend(self.work, self.folder, self.project, toolchain, database, told))
        starts: list[tuple[str, Callable[[], object]]] = [("migrate", backend.migrate)]
        if admin is not None:
            starts.append(("create-admin", lambda: backend.create_admin(admin)))
        starts.append(("boot", lambda: backend.start(compiled["boots"][MAIN])))
        for subject, start in starts:
            started = time.monotonic()
            try:
                start()
            except AgentError as error:
                yield stopped_by(self.validator, subject, error, started)
                return
            yield verdict(self.validator, subject, [], started)
        variables, control = self._variables(backend, admin), control_of(backend, self.engine, database, receiver)
        player = Player(compiled, backend.base_url, variables, control)
        outcomes = list(self._played(player, compiled, backend))
        yield from ROWS.rows(compiled, outcomes)
        backend.stop()
        receiver.as_usual()
        backend.start(compiled["boots"][MAIN])
        yield from fuzz(self.plan, self.work, self.folder / CONTRACT, backend.base_url, variables, control)
        sent = any(case["check"] == REQUEST_IDS and "steps" in case for case in compiled["cases"])
        yield self._log(backend, player, admin, sent=sent)
        yield self._shutdown(backend)

    def _played(self, player: Player, compiled: dict[str, Any], backend: Backend) -> Iterator[Outcome]:
        """The cases of every configuration of the server, the ordinary one first."""
        for boot, settings in compiled["boots"].items():
            if boot != MAIN:
                backend.stop()
                backend.start(settings)
            for outcome in player.play(boot):
                yield outcome
                check_stopped()

    def _variables(self, backend: Backend, admin: dict[str, object] | None) -> dict[str, object]:
        contract = (self.folder / CONTRACT).read_bytes()
        return {
            "jwt_secret": backend.secret,
            "openapi_sha256": hashlib.sha256(contract).hexdigest(),
            **admin_variables(self.plan, admin),
        }

    def _log(self, backend: Backend, player: Player, admin: dict[str, object] | None, *, sent: bool) -> Evidence:
        """The log says what happened and gives no secret away."""
        started = time.monotonic()
        text = backend.log.read_text(encoding="utf-8", errors="replace")
        secrets = [backend.secret, *([str(admin["password"])] if admin is not None else []), *player.tokens()]
        findings = log_findings(text, secrets, KEPT_ID if sent else None)
        return verdict(self.validator, "log", findings, started)

    def _shutdown(self, backend: Backend) -> Evidence:
        """SIGTERM ends the server within its grace, in peace."""
        started = time.monotonic()
        code = backend.stop()
        fault = Finding(code="unclean-shutdown", message=f"The server ended with exit code {code} at SIGTERM.")
        return verdict(self.validator, "shutdown", [] if code in (0, 128 + 15) else [fault], started)


def _engine(datastore: str) -> Engine:
    """An engine that tells its statements where it can. Unsupported when there is none."""
    try:
        return open_engine(datastore, log_statements=True)
    except Unsupported:
        return open_engine(datastore)


VALIDATOR = LiveValidator()


def prove(project: Path, plan: RenderPlan) -> list[Evidence]:
    """Live rows of a generated project; BadInput when the folder holds none."""
    return list(VALIDATOR.run(project, {"plan": plan}))
