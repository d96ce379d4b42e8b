"""All tests of a generated project."""

from pathlib import Path

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.tokens import token_members
from tools.packs.base import File
from tools.packs.frameworks.fastapi.carriers import keeps_cookies, printed_credentials
from tools.packs.frameworks.fastapi.guards import guard_name, limits
from tools.packs.frameworks.fastapi.needs import answers_files, takes_forms, takes_tables, written_as
from tools.packs.frameworks.fastapi.testing.actors import actors_module, login_wire
from tools.packs.frameworks.fastapi.testing.catalog import Catalog
from tools.packs.frameworks.fastapi.testing.factories import factories_module
from tools.packs.frameworks.fastapi.testing.failing import error_context
from tools.packs.frameworks.fastapi.testing.resources import resource_tests
from tools.packs.languages.python.layout import assignment
from tools.packs.languages.python.literals import text
from tools.packs.languages.python.modules import module_file
from tools.packs.rendering import render_tree

_TEMPLATES = Path(__file__).parent.parent / "templates"
_RULE = "testing.pyramid"
_SESSIONS = {"account.register", "account.login", "account.refresh", "account.logout", "account.me"}


def test_files(plan: RenderPlan, *, sweeps: bool, counts: bool) -> list[File]:
    """The tests: of the protocol, of values, of sessions, and of each group."""
    catalog, errors = Catalog(plan), error_context(plan)
    files = [*render_tree(_TEMPLATES, "tests_base", {**_base_context(plan), **errors})]
    intents = {operation.intent for operation in plan.operations}
    if intents >= _SESSIONS:
        files += render_tree(_TEMPLATES, "tests_auth", {**_session_context(plan), **errors})
    if plan.auth is not None and plan.auth.scheme == "session" and intents >= _SESSIONS - {"account.refresh"}:
        files += render_tree(_TEMPLATES, "tests_session", {**_opaque_context(plan), **errors})
    if plan.auth is not None and not plan.auth.has_sessions and intents >= {"account.register", "account.me"}:
        files += render_tree(_TEMPLATES, "tests_basic", {**_basic_context(plan), **errors})
    if (context := _limit_context(plan)) is not None:
        files += render_tree(_TEMPLATES, "tests_limits", {**context, **errors})
    files += render_tree(_TEMPLATES, "tests_sweep", {}) if sweeps else []
    files += render_tree(_TEMPLATES, "tests_addresses", {}) if counts else []
    files += render_tree(_TEMPLATES, "tests_forms", {}) if takes_forms(plan) else []
    files += render_tree(_TEMPLATES, "tests_events", {}) if plan.events else []
    files += render_tree(_TEMPLATES, "tests_ports", {}) if plan.ports else []
    files += render_tree(_TEMPLATES, "tests_files", {}) if answers_files(plan) else []
    files += render_tree(_TEMPLATES, "tests_tables", {}) if takes_tables(plan) else []
    for media in written_as(plan)[1:]:
        files += render_tree(_TEMPLATES, f"tests_{media}", {})
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
    operations = {item.intent: item for item in plan.operations}
    return {
        "me": text(plan.api.prefix + operations["account.me"].path),
        "challenge": "\n".join(assignment("_CHALLENGE", text(plan.auth.carrier.challenge))),
        "open": next(
            (
                text(plan.api.prefix + item.path)
                for item in plan.operations
                if item.access.optional and not item.path_fields and not any(field.required for field in item.query)
            ),
            None,
        ),
    }


def _limit_context(plan: RenderPlan) -> dict[str, object] | None:
    """What can be asked too often; None where nobody counts."""
    if not limits(plan):
        return None
    plain = (item for item in plan.operations if item.method == "GET" and not item.path_fields)
    counted = next((item for item in plain if guard_name(plan, item) is not None), None)
    login = next((item for item in plan.operations if item.intent == "account.login"), None)
    if counted is None:
        return None
    paths = {"counted": counted, "login": login}
    return {name: f"{plan.api.prefix}{item.path}" if item is not None else "" for name, item in paths.items()}


def _file(path: str, content: str) -> File:
    return File(path, content, "python", rules=(_RULE,))
