"""SQLAlchemy: typed declarative models, async sessions, repositories, Alembic migrations."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

from tools.blueprint.plan.loads import LoadPages
from tools.blueprint.plan.migration import Migration
from tools.blueprint.plan.operation import ShowRows, WriteSet, every
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs import registry
from tools.packs.base import Checks, Contribution, File, PersistencePack
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.modules import model_file, module_file, used
from tools.packs.loads import loads
from tools.packs.migrations import rules_of
from tools.packs.persistence.sqlalchemy.callers import callers
from tools.packs.persistence.sqlalchemy.checks import checks_module, rebuilds
from tools.packs.persistence.sqlalchemy.enums import enums_module
from tools.packs.persistence.sqlalchemy.migration import migration_module, migration_path
from tools.packs.persistence.sqlalchemy.models import model_module, models_init
from tools.packs.persistence.sqlalchemy.repositories import repository_module
from tools.packs.rendering import render_tree
from tools.packs.store_calls import store_calls

_TEMPLATES = Path(__file__).with_name("templates")
_SYSTEM = {"idempotency_record": "replay", "rate_limit_counter": "limits", "outbox_event": "outbox"}
_EXPIRING = {
    "auth_session": ("AuthSession", "AuthSession.expires_at <= moment"),
    "idempotency_record": ("IdempotencyRecord", "IdempotencyRecord.expires_at <= moment"),
    "rate_limit_counter": ("RateLimitCounter", "RateLimitCounter.window_start < oldest"),
}
_CURSOR = '''\
    cursor: str | None
    of: tuple[Any, ...]
    """What tells this list from others, beside filters and order."""'''
_NEXT = '`alembic revision --autogenerate -m "…"` compares the models with the database and starts the next.'
_REBUILDING = (
    f"{_NEXT} What a column may hold, its length too, is a check in `app/models/checks.py`, compared like the rest. "
    "A change of a column makes its table anew, with its rows, keys, checks, indexes and triggers, in one transaction: "
    "stop what writes meanwhile."
)
_HELPERS = ("aggregates", "holding", "links", "lists", "references", "related", "search")
_OPTIONAL = frozenset(
    {
        "app/core/buckets.py",
        "app/core/functions.py",
        "app/core/holding.py",
        *(f"app/repositories/{name}.py" for name in _HELPERS),
    }
)
_RULES = {
    "app/core/database.py": ("transactions.write-set", "persistence.sqlalchemy"),
    "app/core/retries.py": ("transactions.write-set",),
    "app/repositories/paging.py": ("pagination.keyset",),
    "app/repositories/cursors.py": ("pagination.keyset",),
    "app/repositories/search.py": ("search.substring",),
    "app/core/buckets.py": ("analytics.aggregates",),
    "app/repositories/aggregates.py": ("analytics.aggregates",),
    "app/repositories/auth_sessions.py": ("tokens.refresh-rotation",),
    "app/repositories/rate_limit_counters.py": ("rate-limit.fixed-window",),
    "app/repositories/idempotency_records.py": ("idempotency.keys",),
    "app/core/columns.py": ("money.decimal", "schema.exact-types"),
}


class SqlalchemyPack:
    """Prints store access for one plan."""

    id = Path(__file__).parent.name
    language = "python"
    datastores: tuple[str, ...] = ("postgresql", "sqlite")
    reserved_attributes = frozenset({"columns", "mapped_column", "metadata", "registry"})
    reserved_tables = frozenset({"alembic_version"})

    def contribute(self, plan: RenderPlan) -> Contribution:
        dialect = registry.datastore(plan.stack.datastore).dialect
        context = {**_context(plan), "nests": any(_has_rows_inside(node) for node in _shown(plan))}
        trees = ["common", dialect, plan.api.pagination]
        present = {table.name.snake for table in plan.tables}
        trees += [f"batches/{plan.api.pagination}"] if any(isinstance(load, LoadPages) for load in loads(plan)) else []
        trees += (
            [f"showing/{plan.api.pagination}"]
            if _shown(plan) or any(item.response.beside for item in plan.operations)
            else []
        )
        trees += ["colliding"] if any(map(plan.collides, plan.operations)) else []
        trees += ["counting"] if plan.api.graphql else []
        trees += [plan.auth.scheme] if plan.auth is not None else []
        trees += [tree for table, tree in _SYSTEM.items() if table in present]
        renewed = plan.auth is not None and plan.auth.scheme == "jwt"
        rules = {path: told for path, told in _RULES.items() if renewed or path != "app/repositories/auth_sessions.py"}
        files = [file for tree in trees for file in render_tree(_TEMPLATES, tree, context, rules)]
        files += _printed(plan)
        idle = () if _refuses(plan) else ("app/core/constraints.py",)
        return Contribution(
            files=tuple(file for file in used(files, _OPTIONAL) if file.path not in idle and _wanted(file, present)),
            dependencies=("alembic", "sqlalchemy", _DRIVERS[dialect]),
            facts={"readme_migrations": _REBUILDING if rebuilds(plan) else _NEXT},
        )

    def migrations(self, plan: RenderPlan, migrations: Sequence[Migration], checks: Checks) -> tuple[File, ...]:
        """The migrations, and the checks of the models where a changed table is made anew."""
        found = [
            File(migration_path(item), migration_module(item), "python", rules=rules_of(item)) for item in migrations
        ]
        if rebuilds(plan):
            found.append(_file("app/models/checks.py", checks_module(checks), "constraints.declared"))
        return tuple(found)


_DRIVERS: dict[str, str] = tomllib.loads(Path(__file__).with_name("drivers.toml").read_text(encoding="utf-8"))


def _printed(plan: RenderPlan) -> list[File]:
    files = [
        _file(f"app/models/{model_file(table.name)}.py", model_module(plan, table), "naming.database")
        for table in plan.tables
    ]
    files.append(_file("app/models/__init__.py", models_init(plan)))
    files.append(_file("app/repositories/__init__.py", '"""Store access: the only place that knows SQL."""\n'))
    enums = enums_module(plan)
    if enums is not None:
        files.append(_file("app/models/enums.py", enums))
    for name, calls in store_calls(plan).items():
        table = plan.table(name)
        path = f"app/repositories/{module_file(table.name)}.py"
        files.append(_file(path, repository_module(plan, table, calls), "architecture.layers"))
    return files


def _file(path: str, content: str, *rules: str) -> File:
    return File(path, content, "python", rules=("persistence.sqlalchemy", *rules))


def _refuses(plan: RenderPlan) -> bool:
    """Whether a constraint can stop a write."""
    operations = (operation for group in plan.groups for operation in (*group.operations, *group.commands))
    sets = (node for operation in operations for node in every(operation.nodes) if isinstance(node, WriteSet))
    return any(step.conflicts for found in sets for step in found.writes)


def _shown(plan: RenderPlan) -> list[ShowRows]:
    """What views compute."""
    return [node for operation in plan.operations for node in operation.nodes if isinstance(node, ShowRows)]


def _besides(plan: RenderPlan) -> bool:
    """Whether an operation shows what it has bound beside a row."""
    return any(operation.response.beside for operation in plan.operations)


def _has_rows_inside(node: ShowRows) -> bool:
    return bool(node.call.nests) or any(item.show is None for item in node.call.lists)


def _wanted(file: File, present: set[str]) -> bool:
    return file.path != "app/repositories/expired.py" or bool(present & _EXPIRING.keys())


def _context(plan: RenderPlan) -> dict[str, object]:
    expiring = [found for table, found in _EXPIRING.items() if plan_has(plan, table)]
    lasting = plan.auth is not None and plan.auth.scheme == "session" and plan.auth.session_days is None
    if lasting:
        expiring[0] = ("AuthSession", "AuthSession.revoked_at <= moment")
    imports = Imports()
    imports.add("app.models", *(model for model, _ in expiring))
    statements = [f"    await session.execute(delete({model}).where({condition}))" for model, condition in expiring]
    if plan_has(plan, "rate_limit_counter"):
        statements.insert(0, "    oldest = int((moment - _LONGEST_WINDOW).timestamp())")
    position = _CURSOR if plan.api.pagination == "cursor" else "    offset: int"
    context: dict[str, object] = {
        "name": plan.name.snake,
        "imports": imports.render(),
        "statements": "\n".join(statements),
        "position": position,
        "rebuilds": rebuilds(plan),
        "ends_sessions": plan.ends_sessions,
        "takes_back": plan.auth is not None and not plan.auth.has_sessions,
    }
    return context if plan.auth is None else {**context, **callers(plan, plan.auth)}


def plan_has(plan: RenderPlan, table: str) -> bool:
    """Whether the plan has this system table."""
    return any(item.name.snake == table for item in plan.tables)


PACK: PersistencePack = SqlalchemyPack()
