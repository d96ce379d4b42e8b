"""Express: routing, validation, middleware and lifecycle."""

from pathlib import Path

from tools.blueprint.failures import body_wrappers
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.base import Contribution, File, FrameworkPack
from tools.packs.frameworks.express.access import VIEWER, token_context, viewer_module
from tools.packs.frameworks.express.application import admin_context, main_context, policy_constant
from tools.packs.frameworks.express.carriers import carrier_context, keeps_cookies
from tools.packs.frameworks.express.cases import cases_module
from tools.packs.frameworks.express.characters import character_context, format_context
from tools.packs.frameworks.express.configuration import configuration_context
from tools.packs.frameworks.express.events import event_context, kinds_module
from tools.packs.frameworks.express.failures import error_bodies_module, messages_constant
from tools.packs.frameworks.express.graphql.contribution import graphql_dependencies, graphql_files
from tools.packs.frameworks.express.graphql.testing.contribution import graphql_tests
from tools.packs.frameworks.express.guards import dependencies_module, limits
from tools.packs.frameworks.express.members import member_context
from tools.packs.frameworks.express.ports import port_files
from tools.packs.frameworks.express.routes import route_module
from tools.packs.frameworks.express.schemas import nested_module, schema_module, schema_path
from tools.packs.frameworks.express.services import service_module
from tools.packs.frameworks.express.testing.contribution import test_files
from tools.packs.items import tells_of_items
from tools.packs.languages.typescript.modules import module_file, used
from tools.packs.needs import answers_files, takes_forms, takes_tables, written_as
from tools.packs.rendering import render_tree
from tools.packs.settings import counts_callers, declared_settings

_TEMPLATES = Path(__file__).with_name("templates")
_OPTIONAL = frozenset(
    f"src/{name}.ts"
    for name in (
        "core/addresses", "core/callers", "core/characters", "core/comparing", "core/computing", "core/conditions",
        "core/formats", "core/moments", "core/numbers", "core/quoting", "core/refusals", "schemas/tokens",
    )
)  # fmt: skip
_RULES = {
    "src/core/errors.ts": ("errors.problem-details",),
    "src/core/idempotency.ts": ("idempotency.keys",),
    "src/core/rate-limit.ts": ("rate-limit.fixed-window",),
    "src/core/conditions.ts": ("http.conditional-requests", "concurrency.optimistic-lock"),
    "src/core/config.ts": ("config.environment", "security.secrets"),
    "src/core/secret.ts": ("security.secrets",),
    "src/core/middleware.ts": ("security.headers",),
    "src/core/cors.ts": ("security.cors",),
    "src/core/metrics.ts": ("observability.metrics",),
    "src/core/logging.ts": ("observability.structured-logs",),
    "src/core/health.ts": ("observability.health",),
    "src/core/requests.ts": ("security.input-validation",),
    "src/core/documents.ts": ("security.input-validation",),
    "src/core/members.ts": ("security.input-validation",),
    "src/core/csv-bodies.ts": ("security.input-validation",),
    "src/core/handlers.ts": ("http.status-codes",),
    "src/core/methods.ts": ("http.methods",),
    "src/core/ids.ts": ("keys.uuid-v7",),
    "src/security/passwords.ts": ("passwords.argon2id",),
    "src/security/tokens.ts": ("auth.jwt-sessions",),
    "src/security/cookies.ts": ("auth.cookies",),
    "src/security/credentials.ts": ("auth.basic",),
    "src/events/outbox.ts": ("events.outbox",),
    "src/security/roles.ts": ("access.roles", "access.least-privilege"),
    "src/server.ts": ("deploy.graceful-shutdown",),
}
_RUN = ("big.js", "express", "pino", "prom-client", "zod")
_TREES = {
    "jwt": ("auth", "jwt"),
    "session": ("auth", "recognizing", "session"),
    "basic": ("auth", "recognizing", "basic"),
}
"""Templates of each way to show who calls."""


class ExpressPack:
    """Prints the HTTP side of one plan."""

    id = Path(__file__).parent.name
    language = "typescript"
    persistence = "kysely"
    reserved_attributes: frozenset[str] = frozenset()

    def contribute(self, plan: RenderPlan) -> Contribution:
        limited, replays = limits(plan), _replays(plan)
        counts = counts_callers(limited=limited, replays=replays)
        sweeps = plan.auth is not None or counts
        printed = [*_printed(plan), *graphql_files(plan)]
        files = used([*_rendered(plan, _context(plan, sweeps=sweeps), sweeps=sweeps), *printed], _OPTIONAL)
        files.append(_file("src/core/cases.ts", cases_module(plan, files), "errors.problem-details"))
        files += [*test_files(plan, sweeps=sweeps, counts=counts), *graphql_tests(plan)]
        return Contribution(
            files=tuple(files),
            dependencies=(*_RUN, *_accounts(plan), *_forms(plan), *_counted(counts), *graphql_dependencies(plan)),
            env=tuple(item.env() for item in declared_settings(plan, limited=limited, replays=replays)),
        )

    def assemble(self, plan: RenderPlan, merged: Contribution) -> tuple[File, ...]:
        declared = declared_settings(plan, limited=limits(plan), replays=_replays(plan))
        context = {
            **configuration_context(declared, merged.facts["database_url_example"]),
            "page_policy": policy_constant(merged.facts["reference_policy"]),
        }
        return render_tree(_TEMPLATES, "assembled", context, _RULES)


