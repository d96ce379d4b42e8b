"""FastAPI: routing, validation, middleware and lifecycle."""

from pathlib import Path

from tools.blueprint.failures import body_wrappers
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.base import Contribution, File, FrameworkPack
from tools.packs.frameworks.fastapi.application import (
    admin_context,
    format_context,
    main_context,
    policy_constant,
    token_context,
    viewer_module,
)  # fmt: skip
from tools.packs.frameworks.fastapi.carriers import carrier_context, keeps_cookies
from tools.packs.frameworks.fastapi.cases import cases_module
from tools.packs.frameworks.fastapi.characters import character_context
from tools.packs.frameworks.fastapi.configuration import configuration_context, setting_lines
from tools.packs.frameworks.fastapi.events import event_context, kinds_module
from tools.packs.frameworks.fastapi.failures import error_bodies_module, messages_constant
from tools.packs.frameworks.fastapi.graphql.contribution import graphql_dependencies, graphql_files
from tools.packs.frameworks.fastapi.graphql.testing.contribution import graphql_tests
from tools.packs.frameworks.fastapi.guards import dependencies_module, limits
from tools.packs.frameworks.fastapi.members import member_context
from tools.packs.frameworks.fastapi.ports import port_files
from tools.packs.frameworks.fastapi.routes import route_module
from tools.packs.frameworks.fastapi.schemas import nested_module, schema_module
from tools.packs.frameworks.fastapi.services import service_module
from tools.packs.frameworks.fastapi.testing.contribution import test_files
from tools.packs.items import tells_of_items
from tools.packs.languages.python.modules import module_file, used
from tools.packs.needs import answers_files, takes_forms, takes_tables, written_as
from tools.packs.rendering import render_tree
from tools.packs.settings import counts_callers, declared_settings

_TEMPLATES = Path(__file__).with_name("templates")
_OPTIONAL = frozenset(
    f"app/core/{name}.py"
    for name in (
        "addresses",
        "callers",
        "characters",
        "computing",
        "conditions",
        "formats",
        "moments",
        "nulls",
        "refusals",
        "responses",
    )
)
_RULES = {
    "app/core/errors.py": ("errors.problem-details",),
    "app/core/idempotency.py": ("idempotency.keys",),
    "app/core/rate_limit.py": ("rate-limit.fixed-window",),
    "app/core/conditions.py": ("http.conditional-requests", "concurrency.optimistic-lock"),
    "app/core/config.py": ("config.environment", "security.secrets"),
    "app/core/middleware.py": ("security.headers", "security.cors"),
    "app/core/metrics.py": ("observability.metrics",),
    "app/core/logging.py": ("observability.structured-logs",),
    "app/core/health.py": ("observability.health",),
    "app/core/requests.py": ("security.input-validation",),
    "app/core/documents.py": ("security.input-validation",),
    "app/core/members.py": ("security.input-validation",),
    "app/core/csv_bodies.py": ("security.input-validation",),
    "app/core/handlers.py": ("http.status-codes",),
    "app/core/methods.py": ("http.methods",),
    "app/core/ids.py": ("keys.uuid-v7",),
    "app/security/passwords.py": ("passwords.argon2id",),
    "app/security/tokens.py": ("auth.jwt-sessions",),
    "app/security/cookies.py": ("auth.cookies",),
    "app/security/credentials.py": ("auth.basic",),
    "app/events/outbox.py": ("events.outbox",),
    "app/security/roles.py": ("access.roles", "access.least-privilege"),
    "app/server.py": ("deploy.graceful-shutdown",),
}
_RUN = ("fastapi", "httptools", "prometheus-client", "pydantic", "pydantic-settings", "uvicorn", "uvloop")


_TREES = {
    "jwt": ("auth", "jwt"),
    "session": ("auth", "recognizing", "session"),
    "basic": ("auth", "recognizing", "basic"),
}
"""Templates of each way to show who calls."""


