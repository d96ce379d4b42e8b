"""Plays the suite against the interpreting backend."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.tools.validators.conformance.backend.application import SECRET, Backend
from tests.tools.validators.conformance.backend.fixed import OPENAPI
from tests.tools.validators.conformance.backend.server import serving
from tools.blueprint.document import load
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack
from tools.validators.conformance import compile_plan
from tools.validators.conformance.checks.rates import LIMIT, SENSITIVE_LIMIT
from tools.validators.conformance.document import MAIN
from tools.validators.conformance.runner import Control, Outcome, Player, telling
from tools.validators.conformance.samples import sample
from tools.validators.live.admin import ADMIN_NUMBER
from tools.validators.live.control import ahead

BLUEPRINTS = Path(__file__).parents[3] / "blueprints"
LOGIN, PASSWORD = "first.admin@example.com", "the first admin's password"
CLOUD_EVENT = "application/cloudevents+json"
VARIABLES = {
    "admin_login": LOGIN,
    "admin_password": PASSWORD,
    "jwt_secret": SECRET,
    "openapi_sha256": hashlib.sha256(OPENAPI).hexdigest(),
}


@cache
def plan_of(name: str, datastore: str = "sqlite", framework: str = "fastapi") -> RenderPlan:
    """The plan of a committed Blueprint."""
    return resolve(load((BLUEPRINTS / f"{name}.yaml").read_text(encoding="utf-8")), stack(framework, datastore))


@cache
def compiled(name: str, datastore: str = "sqlite") -> dict[str, Any]:
    """What is played, whatever framework the backend is written in."""
    return compile_plan(plan_of(name, datastore))


def changed_plan(name: str, changes: dict[str, str]) -> RenderPlan:
    """The plan of a committed Blueprint of which some parts read otherwise."""
    text = (BLUEPRINTS / f"{name}.yaml").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return resolve(load(text), stack("fastapi", "sqlite"))


def ready_backend(name: str, datastore: str = "sqlite", faults: frozenset[str] = frozenset()) -> Backend:
    """A backend with its first admin."""
    return backend_of(plan_of(name, datastore), faults)


def backend_of(plan: RenderPlan, faults: frozenset[str] = frozenset()) -> Backend:
    backend = Backend(plan, faults)
    if any(group.commands for group in backend.plan.groups):
        backend.create_first_admin(admin_login(plan), PASSWORD)
    return backend


def admin_login(plan: RenderPlan) -> str:
    """What the first admin signs in with: an address, or what the login's own pattern takes."""
    assert plan.auth is not None
    kind = plan.table(plan.auth.account).column(plan.auth.login).type
    return LOGIN if kind.pattern is None or kind.kind == "email" else str(sample(kind, ADMIN_NUMBER))


def played(
    backend: Backend, plan: dict[str, Any], only: Callable[[dict[str, Any]], bool] | None = None
) -> list[Outcome]:
    """The outcomes of all configurations."""
    # A backend in memory has told everything when it answers.
    with serving(backend) as url, patch.multiple(telling, QUIET_SECONDS=0, PATIENCE_SECONDS=0):
        named = {"admin_login": admin_login(backend.plan)} if backend.plan.auth is not None else {}
        player = Player(plan, url, {**VARIABLES, **named}, control_of(backend))
        outcomes = list(player.play(MAIN, only))
        backend.restart()
        backend.settings = {"requests": LIMIT, "auth": SENSITIVE_LIMIT}
        limited = [boot for boot in plan["boots"] if boot != MAIN]
        return outcomes + [outcome for boot in limited for outcome in player.play(boot, only)]


def control_of(backend: Backend) -> Control:
    """Does what a plan asks of whoever runs the server."""

    def control(action: str, step: dict[str, Any]) -> Any:
        if action == "count_statements":
            return backend.store.reads
        if action == "events":
            return [{"content_type": CLOUD_EVENT, "signed": True, "event": item} for item in backend.store.events]
        if action == "questions":
            return list(backend.store.questions)
        if action == "release":
            return backend.store.holding.release(step["call"])
        if action == "answer":
            backend.store.answers[step["call"]] = (step.get("status", 200), step["answer"])
        elif action == "hold":
            backend.store.holding.hold(step["call"], step["seconds"])
        elif action == "create_admin":
            backend.create_admin(step["account"])
        elif action == "move_clock":
            backend.restart()
            backend.store.clock.ahead = ahead(step)
        elif action == "restart":
            backend.restart()
        elif action in ("refuse_events", "refused"):
            return None
        else:
            backend.ready = action == "start_database" or "always ready" in backend.faults
        return None

    return control
