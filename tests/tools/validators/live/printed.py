"""Prints a project, changes it, boots it and plays chosen checks."""

import hashlib
import json
import re
from collections.abc import Collection, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.tools.validators.conformance.playing import compiled, plan_of
from tools.artifacts import Artifact
from tools.code_generator import generate
from tools.validators.conformance.checks import statements
from tools.validators.conformance.runner import Control, Outcome, Player
from tools.validators.conformance.suite import ADMIN_LOGIN
from tools.validators.engines.engine import Database, Engine
from tools.validators.engines.registry import open_engine
from tools.validators.live.admin import admin_variables, first_admin
from tools.validators.live.backend import Backend
from tools.validators.live.control import control_of
from tools.validators.live.proof import CONTRACT
from tools.validators.live.receiver import Receiver
from tools.validators.project import load_project
from tools.validators.runtime.toolchains.registry import prepare
from tools.validators.runtime.users import child_user, hand_over
from tools.validators.runtime.workspace import workspace

ONE_WORKER = {"WORKERS": "1"}


@cache
def _artifacts(name: str, datastore: str, framework: str) -> tuple[Artifact, ...]:
    return generate(plan_of(name, datastore, framework))


def print_project(name: str, datastore: str, folder: Path, framework: str = "fastapi") -> None:
    """Writes the complete project into a folder."""
    for artifact in _artifacts(name, datastore, framework):
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(artifact.content, encoding="utf-8")


def plant(folder: Path, file: str, pattern: str, replacement: str) -> None:
    """Changes a printed file; the fault must find its place."""
    path = folder / file
    text, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"))
    assert count, f"{file} holds nothing like {pattern}"
    path.write_text(text, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Founded:
    """A database in a file, migrated, and the first admin in it."""

    content: bytes
    admin: dict[str, object] | None


@cache
def founded(name: str, framework: str, has_admin: bool) -> Founded:
    """What the migrations and the command of a Blueprint's backend leave; the same for every fault beside them."""
    admin = first_admin(plan_of(name, "sqlite", framework)) if has_admin else None
    with TemporaryDirectory() as folder, open_engine("sqlite") as engine:
        print_project(name, "sqlite", Path(folder), framework)
        with _backend(name, "sqlite", Path(folder), engine) as (backend, database, _):
            _found(backend, admin)
            # What is not in the file itself yet is put there.
            engine.execute("PRAGMA wal_checkpoint(TRUNCATE)", database=database)
            assert database.path is not None
            return Founded(database.path.read_bytes(), admin)


def _found(backend: Backend, admin: dict[str, object] | None) -> None:
    backend.migrate()
    if admin is not None:
        backend.create_admin(admin)


@contextmanager
def _backend(name: str, datastore: str, folder: Path, engine: Engine) -> Iterator[tuple[Backend, Database, Receiver]]:
    """A project that is not started yet, on a fresh database, and all that lies outside it."""
    plan, project = plan_of(name, datastore), load_project(folder)
    answers = compiled(name, datastore).get("answers")
    with workspace() as work, engine.database() as database, Receiver(answers) as receiver:
        copy = work.copy_of(folder)
        told = receiver.settings if plan.events or plan.ports else {}
        with Backend(work, copy, project, prepare(project.language, copy), database, told) as backend:
            yield backend, database, receiver


@contextmanager
def booted(
    name: str,
    datastore: str,
    folder: Path,
    settings: dict[str, str],
    *,
    log_statements: bool = False,
    on: Founded | None = None,
) -> Iterator[tuple[Backend, dict[str, Any], Control]]:
    """A project at work on a disposable database, the variables of its plan, and who controls it.

    `on`: a database that it finds; else it migrates an empty one, and makes the first admin.
    """
    plan = plan_of(name, datastore)
    admin = first_admin(plan) if on is None else on.admin
    contract = hashlib.sha256((folder / CONTRACT).read_bytes()).hexdigest()
    with (
        open_engine(datastore, log_statements=log_statements) as engine,
        _backend(name, datastore, folder, engine) as (backend, database, receiver),
    ):
        if on is None:
            _found(backend, admin)
        else:
            assert database.path is not None
            database.path.write_bytes(on.content)
            hand_over(database.path, child_user())
        backend.start(settings)
        variables = {"jwt_secret": backend.secret, "openapi_sha256": contract, **admin_variables(plan, admin)}
        yield backend, variables, control_of(backend, engine, database, receiver)


def outcomes_of(
    name: str, datastore: str, folder: Path, *checks: str, made_by: str | None = None
) -> Generator[Outcome, None, None]:
    """Outcomes of some kinds of checks, in the configurations that they ask for; one worker is there sooner.

    `made_by`: a framework whose backend has made the database, so that this one need not.
    """
    plan = compiled(name, datastore)
    cases = [case for case in plan["cases"] if case["check"] in checks]
    main, *others = (boot for boot in plan["boots"] if any(case["boot"] == boot for case in cases))
    settings = {boot: {**plan["boots"][boot], **ONE_WORKER} for boot in (main, *others)}
    logged = not set(checks).isdisjoint(statements.CHECKS)
    on = founded(name, made_by, _asks_for_the_admin(plan, cases)) if made_by is not None else None
    with booted(name, datastore, folder, settings[main], log_statements=logged, on=on) as (backend, variables, control):
        player = Player(plan, backend.base_url, variables, control)
        yield from player.play(main, lambda case: case["check"] in checks)
        for boot in others:
            backend.stop()
            backend.start(settings[boot])
            yield from player.play(boot, lambda case: case["check"] in checks)


def played_checks(name: str, datastore: str, folder: Path, *checks: str) -> list[Outcome]:
    """All of these outcomes."""
    return list(outcomes_of(name, datastore, folder, *checks))


def _asks_for_the_admin(plan: dict[str, Any], cases: Collection[dict[str, Any]]) -> bool:
    """Whether a case, or a fixture that it needs, signs in as the first admin."""
    waiting, known = list(cases), set[str]()
    while waiting:
        part = waiting.pop()
        if f'"{ADMIN_LOGIN}"' in json.dumps(part["steps"]):
            return True
        fresh = set(part.get("needs", [])) - known
        known |= fresh
        waiting += [plan["fixtures"][name] for name in fresh]
    return False
