"""Repositories: one module for each table, one function for each store call."""

from tools.blueprint.plan.loads import Load, LoadPages, LoadRows
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.store import (
    AggregateRows,
    CheckReferences,
    ComputeValues,
    DeleteReferring,
    DeleteRow,
    FindRow,
    FindRows,
    InsertRow,
    ListRows,
    LockRows,
    PutLink,
    RemoveLink,
    StoreCall,
    UpdateReferring,
    UpdateRow,
    UpsertRow,
)
from tools.blueprint.plan.table import Table
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import module
from tools.packs.languages.typescript.modules import module_file
from tools.packs.persistence.kysely.functions import plural
from tools.packs.persistence.kysely.loading import LoadingPrinter
from tools.packs.persistence.kysely.reads import find_function, lock_function, references_function, rows_function
from tools.packs.persistence.kysely.showing import compute_blocks
from tools.packs.persistence.kysely.writes import (
    delete_function,
    delete_referring_function,
    insert_function,
    put_link_function,
    remove_link_function,
    update_function,
    update_referring_function,
    upsert_function,
)


def repository_path(table: Table) -> str:
    """`src/repositories/<tables>.ts`."""
    return f"src/repositories/{module_file(table.name)}.ts"


def repository_module(plan: RenderPlan, table: Table, calls: tuple[StoreCall | Load, ...]) -> str:
    """The module with all store access of a table."""
    imports = Imports(repository_path(table))
    imports.type("src/core/database.ts", "Session")
    listing = LoadingPrinter(plan, table, imports)
    # Tables of filters and orders are named by the standard calls, and others share them.
    ranked = sorted(calls, key=lambda call: not listing.is_standard(call.name))
    printed = {call.name: _blocks(plan, table, call, imports, listing) for call in ranked}
    blocks = [block for call in calls for block in printed[call.name]]
    return module(f"Store access for {plural(table)}.", imports.render(), *listing.tables(), *blocks)


def _blocks(
    plan: RenderPlan, table: Table, call: StoreCall | Load, imports: Imports, listing: LoadingPrinter
) -> list[str]:
    if isinstance(call, ComputeValues):
        return compute_blocks(plan, table, call, imports)
    return [_function(plan, table, call, imports, listing)]


def _function(plan: RenderPlan, table: Table, call: StoreCall | Load, imports: Imports, listing: LoadingPrinter) -> str:
    match call:
        case FindRow():
            return find_function(plan, table, call, imports)
        case FindRows():
            return rows_function(plan, table, call, imports)
        case LockRows():
            return lock_function(plan, table, call, imports)
        case ListRows():
            return listing.list_function(call)
        case LoadRows() | LoadPages():
            return listing.load_function(call)
        case AggregateRows():
            return listing.aggregate_function(call)
        case CheckReferences():
            return references_function(plan, table, call, imports)
        case InsertRow():
            return insert_function(plan, table, call, imports)
        case UpsertRow():
            return upsert_function(plan, table, call, imports)
        case UpdateRow():
            return update_function(plan, table, call, imports)
        case DeleteRow():
            return delete_function(plan, table, call, imports)
        case UpdateReferring():
            return update_referring_function(plan, table, call, imports)
        case DeleteReferring():
            return delete_referring_function(plan, table, call, imports)
        case PutLink():
            return put_link_function(plan, table, call, imports)
        case RemoveLink():
            return remove_link_function(plan, table, call, imports)
    raise TypeError(f"{type(call).__name__} is no store call")
