"""Prints a project, changes it, boots it and plays chosen checks."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.tools.validators.conformance.playing import compiled, plan_of
from tools.code_generator import generate
from tools.validators.conformance.checks import statements
from tools.validators.conformance.document import MAIN
from tools.validators.conformance.runner import Control, Outcome, Player
from tools.validators.engines.registry import open_engine
from tools.validators.live.admin import admin_variables, first_admin
from tools.validators.live.backend import Backend
from tools.validators.live.control import control_of
from tools.validators.live.receiver import Receiver
from tools.validators.project import load_project
from tools.validators.runtime.toolchains.registry import prepare
from tools.validators.runtime.workspace import workspace


def print_project(name: str, datastore: str, folder: Path) -> None:
    """Writes the complete project into a folder."""
    for artifact in generate(plan_of(name, datastore)):
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(artifact.content, encoding="utf-8")


def plant(folder: Path, file: str, pattern: str, replacement: str) -> None:
    """Changes a printed file; the fault must find its place."""
    path = folder / file
    text, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"))
    assert count, f"{file} holds nothing like {pattern}"
    path.write_text(text, encoding="utf-8")


@contextmanager
def booted(
    name: str, datastore: str, folder: Path, settings: dict[str, str], *, log_statements: bool = False
) -> Iterator[tuple[Backend, dict[str, Any], Control]]:
    """A project at work on a disposable database, the variables of its plan, and who controls it."""
    plan, project = plan_of(name, datastore), load_project(folder)
    admin = first_admin(plan)
    opened = open_engine(project.datastore, log_statements=log_statements)
    answers = compiled(name, datastore).get("answers")
    with workspace() as work, opened as engine, engine.database() as database, Receiver(answers) as receiver:
        copy = work.copy_of(folder)
        told = receiver.settings if plan.events or plan.ports else {}
        with Backend(work, copy, project, prepare(project.language, copy), database, told) as backend:
            backend.migrate()
            if admin is not None:
                backend.create_admin(admin)
            backend.start(settings)
            variables = {"jwt_secret": backend.secret, **admin_variables(plan, admin)}
            yield backend, variables, control_of(backend, engine, database, receiver)


def played_checks(name: str, datastore: str, folder: Path, check: str) -> list[Outcome]:
    """Outcomes of one kind of check, in the configuration that it asks for."""
    plan = compiled(name, datastore)
    boots = {case["boot"] for case in plan["cases"] if case["check"] == check}
    outcomes: list[Outcome] = []
    logged = check in statements.CHECKS
    with booted(name, datastore, folder, plan["boots"][MAIN], log_statements=logged) as (backend, variables, control):
        player = Player(plan, backend.base_url, variables, control)
        for boot in sorted(boots):
            if boot != MAIN:
                backend.stop()
                backend.start(plan["boots"][boot])
            outcomes += player.play(boot, lambda case: case["check"] == check)
    return outcomes
