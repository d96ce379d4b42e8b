"""Between rows: references, uniqueness, and what happens when a row that others refer to is deleted."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.table import Column, Table, Unique
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import CREATE_ACCOUNT
from tools.validators.conformance.checks import reading
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.document import Matcher, Step, problem, ref
from tools.validators.conformance.reaching import referable
from tools.validators.conformance.rows import Row
from tools.validators.conformance.samples import sample
from tools.validators.conformance.script import Script
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

REFERENCES = "references"
UNIQUES = "uniqueness"
DELETING = "deleting-referenced-rows"


def add(out: Collector) -> None:
    for operation in out.plan.operations:
        if operation.intent in ("crud.create", "crud.update", "account.create"):
            for field in operation.body.fields if operation.body is not None else ():
                if out.catalog.reference_table(operation.group, field) is not None:
                    out.add(REFERENCES, operation, field.wire, _reference, operation, field)
        if operation.intent in ("crud.create", "crud.update", "account.register", "account.create"):
            table = out.catalog.table(operation.group)
            for unique in (*table.uniques, *_natural_key(table)):
                out.add(UNIQUES, operation, unique.name, _unique, operation, unique)
        if operation.intent == "crud.delete":
            for table in out.plan.tables:
                for column in table.columns if table.role == "entity" else ():
                    if column.reference is not None and column.reference.table == operation.group:
                        out.add(DELETING, operation, f"{table.name.snake}.{column.name.snake}",
                                _deleting, operation, table, column)  # fmt: skip


def _natural_key(table: Table) -> tuple[Unique, ...]:
    if len(table.primary_key) == 1 and table.column(table.primary_key[0]).generated_key is None:
        return (Unique(f"{table.name.snake} key", table.primary_key),)
    return ()


def _reference(script: Script, operation: OperationPlan, field: Field) -> None:
    """A reference to nothing, to a foreign row and to a deleted row is refused; to another row it is kept."""
    target = script.catalog.reference_table(operation.group, field)
    assert target is not None
    actor = script.caller(operation)
    rows = script.targets(operation, actor)
    missing = problem(422, "validation_failed", errors=[{"pointer": f"/{field.wire}", "code": ["reference_not_found"]}])

    def send(value: object, wanted: dict[str, object]) -> None:
        body = (
            {field.wire: value}
            if operation.intent == "crud.update"
            else script.body(operation, actor, {field.wire: value})[0]
        )
        script.call(operation, actor, path=script.path(rows), json=body, expect=wanted)

    key = script.catalog.table(target).column(script.catalog.key_column(target))
    # Keys that are chosen may be few, so that a number as large as one likes may tell a row that is there.
    chosen = key.generated_key is None
    nothing = script.suite.fresh(target, key.name.snake, key.type) if chosen else None
    send(nothing or sample(field.type, script.suite.number() + 500_000_000), missing)
    good = referable(script, operation, target, field, actor)
    answered = {field.wire: good.reference}
    send(good.reference, success(script.catalog, operation, {}, answered))
    deleter = script.catalog.operation("crud.delete", target)
    if deleter is not None and not script.catalog.is_account(target) and script.suite.may(good.actor, deleter):
        gone = referable(script, operation, target, field, actor)
        script.call(
            deleter,
            gone.actor,
            path={deleter.path_fields[0].name.snake: gone.key},
            expect=success(script.catalog, deleter),
        )
        send(gone.reference, missing)
    if script.catalog.created_scope(target) and not script.catalog.is_account(target):
        stranger = script.new_account()
        foreign = script.row(target, stranger, optional=False)
        if actor is not None and _hidden_from(script, target, actor):
            send(foreign.reference, missing)


def _hidden_from(script: Script, table: str, actor: Actor) -> bool:
    """Whether other owners' rows of the table do not exist for the actor."""
    found = reading.reader(script, table)
    if found is None:
        return False
    scoping = script.catalog.find_scoping(found, table)
    return scoping.tenant is not None or (scoping.owner is not None and actor.role not in scoping.exempt)


