"""Modules that follow from the plan as a whole: cases, settings, viewer, main, command line."""

import re
from itertools import pairwise

from tools.blueprint.lower.types import EMAIL_LENGTH, EMAIL_PATTERN, URL_LENGTH, URL_PATTERN
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.languages.python.annotations import annotation
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, bracketed, docstring, module
from tools.packs.languages.python.literals import pattern, text
from tools.packs.languages.python.modules import module_file
from tools.packs.languages.python.naming import natural


def viewer_module(plan: RenderPlan) -> str:
    """`app/security/viewer.py`: the caller, as operations see them."""
    assert plan.auth is not None
    account = plan.table(plan.auth.account)
    imports = Imports()
    imports.add("dataclasses", "dataclass")
    columns = [account.column(name) for name in plan.auth.viewer_columns]
    session = ["session_id"] if plan.auth.has_sessions else []
    if session:
        imports.add("uuid", "UUID")
    fields = [f"{INDENT}{column.name.attr}: {annotation(column.type, imports, plan.enums)}" for column in columns]
    lines = [
        "@dataclass(frozen=True)",
        "class Viewer:",
        docstring("A signed-in account.", 1),
        "",
        *fields,
        *(f"{INDENT}{name}: UUID" for name in session),
    ]
    if not session:
        imports.add("typing", "Self")
        imports.add("app.models", account.name.type)
        lines += [
            "",
            f"{INDENT}@classmethod",
            f"{INDENT}def of(cls, account: {account.name.type}) -> Self:",
            docstring("Return the viewer of an account.", 2),
            *bracketed("return cls(", [f"account.{column.name.attr}" for column in columns], ")", 2),
        ]
    return module("The caller, as operations see them.", imports.render(), "\n".join(lines))


def routers(plan: RenderPlan) -> list[str]:
    """Names of the modules with routes, sorted."""
    return sorted((module_file(group.name) for group in plan.groups if group.operations), key=natural)


def main_context(plan: RenderPlan, *, sweeps: bool) -> dict[str, object]:
    """What the template of `app/main.py` places."""
    imports = Imports()
    imports.add("collections.abc", "AsyncIterator")
    imports.add("contextlib", "asynccontextmanager")
    imports.add("datetime", "timedelta")
    imports.add("fastapi", "FastAPI")
    imports.add("app.core.config", "Settings", "get_settings")
    imports.add("app.core.database", "Database")
    imports.add("app.core", "clock", "contract", "handlers", "health", "logging", "metrics", "middleware")
    modules = routers(plan)
    if modules:
        imports.add("app.api", *modules)
    if sweeps:
        imports.module("contextlib")
        imports.add("app.core", "housekeeping")
    if plan.events:
        imports.add("app.events", "relay")
    if sweeps or plan.events:
        imports.module("asyncio")
    lifespan = _lifespan(sweeps=sweeps, relays=bool(plan.events))
    if plan.ports:
        imports.add("app.core", "outside")
        lifespan.insert(-1, "    await outside.close(app.state.ports)")
    options = [f"title={text(plan.title)}", "openapi_url=None", "docs_url=None", "redoc_url=None"]
    options += ["redirect_slashes=False", "lifespan=_lifespan"]
    everything = ["health", "metrics", "contract", *modules]
    if plan.api.graphql:
        imports.add("app.graphql", "route as graphql")
        everything.append("graphql")
    return {
        "imports": imports.render(),
        "lifespan": "\n".join(lifespan),
        "outside": bool(plan.ports),
        "construction": "\n".join(bracketed("app = FastAPI(", options, ")", 1)),
        "routers": "\n".join(bracketed("routers = [", [f"{name}.router" for name in everything], "]", 1)),
    }


def _lifespan(*, sweeps: bool, relays: bool) -> list[str]:
    """What runs beside the requests, and how it ends: the relay in its own time, so that nothing is left taken."""
    starts, ends = [], []
    if sweeps:
        starts.append("    sweeping = asyncio.create_task(housekeeping.run(app.state.database))")
        ends += [
            "    sweeping.cancel()", "    with contextlib.suppress(asyncio.CancelledError):", "        await sweeping"
        ]  # fmt: skip
    if relays:
        starts.append("    stopping = asyncio.Event()")
        told = ["app.state.database", "app.state.settings", "stopping"]
        starts += bracketed("relaying = asyncio.create_task(relay.run(", told, "))", 1)
        ends = ["    stopping.set()", "    await relaying", *ends]
    return [*starts, "    yield", *ends, "    await app.state.database.close()"]


def token_context(plan: RenderPlan) -> dict[str, object]:
    """What the template of the token answer places."""
    imports = Imports()
    imports.add("app.schemas.base", "View")
    lines = []
    for name, kind, wire in (
        ("access_token", "str", "accessToken"), ("refresh_token", "str", "refreshToken"),
        ("token_type", "str", "tokenType"), ("expires_in", "int", "expiresIn"),
    ):  # fmt: skip
        if plan.auth is not None and name not in (*plan.auth.told, "token_type"):
            continue
        alias = ""
        if plan.api.casing == "camel":
            imports.add("pydantic", "Field")
            alias = f" = Field(serialization_alias={text(wire)})"
        lines.append(f"{INDENT}{name}: {kind}{alias}")
    return {"token_imports": imports.render(), "token_fields": "\n".join(lines)}


def admin_context(plan: RenderPlan) -> dict[str, object]:
    """What the template of the command line places; empty where there is no first account to make."""
    group = next((group for group in plan.groups if group.commands), None)
    if group is None:
        return {}
    bodies = [command.body for command in group.commands if command.body is not None]
    asked = {field.wire: field for body in bodies for field in body.fields if field.name.snake != "password"}
    listed = [f"{text(wire)}: {text(field.name.kebab)}" for wire, field in asked.items()]
    table = plan.table(group.commands[0].group)
    schemas = Imports()
    schemas.add(f"app.schemas.{module_file(group.name)}", *(body.name for body in bodies))
    found: dict[str, object] = {
        "module": module_file(group.name),
        "schemas": schemas.render(),
        "body": bodies[0].name,
        "command": group.commands[0].name.snake,
        "fields": "\n".join(bracketed("_FIELDS = {", listed, "}")),
        "account": table.name.type,
        "admin_key": table.column(table.primary_key[0]).name.attr,
        "joining": None,
    }
    if len(bodies) > 1:
        (tenant,) = (field for field in bodies[1].fields if field not in bodies[0].fields)
        found["joining"] = {
            "field": tenant.wire, "body": bodies[1].name, "command": group.commands[1].name.snake,
        }  # fmt: skip
    return found


def format_context() -> dict[str, object]:
    """Patterns and lengths of the formats that have a name; the long pattern is cut into lines."""
    whole = f"^(?:{EMAIL_PATTERN})$"
    cuts = [0, *(match.start() for match in re.finditer(r"@|\(\\\.", whole)), len(whole)]
    pieces = [whole[start:end] for start, end in pairwise(cuts) if start < end]
    return {
        "email_pattern": "\n".join(f"{INDENT}{pattern(piece)}" for piece in pieces),
        "email_length": EMAIL_LENGTH,
        "url_pattern": pattern(f"^(?:{URL_PATTERN})$"),
        "url_length": URL_LENGTH,
    }


def policy_constant(policy: str) -> str:
    """The Content-Security-Policy of the reference page, a directive a line."""
    directives = policy.split("; ")
    pieces = [f"{item}; " for item in directives[:-1]] + directives[-1:]
    return "\n".join(["_PAGE_POLICY = (", *(f"{INDENT}{text(piece)}" for piece in pieces), ")"])
