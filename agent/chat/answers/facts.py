"""What a plan says of itself, fact by fact, with the rules of the field that each rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from tools.blueprint.plan.access import AccessPlan
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, IndexPlan, Table

_ON_DELETE = {
    "restrict": "a row that is named there cannot be deleted",
    "cascade": "its rows go when the one they name is deleted",
    "set_null": "it becomes null when the row it names is deleted",
}
_KEYS = {
    "uuid": "a UUID of version 7, made by the backend: unguessable, and new rows go to the end of the index",
    "serial": "a number that the database counts up",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is so, and why."""

    kind: str
    """What people call it: `index`, `key`, `access`."""
    about: str
    """Names that it is found by."""
    text: str
    rules: tuple[str, ...] = ()


def facts(plan: RenderPlan) -> Iterator[Fact]:
    """All facts, in a fixed order: tables, operations, then what holds for the whole API."""
    # What people made comes before the backend's own records.
    for table in sorted(plan.tables, key=lambda item: item.role == "system"):
        yield from _table(plan, table)
    for operation in plan.operations:
        yield _access(plan, operation)
    yield from _api(plan)


def _table(plan: RenderPlan, table: Table) -> Iterator[Fact]:
    entity = table.entity or table.name.title
    for index in table.indexes:
        yield _index(table, index, entity)
    for unique in table.uniques:
        columns = ", ".join(table.column(name).physical for name in unique.columns)
        among = " among rows that are not deleted" if unique.live_only else ""
        why = "the backend finds its own records by it" if table.role == "system" else "the Blueprint says so"
        yield Fact(
            "unique constraint index",
            f"{entity} {table.physical} {columns} {unique.name}",
            f"{table.physical}: {columns} is unique{among} ({unique.name}), because {why}; the "
            "constraint is an index too.",
            ("constraints.declared", "indexes.unique-lookup"),
        )
    for column in table.columns:
        yield from _column(plan, table, column, entity)
    for rule in table.checks:
        said = rule.message or "it holds for every row"
        yield Fact(
            "check rule", f"{entity} {rule.name}", f"{table.physical}: {said} ({rule.name}).", ("constraints.declared",)
        )
    if table.soft_delete:
        yield Fact(
            "soft delete deletion",
            entity,
            f"Deleting a row of {table.physical} marks it, because {entity} has soft_delete.",
            ("schema.soft-delete",),
        )
    if table.optimistic_lock:
        yield Fact(
            "optimistic lock version etag concurrency",
            entity,
            f"Changes to {table.physical} name the version they were made from, because {entity} has optimistic_lock.",
            ("concurrency.optimistic-lock",),
        )


def _index(table: Table, index: IndexPlan, entity: str) -> Fact:
    columns = ", ".join(index.columns)
    needed = f" It serves {', '.join(index.operations)}." if index.operations else ""
    foreign = any(table.column(name.removeprefix("-")).reference is not None for name in index.columns[:1])
    occasions = {
        "indexes.foreign-keys": foreign,
        "indexes.keyset": bool(index.operations) and index.kind == "ordered",
        "indexes.members": index.kind == "members",
    }
    return Fact(
        "index",
        f"{entity} {table.physical} {columns} {index.name}",
        f"{index.name} on {table.physical} ({columns}): {index.reason.rstrip('.')}.{needed}",
        tuple(rule for rule, met in occasions.items() if met),
    )


def _column(plan: RenderPlan, table: Table, column: Column, entity: str) -> Iterator[Fact]:
    name = f"{entity} {table.physical} {column.physical}"
    if column.generated_key in _KEYS:
        said = f"{table.physical}.{column.physical} is {_KEYS[column.generated_key]}."
        rules = ("keys.uuid-v7",) if column.generated_key == "uuid" else ()
        yield Fact(f"key id identifier primary {column.generated_key}", name, said, rules)
    if column.reference is not None:
        target = plan.table(column.reference.table).physical
        yield Fact(
            "reference foreign key relationship",
            f"{name} {target}",
            f"{table.physical}.{column.physical} refers to {target}: {_ON_DELETE[column.reference.on_delete]}.",
            ("constraints.declared",),
        )
    if column.sensitive:
        said = f"{table.physical}.{column.physical} is sensitive: no answer and no log shows it."
        yield Fact("sensitive secret hidden", name, said, ("privacy.personal-data",))


def _access(plan: RenderPlan, operation: OperationPlan) -> Fact:
    access = operation.access
    who = [*access.roles, *(["the row's owner"] if access.owner else [])]
    said = "everybody" if access.public else " and ".join(who) if who else "whoever signs in"
    where = f"{operation.method} {plan.api.prefix}{operation.path}"
    return Fact(
        "access permission operation endpoint allowed",
        f"{operation.name.title} {operation.group} {operation.path}",
        f"{where} ({operation.name.snake}): {said} may call it.",
        _access_rules(access),
    )


def _api(plan: RenderPlan) -> Iterator[Fact]:
    api = plan.api
    rules = ("pagination.keyset",) if api.pagination == "cursor" else ()
    said = f"Lists are paged by {api.pagination}, {api.default_limit} rows unless asked, {api.max_limit} at most."
    yield Fact("pagination paging list page limit", api.pagination, said, rules)
    if plan.auth is not None:
        accounts = plan.table(plan.auth.account).physical
        said = f"Accounts are rows of {accounts}; they sign in with {plan.auth.login}, by {plan.auth.scheme}."
        yield Fact("auth authentication login sign session token", plan.auth.scheme, said, _AUTH[plan.auth.scheme])
    if api.rate_requests is not None:
        said = f"At most {api.rate_requests} requests in {api.rate_window_seconds} s for one account or address."
        yield Fact("rate limit throttle", "", said, ("rate-limit.fixed-window",))
    yield Fact(
        "error problem format", "", f"Errors are {api.errors.media_type} documents.", ("errors.problem-details",)
    )


def _access_rules(access: AccessPlan) -> tuple[str, ...]:
    if access.public:
        return ()
    return (*(("access.roles",) if access.roles else ()), *(("access.ownership",) if access.owner else ()))


_AUTH = {
    "jwt": ("auth.jwt-sessions", "tokens.refresh-rotation"),
    "session": ("auth.opaque-sessions",),
    "basic": ("auth.basic",),
}