def _unique(script: Script, operation: OperationPlan, unique: Unique) -> None:
    """A second row with the same values is refused and named; the same row may keep its own values."""
    fields = {field.name.snake: field for field in operation.body.fields} if operation.body is not None else {}
    shared = [fields[name] for name in unique.columns if name in fields]
    if not shared:
        raise Unavailable("the operation does not set it")
    actor = script.caller(operation)
    own = script.catalog.own_only(operation)
    first = script.row(operation.group, actor)
    wires = [field.wire for field in shared if field.wire in first.sent]
    if len(wires) != len(shared) or any(value is None for value in _held(script, first, unique)):
        raise Unavailable("its values are set by the server or left out")
    taken = {wire: first.sent[wire] for wire in wires}
    errors = [{"pointer": f"/{wire}", "code": ["unique"]} for wire in wires]
    conflict = problem(409, "conflict", errors=errors)
    if operation.intent == "crud.update":
        rows = script.targets(operation, actor)
        script.call(operation, actor, path=script.path(rows), json=taken, expect=conflict)
        if own:
            # The other account is out of reach; the caller's own one keeps its values.
            taken = {wire: ref(f"{next(iter(rows.values())).bind}/{wire}") for wire in wires}
        else:
            rows = {operation.path_fields[0].name.snake: first}
        # An account was registered by nobody; whoever may change it keeps its values.
        script.call(
            operation,
            first.actor or actor,
            path=script.path(rows),
            json=taken,
            expect=success(script.catalog, operation, taken),
        )
        return
    # An account was registered by nobody; who makes others is the caller.
    maker = first.actor or actor
    script.call(operation, maker, json=script.body(operation, maker, taken, again=True)[0], expect=conflict)
    if script.catalog.table(operation.group).soft_delete and unique.live_only:
        _reuse(script, operation, first, taken)


def _held(script: Script, row: Row, unique: Unique) -> list[object]:
    """What the row holds in the columns; null where nobody sets it, so that two rows never clash."""
    creator = script.catalog.creator(row.table)
    insert = script.catalog.insert_into(creator, row.table) if creator is not None else None
    assigned = {item.column for item in insert.assignments} if insert is not None else set()
    columns = {column.name.snake: column for column in script.catalog.table(row.table).columns}
    unset = [name for name in unique.columns if name not in assigned and columns[name].default is None]
    return [row.values.get(name) for name in unset if columns[name].nullable]


def _reuse(script: Script, operation: OperationPlan, first: Row, taken: dict[str, object]) -> None:
    """What a deleted row held is free again."""
    deleter = script.catalog.operation("crud.delete", operation.group)
    if deleter is None or not script.suite.may(first.actor, deleter):
        return
    script.call(
        deleter,
        first.actor,
        path={deleter.path_fields[0].name.snake: first.key},
        expect=success(script.catalog, deleter),
    )
    sent = script.body(operation, first.actor, taken, again=True)[0]
    script.call(operation, first.actor, json=sent, expect=success(script.catalog, operation, sent))


def _deleting(script: Script, operation: OperationPlan, table: Table, column: Column) -> None:
    """The delete is refused, or takes the row that refers to it along, or empties its reference."""
    assert column.reference is not None
    creator = script.catalog.operation("crud.create", table.name.snake)
    if creator is not None and column.name.snake in script.catalog.created_scope(table.name.snake):
        _deleting_maker(script, operation, creator, column)
        return
    fields = creator.body.fields if creator is not None and creator.body is not None else ()
    field = next((item for item in fields if item.name.snake == column.name.snake), None)
    if creator is None or field is None:
        raise Unavailable("no operation makes a row that refers to it")
    # What belongs to a tenant is deleted by nobody of another one.
    alike = (operation,) if script.catalog.is_of_tenant(operation.group) else ()
    maker = script.suite.who(creator, *alike)
    target = referable(script, creator, operation.group, field, maker)
    other = script.row(table.name.snake, maker, {field.wire: target.reference})
    deleter = target.actor if script.suite.may(target.actor, operation) else script.suite.who(operation)
    path = {operation.path_fields[0].name.snake: target.key}
    rule = column.reference.on_delete
    read = reading.read(script, other, maker)
    if rule == "restrict" and not _is_marked(script, operation):
        script.call(operation, deleter, path=path, expect=problem(409, "in_use"))
        script.steps += [step for step in (reading.read(script, target, maker), read) if step]
        return
    tag = f"{other.bind}.etag" if rule == "set_null" and table.optimistic_lock and read is not None else None
    script.steps += [{**read, "save": {tag: "header:ETag"}}] if tag and read else []
    script.call(operation, deleter, path=path, expect=success(script.catalog, operation))
    script.steps += _after(read, rule, field.wire, target, tag)
    if rule == "restrict":
        _kept(script, table, field, target, other)


