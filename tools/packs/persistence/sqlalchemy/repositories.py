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
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import module
from tools.packs.persistence.sqlalchemy.loading import LoadingPrinter
from tools.packs.persistence.sqlalchemy.reads import find_function, lock_function, references_function, rows_function
from tools.packs.persistence.sqlalchemy.showing import compute_functions
from tools.packs.persistence.sqlalchemy.writes import (
    delete_function,
    delete_referring_function,
    insert_function,
    put_link_function,
    remove_link_function,
    update_function,
    update_referring_function,
    upsert_function,
)


def repository_module(plan: RenderPlan, table: Table, calls: tuple[StoreCall | Load, ...]) -> str:
    """`app/repositories/<tables>.py`."""
    imports = Imports()
    imports.add("app.core.database", "Session")
    if any(isinstance(call, UpsertRow | PutLink) for call in calls):
        # It serves plain insertions too: a module has one `insert`.
        imports.add("app.core.columns", "insert")
    listing = LoadingPrinter(plan, table, imports)
    # Tables of filters and orders are named by the standard calls, and others share them.
    ranked = sorted(calls, key=lambda call: not listing.is_standard(call.name))
    printed = {call.name: _function(plan, table, call, imports, listing) for call in ranked}
    functions = [printed[call.name] for call in calls]
    subject = table.name.plural_snake.replace("_", " ")
    return module(f"Store access for {subject}.", imports.render(), *listing.tables(), *functions)


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
        case ComputeValues():
            return "\n\n\n".join(compute_functions(plan, table, call, imports))
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
