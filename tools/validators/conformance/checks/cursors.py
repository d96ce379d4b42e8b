"""Cursors: one that a list gave is good in that list, as it was asked for, and in no other."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.store import ListRows
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.dataset import Dataset, dataset_for, known, reader
from tools.validators.conformance.document import problem, ref
from tools.validators.conformance.reaching import named_by
from tools.validators.conformance.scoping import read_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.sources import SINGLE
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

CHECK = "foreign-cursors"
_SAVED = "cursor"


def add(out: Collector) -> None:
    if out.plan.api.pagination != "cursor":
        out.none(CHECK, API, "pages are told by an offset")
        return
    for operation in out.plan.operations:
        if _is_list(operation):
            out.add(CHECK, operation, "", _foreign, operation)
        elif operation.intent == "link.list":
            out.add(CHECK, operation, "", _of_another_row, operation)


def _is_list(operation: OperationPlan) -> bool:
    call = read_of(operation)
    return isinstance(call, ListRows) and call.search is None and not operation.path_fields


def _foreign(script: Script, operation: OperationPlan) -> None:
    """The cursor of a first page, asked for with another order, another filter, and of another list."""
    data = dataset_for(script.suite, operation)
    if data.single:
        raise Unavailable(SINGLE)
    actor = reader(script.suite, operation, data)
    data.use(script)
    first = [*data.narrow, ["limit", 1]]
    page = operation.response.page
    assert page is not None
    given = {_SAVED: f"/{page.next_cursor}"}
    whole = success(script.catalog, operation)
    script.call(operation, actor, query=first, expect=whole, save=given)
    cursor: list[object] = [_SAVED, ref(_SAVED)]
    script.call(operation, actor, query=[*first, cursor], expect=whole)
    refused = problem(422, "validation_failed", errors=[{"parameter": "cursor"}])
    for other in _others(script, operation, data):
        script.call(operation, actor, query=[*other, cursor], expect=refused)
    for stranger in script.suite.plan.operations:
        if stranger != operation and _is_list(stranger) and script.suite.may(actor, stranger):
            script.call(stranger, actor, query=[cursor], expect=refused)
            break


def _of_another_row(script: Script, operation: OperationPlan) -> None:
    """The cursor of what is linked with one row, asked for of what is linked with another."""
    linkers = script.catalog.with_intent("link.put")
    linker = next((item for item in linkers if item.path.startswith(operation.path)), None)
    if linker is None:
        raise Unavailable("no operation links rows")
    actor, whole = script.caller(linker, alone=True), success(script.catalog, linker)
    more = {"json": script.body(linker, actor)[0]} if linker.body is not None else {}
    (near_field, near), (far_field, far) = script.targets(linker, actor).items()
    for row in (far, named_by(script, linker, far_field, actor)):
        script.call(linker, actor, path={near_field: near.path, far_field: row.path}, expect=whole, **more)
    caller = actor if script.suite.may(actor, operation) else script.caller(operation)
    page, name = operation.response.page, operation.path_fields[0].name.snake
    assert page is not None
    saved = {_SAVED: f"/{page.next_cursor}"}
    whole = success(script.catalog, operation)
    script.call(operation, caller, path={name: near.path}, query=[["limit", 1]], expect=whole, save=saved)
    query: list[list[object]] = [["limit", 1], [_SAVED, ref(_SAVED)]]
    script.call(operation, caller, path={name: near.path}, query=query, expect=whole)
    other = far if far.table == near.table else named_by(script, linker, near_field, actor)
    if other.path != near.path:
        refused = problem(422, "validation_failed", errors=[{"parameter": "cursor"}])
        script.call(operation, caller, path={name: other.path}, query=query, expect=refused)


def _others(script: Script, operation: OperationPlan, data: Dataset) -> list[list[list[object]]]:
    """The same list, asked for in other ways."""
    call = read_of(operation)
    assert isinstance(call, ListRows)
    found: list[list[list[object]]] = []
    if call.sorts:
        found.append([*data.narrow, ["sort", f"-{script.catalog.cased(call.sorts[0])}"]])
    taken = {entry[0] for entry in data.narrow}
    for item in call.filters:
        wire = script.catalog.cased(item.parameter)
        if wire in taken or item.operator == "holds" or not known(data, item.column):
            continue
        value = data.value(data.positions[0], item.column)
        if value is not None:
            return [*found, [*data.narrow, [wire, value]]]
    return found
