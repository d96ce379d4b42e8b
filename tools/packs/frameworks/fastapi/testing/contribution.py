"""All tests of a generated project."""

from collections.abc import Callable
from pathlib import Path

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.tokens import token_members
from tools.packs.base import File
from tools.packs.frameworks.fastapi.carriers import keeps_cookies, printed_credentials
from tools.packs.frameworks.fastapi.testing.actors import actors_module
from tools.packs.frameworks.fastapi.testing.factories import factories_module
from tools.packs.frameworks.fastapi.testing.failing import error_context
from tools.packs.frameworks.fastapi.testing.resources import resource_tests
from tools.packs.languages.python.layout import assignment
from tools.packs.languages.python.literals import text
from tools.packs.languages.python.modules import module_file
from tools.packs.rendering import render_tree
from tools.packs.testing.actors import login_wire
from tools.packs.testing.catalog import Catalog
from tools.packs.testing.subjects import RULE, limited_paths, open_operation, subjects

_TEMPLATES = Path(__file__).parent.parent / "templates"


def test_files(plan: RenderPlan, *, sweeps: bool, counts: bool) -> list[File]:
    """The tests: of the protocol, of values, of sessions, and of each group."""
    catalog, errors = Catalog(plan), error_context(plan)
    files = list[File]()
    for subject in subjects(plan, sweeps=sweeps, counts=counts):
        context = _CONTEXTS[subject](plan) if subject in _CONTEXTS else {}
        files += render_tree(_TEMPLATES, f"tests_{subject}", {**context, **errors})
    files.append(_file("tests/__init__.py", '"""Tests of the application."""\n'))
    files.append(_file("tests/api/__init__.py", '"""What clients can do, entity by entity."""\n'))
    files.append(_file("tests/actors.py", actors_module(plan)))
    factories = factories_module(plan, catalog)
    if factories is not None:
        files.append(_file("tests/factories.py", factories))
    for group in plan.groups:
        content = resource_tests(plan, group, catalog)
        if content is not None:
            files.append(_file(f"tests/api/test_{module_file(group.name)}.py", content))
    return files


def _base_context(plan: RenderPlan) -> dict[str, object]:
    return {"accounts": plan.auth is not None, "signs": plan.auth is not None and plan.auth.scheme == "jwt"}


def _session_context(plan: RenderPlan) -> dict[str, object]:
    camel = plan.api.casing == "camel"
    assert plan.auth is not None
    return {
        "credentials": printed_credentials(plan.auth.carrier, "token"),
        "prefix": plan.api.prefix,
        "login": login_wire(plan),
        "access_token": "accessToken" if camel else "access_token",
        "refresh_token": "refreshToken" if camel else "refresh_token",
    }


def _opaque_context(plan: RenderPlan) -> dict[str, object]:
    """Of sessions with one opaque token: where it is given, and how it travels."""
    assert plan.auth is not None
    operations = {item.intent: item for item in plan.operations}
    login = operations["account.login"]
    cookie = keeps_cookies(plan)
    members = (plan.auth.carrier.name,) if cookie else token_members(plan, login)["access_token"]
    return {
        "credentials": printed_credentials(plan.auth.carrier, "token"),
        "given": "".join(f"[{text(member)}]" for member in members),
        "login": text(plan.api.prefix + login.path),
        "login_wire": text(login_wire(plan)),
        "wrapper": login.wrapper.wire if login.wrapper is not None else None,
        "me": text(plan.api.prefix + operations["account.me"].path),
        "logout_method": text(operations["account.logout"].method),
        "logout": text(plan.api.prefix + operations["account.logout"].path),
        "logout_status": operations["account.logout"].response.status,
        "session_days": plan.auth.session_days,
        "cookie": plan.auth.carrier.name if cookie else None,
    }


def _basic_context(plan: RenderPlan) -> dict[str, object]:
    """Of callers whose requests carry login and password: what answers them, and what they are told."""
    assert plan.auth is not None
    operations, found = {item.intent: item for item in plan.operations}, open_operation(plan)
    return {
        "me": text(plan.api.prefix + operations["account.me"].path),
        "challenge": "\n".join(assignment("_CHALLENGE", text(plan.auth.carrier.challenge))),
        "open": text(plan.api.prefix + found.path) if found is not None else None,
    }


_CONTEXTS: dict[str, Callable[[RenderPlan], dict[str, object]]] = {
    "base": _base_context,
    "auth": _session_context,
    "session": _opaque_context,
    "basic": _basic_context,
    "limits": limited_paths,
}
"""What the templates about a subject place, besides what errors look like."""


def _file(path: str, content: str) -> File:
    return File(path, content, "python", rules=(RULE,))
