"""Blueprint and Stack become a RenderPlan: names cased, types mapped, behaviour lowered. Pure."""

import hashlib
import json
from typing import Literal

from tools.blueprint.check import check
from tools.blueprint.document import to_data
from tools.blueprint.expand import expand
from tools.blueprint.expand.account import commands as account_commands
from tools.blueprint.expand.passwords import new_password
from tools.blueprint.expand.views import entity_view, plain_view
from tools.blueprint.graphql.refusals import check_graphql
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.calls import with_unique_calls
from tools.blueprint.lower.events import event_plans
from tools.blueprint.lower.failures import error_cases, error_format, own_cases, restated_operation
from tools.blueprint.lower.fields import FieldBuilder
from tools.blueprint.lower.indexes import with_indexes
from tools.blueprint.lower.lock_order import in_lock_order
from tools.blueprint.lower.operation import OperationBuilder
from tools.blueprint.lower.outside import Outside
from tools.blueprint.lower.ports import port_plans
from tools.blueprint.lower.presence import check_order
from tools.blueprint.lower.system_tables import SystemTables
from tools.blueprint.lower.tables import TableBuilder
from tools.blueprint.lower.taken import check_schema_names
from tools.blueprint.managed import ROLE
from tools.blueprint.model import (
    ApiStyle,
    AuthScheme,
    BearerCarrier,
    Blueprint,
    CookieCarrier,
    Create,
    Versioning,
    View,
)
from tools.blueprint.names import Namer, snake
from tools.blueprint.plan.carrier import Carrier
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import ApiPlan, AuthPlan, Group, RenderPlan, Stack
from tools.blueprint.plan.shapes import Shape
from tools.blueprint.plan.table import Table
from tools.errors import Unsupported
from tools.packs import registry


def resolve(blueprint: Blueprint, stack: Stack) -> RenderPlan:
    """The RenderPlan. Raises BadInput, Contradiction or Unsupported; never a plan that cannot be printed."""
    check(blueprint)
    index = BlueprintIndex(expand(blueprint))
    namer = _namer(stack)
    datastore = registry.datastore(stack.datastore)
    columns = TableBuilder(index, namer, datastore.column_type)
    tables = {snake(name): columns.entity_table(name) for name in index.entities}
    tables |= {many.table: columns.link_table(many) for name in index.entities for many in index.many(name)}
    _decimals_fit(tables, stack.datastore, datastore.max_decimal_precision)
    fields = FieldBuilder(index, namer, tables)
    check_graphql(index)
    check_order(blueprint.api.errors)
    views = {view.name: fields.view(view, snake(view.entity)) for view in index.blueprint.views}
    outside = Outside(event_plans(index, namer, fields, tables), port_plans(index, namer, fields, tables))
    builder = OperationBuilder(index, namer, tables, views, outside)
    operations = [builder.build(operation) for operation in index.blueprint.operations]
    commands = _commands(index, builder, views, fields)
    if "row_locks" in datastore.capabilities:
        operations = [in_lock_order(operation, tables) for operation in operations]
    lowered = with_unique_calls([*operations, *commands], tables)
    cases = error_cases(blueprint.api.errors)
    sources = [own_cases(source, cases) for source in index.blueprint.operations]
    operations = [restated_operation(item, own) for item, own in zip(lowered[: len(operations)], sources, strict=True)]
    commands = [restated_operation(command, cases) for command in lowered[len(sources) :]]
    tables |= {table.name.snake: table for table in SystemTables(index, namer, columns).build()}
    indexed = {
        name: with_indexes(index, columns, table, operations, datastore.capabilities) for name, table in tables.items()
    }
    check_schema_names(indexed.values(), datastore, registry.persistence(stack.persistence))
    return RenderPlan(
        name=namer.name(blueprint.name),
        title=blueprint.title or namer.name(blueprint.name).title,
        description=blueprint.description,
        blueprint_sha256=fingerprint(blueprint),
        stack=stack,
        capabilities=datastore.capabilities,
        api=_api(blueprint),
        auth=_auth(index, fields),
        tables=_in_reference_order(indexed),
        groups=_groups(namer, operations, commands, views),
        standard_errors=tuple(cases.values()),
        events=tuple(sorted(outside.events.values(), key=lambda event: event.type)),
        ports=tuple(sorted(outside.ports.values(), key=lambda port: port.name.snake)),
    )


