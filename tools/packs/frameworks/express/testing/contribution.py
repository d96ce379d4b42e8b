"""All tests of a generated project."""

from collections.abc import Callable
from pathlib import Path

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.base import File
from tools.packs.frameworks.express.carriers import keeps_cookies, printed_credentials
from tools.packs.frameworks.express.testing.actors import actors_module, needed, token_of
from tools.packs.frameworks.express.testing.factories import factories_module
from tools.packs.frameworks.express.testing.failing import error_context
from tools.packs.frameworks.express.testing.printing import ACTORS, FACTORIES, entry
from tools.packs.frameworks.express.testing.resources import resource_path, resource_tests
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import assignment, expression
from tools.packs.languages.typescript.literals import key, text
from tools.packs.rendering import render_tree
from tools.packs.testing.actors import login_of, login_wire
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
    files += render_tree(_TEMPLATES, "tests_accounts", {}) if plan.auth is not None else []
    files.append(_file(ACTORS, actors_module(plan)))
    factories = factories_module(plan, catalog)
    if factories is not None:
        files.append(_file(FACTORIES, factories))
    for group in plan.groups:
        content = resource_tests(plan, group, catalog)
        if content is not None:
            files.append(_file(resource_path(group), content))
    return files


def _base_context(plan: RenderPlan) -> dict[str, object]:
    fixtures, limited = needed(plan), any(table.name.snake == "rate_limit_counter" for table in plan.tables)
    given = f"({{ {', '.join(fixtures)} }}) => signEverybodyIn({', '.join(fixtures)})" if fixtures else "NOBODY"
    return {
        "accounts": plan.auth is not None,
        "signs": plan.auth is not None and plan.auth.scheme == "jwt",
        "limited": limited,
        "everybody": "signEverybodyIn" if fixtures else "NOBODY",
        "actors": given,
    }


def _session_context(plan: RenderPlan) -> dict[str, object]:
    camel = plan.api.casing == "camel"
    assert plan.auth is not None
    return {
        "credentials": printed_credentials(plan.auth.carrier, "String(token)"),
        "prefix": text(f"{plan.api.prefix}/auth"),
        "login": entry(login_wire(plan), "login"),
        "access_member": ".accessToken" if camel else ".access_token",
        "refresh_entry": "refreshToken: tokens.refreshToken" if camel else "refresh_token: tokens.refresh_token",
    }


def _opaque_context(plan: RenderPlan) -> dict[str, object]:
    """Of sessions with one opaque token: where it is given, and how it travels."""
    assert plan.auth is not None
    operations = {item.intent: item for item in plan.operations}
    login, logout = login_of(plan), operations["account.logout"]
    imports = Imports("tests/sessions.test.ts")
    imports.add("vitest", "expect")
    imports.add("tests/support/application.ts", "test")
    imports.add(ACTORS, "address", "logIn", "PASSWORD", "register")
    imports.type("tests/support/client.ts", "Answer", "Client", "Sent")
    if plan.auth.session_days:
        imports.add("src/core/clock.ts", "setAhead")
    body = f"{{ {entry(login_wire(plan), 'login')}, password }}"
    sent = body if login.wrapper is None else f"{{ {key(login.wrapper.wire)}: {body} }}"
    credentials = printed_credentials(plan.auth.carrier, "token")
    asked = expression(f"return await client.post({text(plan.api.prefix + login.path)}, {{ json: {sent} }})", 1, ";")
    return {
        "token": token_of(plan, "tokens", imports),
        "imports": imports.render(),
        "credentials": credentials,
        "credential": credentials.removeprefix("{ ").removesuffix(" }"),
        "tries": "\n".join(asked),
        "me": text(plan.api.prefix + operations["account.me"].path),
        "logout_method": text(logout.method),
        "logout": text(plan.api.prefix + logout.path),
        "logout_status": logout.response.status,
        "session_days": plan.auth.session_days,
        "cookie": text(f"{plan.auth.carrier.name}=") if keeps_cookies(plan) else None,
    }


def _basic_context(plan: RenderPlan) -> dict[str, object]:
    """Of callers whose requests carry login and password: what answers them, and what they are told."""
    assert plan.auth is not None
    operations, found = {item.intent: item for item in plan.operations}, open_operation(plan)
    return {
        "me": text(plan.api.prefix + operations["account.me"].path),
        "challenge": "\n".join(assignment("CHALLENGE", text(plan.auth.carrier.challenge))),
        "open": text(plan.api.prefix + found.path) if found is not None else None,
    }


def _limit_context(plan: RenderPlan) -> dict[str, object]:
    return {name: text(str(path)) if path else None for name, path in limited_paths(plan).items()}


_CONTEXTS: dict[str, Callable[[RenderPlan], dict[str, object]]] = {
    "base": _base_context,
    "auth": _session_context,
    "session": _opaque_context,
    "basic": _basic_context,
    "limits": _limit_context,
}
"""What the templates about a subject place, besides what errors look like."""


def _file(path: str, content: str) -> File:
    return File(path, content, "typescript", rules=(RULE,))
