"""GraphQL's way round: rows that others see lead to rows of one account, and must lead nobody else there."""

from tools.blueprint.graphql import model
from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import CREATE_ACCOUNT
from tools.validators.conformance.checks.graphql_rows import PLENTY, Lead, page
from tools.validators.conformance.checks.neighbours import neighbours
from tools.validators.conformance.children import set_from_caller
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.graphql import GraphqlCatalog
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import Scoping, read_of, scoping_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.suite import Unavailable

CHECK = "graphql-access"


def add(out: Collector) -> None:
    if not out.plan.api.graphql:
        return
    catalog = GraphqlCatalog(out.plan)
    for field, nested in catalog.leads():
        call = read_of(nested.operation)
        if nested.kind != "many" or call is None:
            continue
        scoping = scoping_of(call, out.catalog.tenant_column)
        if scoping.any and not out.catalog.find_scoping(field.operation, field.operation.group).any:
            out.add(CHECK, field.operation, f"{nested.name} of others", _of_others, catalog, field, nested)
        if scoping.owner is not None and scoping.tenant is not None:
            _among_neighbours(out, catalog, field, nested, scoping)


def _among_neighbours(
    out: Collector, catalog: GraphqlCatalog, field: model.OperationField, nested: model.NestedField, scoping: Scoping
) -> None:
    auth, operation = out.plan.auth, field.operation
    if auth is None or out.catalog.operation(CREATE_ACCOUNT) is None:
        return
    parents = out.catalog.find_scoping(operation, operation.group)
    for role in auth.roles:
        may = all(out.suite.may(Actor("", role), item) for item in (operation, nested.operation))
        if not may or not parents.shows_others(role):
            continue
        sees = scoping.shows_others(role)
        label = f"{nested.name} {'seen by' if sees else 'hidden from'} a neighbour who is {role}"
        out.add(CHECK, operation, label, _of_neighbours, catalog, field, nested, role, sees)


def _of_others(script: Script, catalog: GraphqlCatalog, field: model.OperationField, nested: model.NestedField) -> None:
    """The owner is led to its row, and another account to none."""
    creator = _maker(script, nested.operation.group)
    item = script.catalog.accepted_column(creator, nested.target_column)
    if item is None:
        raise Unavailable(f"{nested.target_column} is set by the server")
    owner, stranger = script.suite.who(creator, nested.operation, field.operation), script.new_account()
    if not script.suite.may(stranger, nested.operation) or not script.suite.may(stranger, field.operation):
        raise Unavailable("only roles that see all rows may call it")
    table = field.operation.group
    parent = script.row(table, script.suite.who(_maker(script, table)))
    row = script.row(nested.operation.group, owner, {item.wire: parent.reference})
    _look(script, catalog, field, nested, parent, row, {owner: True, stranger: False})


def _of_neighbours(
    script: Script, catalog: GraphqlCatalog, field: model.OperationField, nested: model.NestedField, role: str,
    sees: bool,
) -> None:  # fmt: skip
    """Within a tenant, the owner is led to its row, and a neighbour where its role sees the rows of others."""
    creator, table = _maker(script, nested.operation.group), field.operation.group
    owner, other = neighbours(script, role)
    if not all(script.suite.may(owner, item) for item in (creator, nested.operation, field.operation)):
        raise Unavailable("whoever owns the row may not call it")
    item = script.catalog.accepted_column(creator, nested.target_column)
    own = script.catalog.is_account(table) and table in set_from_caller(script, creator.group)
    if item is None and not own:
        raise Unavailable(f"{nested.target_column} is set by the server")
    parent = script.row(table, owner) if item is not None else script.own_row(table, owner)
    given = {item.wire: parent.reference} if item is not None else {}
    row = script.row(nested.operation.group, owner, given)
    _look(script, catalog, field, nested, parent, row, {owner: True, other: sees})


def _look(
    script: Script, catalog: GraphqlCatalog, field: model.OperationField, nested: model.NestedField, parent: Row,
    row: Row, callers: dict[Actor | None, bool],
) -> None:  # fmt: skip
    for caller, there in callers.items():
        lead = Lead(script, catalog, field, nested, caller)
        lead.ask(parent, page([lead.shown(row)] if there else []), PLENTY)


def _maker(script: Script, table: str) -> OperationPlan:
    creator = script.catalog.creator(table)
    if creator is None:
        raise Unavailable(f"no operation makes rows of {table}")
    return creator