def fingerprint(blueprint: Blueprint) -> str:
    """sha256 of the Blueprint's canonical JSON."""
    canonical = json.dumps(to_data(blueprint), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _namer(stack: Stack) -> Namer:
    naming = registry.language(stack.language).naming
    attributes = (
        naming.reserved_attributes
        | registry.framework(stack.framework).reserved_attributes
        | registry.persistence(stack.persistence).reserved_attributes
    )
    return Namer(naming.reserved, attributes, naming.attribute_casing)


_SCHEMES: dict[AuthScheme, Literal["jwt", "session", "basic"]] = {
    AuthScheme.JWT: "jwt",
    AuthScheme.SESSION: "session",
    AuthScheme.BASIC: "basic",
}


def _decimals_fit(tables: dict[str, Table], datastore: str, most: int) -> None:
    for table in tables.values():
        for column in table.columns:
            if column.type.precision is not None and column.type.precision > most:
                raise Unsupported(
                    f"{table.entity}.{column.name.snake} with {column.type.precision} decimal digits on {datastore}",
                    str(column.type.precision),
                    (f"up to {most} digits",),
                )


def _api(blueprint: Blueprint) -> ApiPlan:
    api = blueprint.api
    version = f"/v{api.version}" if api.versioning is Versioning.PATH else ""
    limit = api.rate_limit
    return ApiPlan(
        prefix=f"{api.base_path}{version}", version=f"{api.version}.0.0", casing=api.casing,
        pagination=api.pagination.style.value, default_limit=api.pagination.default_limit,
        max_limit=api.pagination.max_limit, rate_requests=limit.requests if limit else None,
        rate_window_seconds=limit.window_seconds if limit else 60, max_body_bytes=api.max_body_bytes,
        graphql=ApiStyle.GRAPHQL in api.styles, errors=error_format(api.errors), order=api.errors.order,
    )  # fmt: skip


def _auth(index: BlueprintIndex, fields: FieldBuilder) -> AuthPlan | None:
    if index.account is None:
        return None
    auth, roles = index.blueprint.auth, index.blueprint.roles
    key = index.key(index.account.name).name
    role = ROLE if roles else None
    default = next((item.name for item in roles if item.default), None)
    tenant = index.viewer_tenant_column
    return AuthPlan(
        account=snake(index.account.name), login=auth.login, role=role,
        roles=tuple(item.name for item in roles),
        default_role=default, registered_role=_registered_role(index) or default,
        first_role=next((item.name for item in roles if item.first), None),
        tenant=tenant, viewer_columns=tuple(name for name in (key, role, tenant) if name),
        access_token_minutes=auth.access_token_minutes, refresh_token_days=auth.refresh_token_days,
        password=fields.input_field(new_password(auth)).type, self_registration=auth.self_registration,
        carrier=_carrier(index.blueprint), scheme=_SCHEMES[auth.scheme], session_days=auth.session_days,
    )  # fmt: skip


def _registered_role(index: BlueprintIndex) -> str | None:
    """The role that registering gives, where that is not the default one."""
    steps = (step for item in index.blueprint.operations if item.intent == "account.register" for step in item.steps)
    given = (step.set.get(ROLE) for step in steps if isinstance(step, Create))
    names = {f'"{role.name}"': role.name for role in index.blueprint.roles}
    return next((names[text] for text in given if text in names), None)


def _carrier(blueprint: Blueprint) -> Carrier:
    carrier = blueprint.auth.carrier
    if blueprint.auth.scheme is AuthScheme.BASIC:
        return Carrier("basic", "Basic", _realm(blueprint))
    if isinstance(carrier, BearerCarrier):
        return Carrier("bearer", carrier.bearer)
    if isinstance(carrier, CookieCarrier):
        return Carrier("cookie", carrier.cookie)
    return Carrier("header", carrier.header)


def _realm(blueprint: Blueprint) -> str:
    """The title, as far as it can stand between quotes in a header."""
    title = blueprint.title or ""
    return " ".join("".join(char for char in title if " " <= char <= "~" and char not in '"\\').split()) or "API"


def _commands(
    index: BlueprintIndex, builder: OperationBuilder, views: dict[str, Shape], fields: FieldBuilder
) -> list[OperationPlan]:
    found = account_commands(index)
    if not found or index.account is None:
        return []
    view = _command_view(index, index.account.name)
    if view.name not in views:
        views[view.name] = fields.view(view, snake(view.entity))
    return [
        builder.build(item.model_copy(update={"response": item.response.model_copy(update={"view": view.name})}))
        for item in found
    ]


def _command_view(index: BlueprintIndex, account: str) -> View:
    """The columns of an account: whoever runs a command is no caller whom a view could tell of."""
    plain = [
        view
        for view in index.blueprint.views
        if view.entity == account and all(field.source and field.view is None for field in view.fields)
    ]
    if account not in {view.name for view in index.blueprint.views}:
        return entity_view(index, account)
    return next((view for view in sorted(plain, key=lambda view: view.name != account)), plain_view(index, account))


def _groups(
    namer: Namer, operations: list[OperationPlan], commands: list[OperationPlan], views: dict[str, Shape]
) -> tuple[Group, ...]:
    names = dict.fromkeys([operation.group for operation in (*operations, *commands)])
    names |= dict.fromkeys(view.group for view in views.values())
    groups = []
    for name in sorted(names):
        own = sorted((item for item in operations if item.group == name), key=_routing_order)
        run = tuple(item for item in commands if item.group == name)
        shapes = [item.body for item in (*own, *run) if item.body is not None]
        shapes += [item.response.view for item in own if item.response.beside and item.response.view is not None]
        shapes += [view for view in views.values() if view.group == name]
        unique = {shape.name: shape for shape in sorted(shapes, key=lambda shape: shape.name)}
        groups.append(Group(namer.name(name), name if name != "api" else None, tuple(own), tuple(unique.values()), run))
    return tuple(groups)


def _routing_order(operation: OperationPlan) -> tuple[list[tuple[bool, str]], str]:
    return [(part.startswith("{"), part) for part in operation.path.split("/")[1:]], operation.method


def _in_reference_order(tables: dict[str, Table]) -> tuple[Table, ...]:
    """Each table after those that it refers to; in a cycle, the order of names decides."""
    placed: dict[str, Table] = {}
    waiting = dict(sorted(tables.items()))
    while waiting:
        ready = [name for name, table in waiting.items() if not _targets(table) - placed.keys() - {name}]
        for name in ready or [min(waiting, key=lambda name: len(_targets(waiting[name]) - placed.keys()))]:
            placed[name] = waiting.pop(name)
    return tuple(placed.values())


def _targets(table: Table) -> set[str]:
    return {column.reference.table for column in table.columns if column.reference is not None}