class FastapiPack:
    """Prints the HTTP side of one plan."""

    id = Path(__file__).parent.name
    language = "python"
    persistence = "sqlalchemy"
    reserved_attributes = frozenset(
        {"chosen", "clock", "construct", "copy", "dict", "filters", "from_orm", "is_null", "json", "listing",
         "model_computed_fields", "model_config", "model_construct", "model_copy", "model_dump", "model_dump_json",
         "model_extra", "model_fields", "model_fields_set", "model_json_schema", "model_parametrized_name",
         "model_post_init", "model_rebuild", "model_validate", "model_validate_json", "model_validate_strings",
         "parse_file", "parse_obj", "parse_raw", "scaled", "schema", "schema_json", "sent", "update_forward_refs",
         "validate", "values"}
    )  # fmt: skip

    def contribute(self, plan: RenderPlan) -> Contribution:
        limited = limits(plan)
        replays = any(table.name.snake == "idempotency_record" for table in plan.tables)
        admin = admin_context(plan)
        declared = declared_settings(plan, limited=limited, replays=replays)
        counts = counts_callers(limited=limited, replays=replays)
        sweeps = plan.auth is not None or limited or replays
        context = {
            **main_context(plan, sweeps=sweeps),
            **admin,
            **format_context(),
            **carrier_context(plan),
            **event_context(plan),
            "messages": messages_constant(plan.api.errors),
            "knows_strangers": any(operation.access.optional for operation in plan.operations),
            "attaches": answers_files(plan) or "csv" in written_as(plan),
            "leads": bool(written_as(plan)),
            **character_context(plan),
            **member_context(plan),
            "cursors": plan.api.pagination == "cursor",
            "wrapped": tells_of_items(plan) or any(operation.wrapper is not None for operation in plan.operations),
            "collides": any(item.idempotency_key and plan.collides(item) for item in plan.operations),
        }
        files = [*self._trees(plan, limited, replays, bool(admin), context), *_printed(plan)]
        files = used([*files, *graphql_files(plan)], _OPTIONAL)
        files.append(_file("app/core/cases.py", cases_module(plan, files), "errors.problem-details"))
        files += [*test_files(plan, sweeps=sweeps, counts=counts), *graphql_tests(plan)]
        return Contribution(
            files=tuple(files),
            dependencies=(*_RUN, *_accounts(plan), *_forms(plan), *_outside(plan), *graphql_dependencies(plan)),
            dev_dependencies=("httpx",),
            env=tuple(item.env() for item in declared),
            facts={"settings": setting_lines(declared)},
        )

    def assemble(self, plan: RenderPlan, merged: Contribution) -> tuple[File, ...]:
        example = merged.facts["database_url_example"]
        context = {
            **configuration_context(merged.env),
            "fields": merged.facts["settings"],
            "url_example": example,
            "page_policy": policy_constant(merged.facts["reference_policy"]),
        }
        return render_tree(_TEMPLATES, "assembled", context, _RULES)

    def _trees(
        self, plan: RenderPlan, limited: bool, replays: bool, admin: bool, context: dict[str, object]
    ) -> list[File]:
        trees = [
            "base",
            "admin" if admin else "noadmin",
            *(_TREES[plan.auth.scheme] if plan.auth is not None else ("open",)),
        ]
        trees += ["cookies"] if keeps_cookies(plan) else []
        trees += ["details"] if plan.api.errors.form is None else []
        trees += ["limits"] if limited else []
        trees += ["replay"] if replays else []
        trees += ["forms"] if takes_forms(plan) else []
        trees += ["events"] if plan.events else []
        trees += ["ports"] if plan.ports else []
        trees += ["ports_replay"] if any(item.asks and item.idempotency_key for item in plan.operations) else []
        trees += ["tables"] if takes_tables(plan) else []
        trees += ["cells"] if takes_tables(plan) or "csv" in written_as(plan) else []
        trees += ["files"] if answers_files(plan) else []
        trees += ["members"] if context["members"] else []
        trees += written_as(plan)
        if plan.auth is not None:
            account = plan.table(plan.auth.account)
            context |= {"key": account.column(account.primary_key[0]).name.attr, **token_context(plan)}
            trees += ["roles"] if plan.auth.role is not None else []
        files = [file for tree in trees for file in render_tree(_TEMPLATES, tree, context, _rules(plan))]
        swept = plan.auth is not None or limited or replays
        return [file for file in files if swept or file.path != "app/core/housekeeping.py"]


def _rules(plan: RenderPlan) -> dict[str, tuple[str, ...]]:
    """Rules by path; sessions are kept by those of their scheme."""
    sessions = "app/security/sessions.py"
    scheme = (
        "tokens.refresh-rotation" if plan.auth is not None and plan.auth.scheme == "jwt" else "auth.opaque-sessions"
    )
    return {**_RULES, sessions: (scheme, "codes.one-time") if plan.ends_sessions else (scheme,)}


def _forms(plan: RenderPlan) -> tuple[str, ...]:
    return ("python-multipart",) if takes_forms(plan) else ()


def _outside(plan: RenderPlan) -> tuple[str, ...]:
    return ("httpx",) if plan.events or plan.ports else ()


def _accounts(plan: RenderPlan) -> tuple[str, ...]:
    if plan.auth is None:
        return ()
    return ("argon2-cffi", "pyjwt") if plan.auth.scheme == "jwt" else ("argon2-cffi",)


def _printed(plan: RenderPlan) -> list[File]:
    files = [
        _file("app/__init__.py", '"""The application."""\n'),
        _file("app/core/__init__.py", '"""What every part of the application rests on."""\n'),
        _file("app/api/__init__.py", '"""Routes: HTTP in, HTTP out."""\n'),
        _file("app/schemas/__init__.py", '"""Bodies, queries and views: what goes over the wire."""\n'),
        _file("app/services/__init__.py", '"""What may happen, step by step; knows neither HTTP nor SQL."""\n'),
        _file("app/api/dependencies.py", dependencies_module(plan), "access.least-privilege"),
    ]
    if plan.api.errors.form is not None:
        files.append(_file("app/core/error_bodies.py", error_bodies_module(plan.api.errors, body_wrappers(plan))))
    if plan.auth is not None:
        told = "Accounts, sessions" if plan.auth.has_sessions else "Accounts, how each request shows its own,"
        files.append(_file("app/security/__init__.py", f'"""{told} and what they may do."""\n'))
        files.append(_file("app/security/viewer.py", viewer_module(plan), "access.ownership"))
    if plan.events:
        files.append(_file("app/events/kinds.py", kinds_module(plan), "events.outbox"))
    files += port_files(plan)
    nested = nested_module(plan)
    files += [_file("app/schemas/nested.py", nested)] if nested else []
    for group in plan.groups:
        name = module_file(group.name)
        schemas = schema_module(plan, group)
        files += [_file(f"app/schemas/{name}.py", schemas, "security.input-validation")] if schemas else []
        if group.operations or group.commands:
            files.append(_file(f"app/services/{name}.py", service_module(plan, group), "architecture.layers"))
        if group.operations:
            files.append(_file(f"app/api/{name}.py", route_module(plan, group), "framework.fastapi"))
    return files


def _file(path: str, content: str, *rules: str) -> File:
    return File(path, content, "python", rules=("framework.fastapi", *rules))


PACK: FrameworkPack = FastapiPack()
