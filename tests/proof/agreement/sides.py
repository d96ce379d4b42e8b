"""One of the servers that are asked the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.proof.stack_proof import lay_out
from tools.blueprint.plan.render_plan import RenderPlan
from tools.validators.conformance import compile_plan
from tools.validators.conformance.document import MAIN, Fixture, Step, carrier
from tools.validators.conformance.failures import error_format, restated
from tools.validators.conformance.runner.exchange import Answer, exchange
from tools.validators.conformance.runner.expect import saved_value
from tools.validators.conformance.runner.steps import Session, StepFailed
from tools.validators.conformance.runner.values import MissingVariable, Variables
from tools.validators.engines.registry import open_engine
from tools.validators.live.admin import admin_variables, first_admin
from tools.validators.live.backend import Backend
from tools.validators.live.control import control_of
from tools.validators.live.receiver import Receiver
from tools.validators.project import load_project
from tools.validators.runtime.toolchains.registry import prepare
from tools.validators.runtime.workspace import workspace


class Side:
    """A server at work, and what it answered so far."""

    def __init__(self, plan: RenderPlan, session: Session) -> None:
        self._plan = plan
        self._session = session
        self._made: set[str] = set()

    def prepare(self, fixtures: dict[str, Fixture], names: list[str], steps: list[Step]) -> str:
        """Makes these fixtures, each once, and does the steps; what does not go well, if anything."""
        try:
            self._make(fixtures, names)
            self._run(steps)
        except (StepFailed, MissingVariable) as failed:
            return f"{failed}: {'; '.join(getattr(failed, 'faults', []))}"
        return ""

    def _make(self, fixtures: dict[str, Fixture], names: list[str]) -> None:
        for name in names:
            if name not in self._made:
                self._made.add(name)
                self._make(fixtures, fixtures[name].needs)
                self._run(fixtures[name].steps)

    def _run(self, steps: list[Step]) -> None:
        for step in restated(self._plan, steps):
            self._session.run(step)

    def answer(self, step: Step) -> Answer:
        """What the server answers to a request."""
        return exchange(self._session.base_url, self._session.ask(step))

    def asked(self, step: Step) -> str:
        """The request, for people."""
        ask = self._session.ask(step)
        return f"{ask} as {step.get('as')} {dict(ask.headers)} {(ask.content or b'').decode('utf-8', 'replace')}"

    def save(self, answer: Answer, saved: dict[str, str]) -> None:
        """Keeps parts of an answer under these names."""
        for name, source in saved.items():
            self._session.variables.set(name, saved_value(source, answer))


@contextmanager
def side(plan: RenderPlan, folder: Path) -> Iterator[Side]:
    """The complete project of a plan, at work on a disposable database."""
    lay_out(plan, folder)
    project, admin, compiled = load_project(folder), first_admin(plan), compile_plan(plan)
    opened, receiver = open_engine(project.datastore), Receiver(compiled.get("answers"))
    with workspace() as work, opened as engine, engine.database() as database, receiver:
        copy = work.copy_of(folder)
        told = receiver.settings if plan.events or plan.ports else {}
        with Backend(work, copy, project, prepare(project.language, copy), database, told) as backend:
            backend.migrate()
            if admin is not None:
                backend.create_admin(admin)
            backend.start(compiled["boots"][MAIN])
            known: dict[str, Any] = {"jwt_secret": backend.secret, **admin_variables(plan, admin)}
            control = control_of(backend, engine, database, receiver)
            carried = carrier(plan).get("carrier")
            yield Side(plan, Session(backend.base_url, Variables(known), control, error_format(plan), carried))