def _is_marked(script: Script, operation: OperationPlan) -> bool:
    """Whether a deleted row is only marked, so that what it holds of others and they of it can stay."""
    return script.catalog.table(operation.group).soft_delete


def _after(read: Step | None, rule: str, wire: str, target: Row, tag: str | None = None) -> list[Step]:
    """What is read of a row once the one that it referred to is gone; nobody holds its newest version yet."""
    if read is None:
        return []
    if rule == "cascade":
        return [{**read, "expect": problem(404, "not_found")}]
    left: Matcher = {"is": None if rule == "set_null" else target.reference}
    wanted = {"status": [200], "body": {"object": {wire: left}, "open": True}}
    headers = {"headers": {"If-None-Match": f"${{{tag}}}"}} if tag else {}
    return [{**read, **headers, "expect": wanted}]


def _kept(script: Script, table: Table, field: Field, target: Row, other: Row) -> None:
    """The row may be changed and keep what it refers to."""
    updater = script.catalog.operation("crud.update", table.name.snake)
    fields = updater.body.fields if updater is not None and updater.body is not None else ()
    if updater is None or field.wire not in {item.wire for item in fields}:
        return
    caller = other.actor if script.suite.may(other.actor, updater) else script.suite.who(updater)
    kept = {field.wire: target.reference}
    script.call(updater, caller, path={updater.path_fields[0].name.snake: other.key}, json=kept,
                expect=success(script.catalog, updater, {}, kept))  # fmt: skip


def _deleting_maker(script: Script, operation: OperationPlan, creator: OperationPlan, column: Column) -> None:
    """As `_deleting`, for rows that refer to the account which made them."""
    assert column.reference is not None
    caller = script.caller(operation, alone=True)
    assert caller is not None
    maker = caller
    joining = script.catalog.operation(CREATE_ACCOUNT)
    if script.catalog.holds_its_tenant(operation):
        raise Unavailable("its caller's own account keeps it, whatever else refers to it")
    if joining is not None and script.suite.may(caller, joining) and script.catalog.own_only(operation):
        maker = script.neighbour(caller)
    elif not script.catalog.own_only(operation):
        maker = script.new_account()
    witness = _witness(script, creator.group, caller if maker != caller else None)
    if not script.suite.may(maker, creator):
        raise Unavailable("accounts that may be deleted make no such rows")
    other = script.row(creator.group, maker, optional=False)
    path = {operation.path_fields[0].name.snake: script.own_row(operation.group, maker).key}
    read = reading.read(script, other, witness)
    refused = column.reference.on_delete == "restrict" and not _is_marked(script, operation)
    wanted = problem(409, "in_use") if refused else success(script.catalog, operation)
    script.call(operation, caller, path=path, expect=wanted)
    if refused:
        script.steps += [read] if read else []
        return
    gone = script.own_row(operation.group, maker)
    script.steps += _after(read, column.reference.on_delete, script.catalog.cased(column.name.snake), gone)


def _witness(script: Script, table: str, neighbour: Actor | None) -> Actor | None:
    """Somebody who sees rows of the table whoever made them; a neighbour in their tenant. Raises Unavailable."""
    found = reading.reader(script, table)
    if found is None:
        raise Unavailable("no operation reads such a row")
    if found.access.public:
        return None
    scoping = script.catalog.find_scoping(found, table)
    others = script.suite.actors if scoping.tenant is None else ()
    for actor in (*([neighbour] if neighbour is not None else []), *others):
        if script.suite.may(actor, found) and (scoping.owner is None or actor.role in scoping.exempt):
            return actor
    raise Unavailable("nobody but its maker sees such a row")
