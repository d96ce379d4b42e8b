"""Kysely: typed tables, one query builder over pg or Node's SQLite, repositories, migrations."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.blueprint.plan.loads import LoadPages
from tools.blueprint.plan.migration import Migration
from tools.blueprint.plan.operation import WriteSet, every
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs import registry
from tools.packs.base import Checks, Contribution, File, PersistencePack
from tools.packs.languages.typescript.modules import module_file, used
from tools.packs.loads import loads
from tools.packs.migrations import rules_of
from tools.packs.needs import shows
from tools.packs.persistence.kysely.context import template_context
from tools.packs.persistence.kysely.enums import enums_module
from tools.packs.persistence.kysely.migration import migration_module, migration_path
from tools.packs.persistence.kysely.models import model_module, model_path, models_index, uniques_module
from tools.packs.persistence.kysely.repositories import repository_module
from tools.packs.rendering import render_tree
from tools.packs.store_calls import store_calls

_TEMPLATES = Path(__file__).with_name("templates")
_SYSTEM = {"idempotency_record": "replay", "rate_limit_counter": "limits", "outbox_event": "outbox"}
_EXPIRING = frozenset({"auth_session", "idempotency_record", "rate_limit_counter"})
_NEXT = (
    "The next one is a file beside it, with `up` and `down`, whose name comes later in the alphabet; "
    "`src/models` and what uses it change along."
)
_REBUILDING = (
    f"{_NEXT} SQLite changes no column in place: make the table anew, copy its rows, drop the old one, rename the new "
    "one, and make its indexes again. Foreign keys are off meanwhile; rows that then refer to nothing undo it all."
)
_OPTIONAL = frozenset(
    {
        "src/core/buckets.ts",
        "src/core/functions.ts",
        "src/core/holding.ts",
        "src/models/uniques.ts",
        *(
            f"src/repositories/{name}.ts"
            for name in ("aggregates", "holding", "links", "lists", "references", "search")
        ),
    }
)
_RULES: Mapping[str, tuple[str, ...]] = {
    "src/core/database.ts": ("transactions.write-set", "persistence.kysely"),
    "src/core/retries.ts": ("transactions.write-set",),
    "src/repositories/paging.ts": ("pagination.keyset",),
    "src/repositories/cursors.ts": ("pagination.keyset",),
    "src/repositories/search.ts": ("search.substring",),
    "src/core/buckets.ts": ("analytics.aggregates",),
    "src/repositories/aggregates.ts": ("analytics.aggregates",),
    "src/repositories/auth-sessions.ts": ("tokens.refresh-rotation",),
    "src/repositories/rate-limit-counters.ts": ("rate-limit.fixed-window",),
    "src/repositories/idempotency-records.ts": ("idempotency.keys",),
    "src/core/columns.ts": ("money.decimal", "schema.exact-types"),
}
_DRIVERS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("drivers.toml").read_text(encoding="utf-8"))


class KyselyPack:
    """Prints store access for one plan."""

    id = Path(__file__).parent.name
    language = "typescript"
    datastores: tuple[str, ...] = ("postgresql", "sqlite")
    reserved_attributes = frozenset({"linked", "shown"})
    reserved_tables = frozenset({"kysely_migration", "kysely_migration_lock"})

    def contribute(self, plan: RenderPlan) -> Contribution:
        dialect = registry.datastore(plan.stack.datastore).dialect
        present = {table.name.snake for table in plan.tables}
        trees = ["common", dialect, plan.api.pagination, *_trees(plan)]
        trees += [tree for table, tree in _SYSTEM.items() if table in present]
        renewed = plan.auth is not None and plan.auth.scheme == "jwt"
        rules = {path: told for path, told in _RULES.items() if renewed or path != "src/repositories/auth-sessions.ts"}
        context = template_context(plan)
        files = [file for tree in trees for file in render_tree(_TEMPLATES, tree, context, rules)]
        files += _printed(plan)
        idle = () if _refuses(plan) else ("src/core/constraints.ts", "src/models/uniques.ts")
        drivers = _DRIVERS[dialect]
        return Contribution(
            files=tuple(file for file in used(files, _OPTIONAL) if file.path not in idle and _wanted(file, present)),
            dependencies=("big.js", "kysely", *(name for name in drivers if not name.startswith("@types/"))),
            dev_dependencies=("@types/big.js", *(name for name in drivers if name.startswith("@types/"))),
            facts={"readme_migrations": _REBUILDING if _names_columns(plan) else _NEXT},
        )

    def migrations(self, plan: RenderPlan, migrations: Sequence[Migration], checks: Checks) -> tuple[File, ...]:
        """The migrations; those that people write later see the checks in them."""
        return tuple(
            File(migration_path(item), migration_module(item), "typescript", rules=rules_of(item))
            for item in migrations
        )


def _trees(plan: RenderPlan) -> list[str]:
    """Trees that only some plans need."""
    paged = plan.api.pagination
    trees = [f"batches/{paged}"] if any(isinstance(load, LoadPages) for load in loads(plan)) else []
    trees += [f"showing/{paged}"] if _computes(plan) else []
    trees += ["colliding"] if any(map(plan.collides, plan.operations)) else []
    trees += ["counting"] if plan.api.graphql else []
    return [*trees, plan.auth.scheme] if plan.auth is not None else trees


def _printed(plan: RenderPlan) -> list[File]:
    files = [_file(model_path(table), model_module(plan, table), "naming.database") for table in plan.tables]
    files.append(_file("src/models/index.ts", models_index(plan)))
    if _names_columns(plan):
        files.append(_file("src/models/uniques.ts", uniques_module(plan), "constraints.declared"))
    enums = enums_module(plan)
    if enums is not None:
        files.append(_file("src/models/enums.ts", enums))
    for name, calls in store_calls(plan).items():
        table = plan.table(name)
        path = f"src/repositories/{module_file(table.name)}.ts"
        files.append(_file(path, repository_module(plan, table, calls), "architecture.layers"))
    return files


def _file(path: str, content: str, *rules: str) -> File:
    return File(path, content, "typescript", rules=("persistence.kysely", *rules))


def _names_columns(plan: RenderPlan) -> bool:
    """Whether the store names columns where it should name a constraint; such a one changes no table in place."""
    return "alter_constraints" not in plan.capabilities


def _refuses(plan: RenderPlan) -> bool:
    """Whether a constraint can stop a write."""
    operations = (operation for group in plan.groups for operation in (*group.operations, *group.commands))
    sets = (node for operation in operations for node in every(operation.nodes) if isinstance(node, WriteSet))
    return any(step.conflicts for found in sets for step in found.writes)


def _computes(plan: RenderPlan) -> bool:
    """Whether values are computed beside rows, in views that no operation shows too."""
    computed = any(field.computed for shape in plan.shapes for field in shape.fields)
    return computed or any(map(shows, plan.operations))


def _wanted(file: File, present: set[str]) -> bool:
    return file.path != "src/repositories/expired.ts" or bool(present & _EXPIRING)


PACK: PersistencePack = KyselyPack()
