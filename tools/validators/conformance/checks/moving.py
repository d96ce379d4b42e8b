"""Pages stay right although rows are made and deleted while they are read."""

from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.dataset import keys_of, page_step
from tools.validators.conformance.narrowing import MOMENT, fresh_value, narrowing, window
from tools.validators.conformance.ordering import default_order
from tools.validators.conformance.parents import parent_of
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import read_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.sources import source_of
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

STAYING = 4


def rows_come_and_go(script: Script, operation: OperationPlan) -> None:
    """The first row goes and a new one comes after the first page; each row that stays is seen once."""
    if script.suite.plan.api.pagination != "cursor":
        raise Unavailable("an offset moves with the rows before it")
    call = read_of(operation)
    table = call.table if call is not None else operation.group
    deleter = script.catalog.operation("crud.delete", table)
    if call is None or deleter is None:
        raise Unavailable(f"no operation deletes rows of {table}")
    if script.catalog.wire_of(operation, script.catalog.key_column(table)) is None:
        raise Unavailable("its rows do not show their key")
    # What belongs to a tenant is deleted by nobody of another one.
    others = (deleter,) if script.catalog.is_of_tenant(table) else ()
    source = source_of(script.suite, operation, call, *others)
    creator, actor = source.creator, source.actor
    parent = parent_of(script.catalog, operation, call, creator)
    chosen, moments = narrowing(script.suite, call, creator, actor), window(script.suite, call, creator)
    if chosen is None and moments is None and parent is None:
        raise Unavailable("no filter sets the rows apart from all others")
    if script.catalog.table(table).column(script.catalog.key_column(table)).generated_key is None:
        raise Unavailable("keys that are chosen do not tell the order of creation")
    given: dict[str, object] = {}
    query: list[list[object]] = []
    under: dict[str, str] = {}
    if parent is not None:
        row = parent.row(script, actor)
        given[parent.item.wire], under = row.reference, parent.path(script, row)
    elif chosen is not None:
        found, item = chosen
        given[item.wire] = fresh_value(script, creator, table, item, actor)
        query = [[script.catalog.cased(found.parameter), given[item.wire]]]
    script.steps.append(MOMENT)
    leaving = source.row(script, given)
    if moments is not None and not query and parent is None:
        query = moments.after(leaving)
    staying: list[Row] = [source.row(script, given) for _ in range(STAYING)]
    inner = Script(script.suite)
    remover = actor if script.suite.may(actor, deleter) else script.suite.who(deleter)
    path = {deleter.path_fields[0].name.snake: leaving.key}
    inner.call(deleter, remover, path=path, expect=success(script.catalog, deleter))
    source.row(inner, given)
    script.needs += inner.needs
    reader = actor if script.suite.may(actor, operation) else script.suite.who(operation)
    request = script.request(operation, reader, path=under, query=query, expect=success(script.catalog, operation))
    script.steps.append({**page_step(script, operation, request, 2, "moving"), "between": inner.steps})
    key = f"/{script.catalog.key_wire(operation, table)}"
    script.steps.append(
        {"do": "check", "list": "moving", "about": "pages while rows come and go", "at": key, "distinct": True,
         "sorted": default_order(script, operation, key), "holds": keys_of(staying)}
    )  # fmt: skip