def _replays(plan: RenderPlan) -> bool:
    """Whether answers are kept for requests that are sent again."""
    return any(table.name.snake == "idempotency_record" for table in plan.tables)


def _context(plan: RenderPlan, *, sweeps: bool) -> dict[str, object]:
    """Everything that the templates place."""
    collides = any(item.idempotency_key and plan.collides(item) for item in plan.operations)
    return {
        **main_context(plan, sweeps=sweeps),
        **admin_context(plan),
        **format_context(),
        **carrier_context(plan),
        **event_context(plan),
        **character_context(plan),
        **member_context(plan),
        **token_context(plan),
        "messages": messages_constant(plan.api.errors),
        "knows_strangers": any(operation.access.optional for operation in plan.operations),
        "attaches": answers_files(plan) or "csv" in written_as(plan),
        "leads": bool(written_as(plan)),
        "outside": bool(plan.ports),
        "camel_names": plan.api.casing == "camel",
        "cursors": plan.api.pagination == "cursor",
        "wrapped": tells_of_items(plan) or any(operation.wrapper is not None for operation in plan.operations),
        "collides": collides,
        "write": "transact(database, " if collides else "database.transaction(",
    }


def _rendered(plan: RenderPlan, context: dict[str, object], *, sweeps: bool) -> list[File]:
    limited, replays = limits(plan), _replays(plan)
    admin = any(group.commands for group in plan.groups)
    trees = ["base", "admin" if admin else "noadmin"]
    trees += [*_TREES[plan.auth.scheme]] if plan.auth is not None else ["open"]
    trees += ["cookies"] if keeps_cookies(plan) else []
    trees += ["details"] if plan.api.errors.form is None else []
    trees += ["limits"] if limited else []
    trees += ["replay"] if replays else []
    trees += ["proxies"] if counts_callers(limited=limited, replays=replays) else []
    trees += ["forms"] if takes_forms(plan) else []
    trees += ["events"] if plan.events else []
    trees += ["ports"] if plan.ports else []
    trees += ["outgoing"] if plan.events or plan.ports else []
    trees += ["ports_replay"] if any(item.asks and item.idempotency_key for item in plan.operations) else []
    trees += ["tables"] if takes_tables(plan) else []
    trees += ["cells"] if takes_tables(plan) or "csv" in written_as(plan) else []
    trees += ["files"] if answers_files(plan) else []
    trees += ["members"] if context["members"] else []
    trees += written_as(plan)
    trees += ["roles"] if plan.auth is not None and plan.auth.role is not None else []
    files = [file for tree in trees for file in render_tree(_TEMPLATES, tree, context, _rules(plan))]
    return [file for file in files if sweeps or file.path != "src/core/housekeeping.ts"]


def _rules(plan: RenderPlan) -> dict[str, tuple[str, ...]]:
    """Rules by path; sessions are kept by those of their scheme."""
    scheme = (
        "tokens.refresh-rotation" if plan.auth is not None and plan.auth.scheme == "jwt" else "auth.opaque-sessions"
    )
    return {**_RULES, "src/security/sessions.ts": (scheme, "codes.one-time") if plan.ends_sessions else (scheme,)}


def _counted(counts: bool) -> tuple[str, ...]:
    return ("ipaddr.js",) if counts else ()


def _forms(plan: RenderPlan) -> tuple[str, ...]:
    return ("busboy",) if takes_forms(plan) else ()


def _accounts(plan: RenderPlan) -> tuple[str, ...]:
    if plan.auth is None:
        return ()
    return ("@node-rs/argon2", "jose") if plan.auth.scheme == "jwt" else ("@node-rs/argon2",)


def _printed(plan: RenderPlan) -> list[File]:
    files = [_file("src/api/dependencies.ts", dependencies_module(plan), "access.least-privilege")]
    if plan.api.errors.form is not None:
        files.append(_file("src/core/error-bodies.ts", error_bodies_module(plan.api.errors, body_wrappers(plan))))
    if plan.auth is not None:
        files.append(_file(VIEWER, viewer_module(plan), "access.ownership"))
    if plan.events:
        files.append(_file("src/events/kinds.ts", kinds_module(plan), "events.outbox"))
    files += port_files(plan)
    nested = nested_module(plan)
    files += [_file("src/schemas/nested.ts", nested)] if nested else []
    for group in plan.groups:
        name = module_file(group.name)
        schemas = schema_module(plan, group)
        files += [_file(schema_path(group), schemas, "security.input-validation")] if schemas else []
        if group.operations or group.commands:
            files.append(_file(f"src/services/{name}.ts", service_module(plan, group), "architecture.layers"))
        if group.operations:
            files.append(_file(f"src/api/{name}.ts", route_module(plan, group)))
    return files


def _file(path: str, content: str, *rules: str) -> File:
    return File(path, content, "typescript", rules=("framework.express", *rules))


PACK: FrameworkPack = ExpressPack()
