"""Pages stay right although rows are made and deleted while they are read."""

from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.dataset import fresh_value, keys_of, narrowing, page_step, rows_maker
from tools.validators.conformance.scoping import read_of
from tools.validators.conformance.script import Row, Script
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

STAYING = 4


def rows_come_and_go(script: Script, operation: OperationPlan) -> None:
    """The first row goes and a new last one comes after the first page; each row that stays is seen once."""
    if script.suite.plan.api.pagination != "cursor":
        raise Unavailable("an offset moves with the rows before it")
    call = read_of(operation)
    table = call.table if call is not None else operation.group
    creator = script.catalog.operation("crud.create", table)
    deleter = script.catalog.operation("crud.delete", table)
    if call is None or creator is None or deleter is None:
        raise Unavailable(f"no operations make and delete rows of {table}")
    chosen = narrowing(script.suite, call, creator)
    if chosen is None:
        raise Unavailable("no filter sets the rows apart from all others")
    if script.catalog.table(table).column(script.catalog.key_column(table)).generated_key is None:
        raise Unavailable("keys that are chosen do not tell the order of creation")
    actor = rows_maker(script.suite, operation, creator)
    found, item = chosen
    value = fresh_value(script, table, item, actor)
    given = {item.wire: value}
    leaving = script.row(table, actor, given)
    staying: list[Row] = [script.row(table, actor, given) for _ in range(STAYING)]
    inner = Script(script.suite)
    remover = actor if script.suite.may(actor, deleter) else script.suite.who(deleter)
    path = {deleter.path_fields[0].name.snake: leaving.key}
    inner.call(deleter, remover, path=path, expect=success(script.catalog, deleter))
    inner.row(table, actor, given)
    script.needs += inner.needs
    reader = actor if script.suite.may(actor, operation) else script.suite.who(operation)
    query = [[script.catalog.cased(found.parameter), value]]
    request = script.request(operation, reader, query=query, expect=success(script.catalog, operation))
    script.steps.append({**page_step(script, request, 2, "moving"), "between": inner.steps})
    key = f"/{script.catalog.key_wire(operation, table)}"
    script.steps.append(
        {"do": "check", "list": "moving", "about": "pages while rows come and go", "at": key, "distinct": True,
         "sorted": [{"at": key}], "holds": keys_of(staying)}
    )  # fmt: skip
