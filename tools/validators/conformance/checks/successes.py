"""Every operation's success: exact status, headers and body, and what it leaves behind."""

from collections.abc import Mapping

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import ListRows, UpsertRow
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import CREATE_ACCOUNT
from tools.validators.conformance.checks import reading
from tools.validators.conformance.checks.forms import told_file
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.course import is_nested
from tools.validators.conformance.document import Matcher, problem, ref
from tools.validators.conformance.items import rows_made
from tools.validators.conformance.moves import guards_of
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import Scoping, read_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.shapes import view_matcher
from tools.validators.conformance.stories import Story, shown
from tools.validators.conformance.success import success
from tools.validators.conformance.wrapping import rows_member

CHECK = "operation-success"
CREATED_AT, UPDATED_AT = "created_at", "updated_at"
PAUSE = 5
"""Milliseconds: the clock of the backend has moved on since."""


def add(out: Collector) -> None:
    for operation in out.plan.operations:
        out.add(CHECK, operation, "", _BUILDERS.get(operation.intent, _story), operation)


def _create(script: Script, operation: OperationPlan) -> None:
    actor = script.caller(operation) if operation.intent == CREATE_ACCOUNT else script.suite.who(operation)
    for optional in (True, False):
        sent, values = script.body(operation, actor, optional=optional)
        bind = f"made{script.suite.number()}"
        answered = {} if operation.intent == "account.register" else _answered(script, operation, values)
        script.call(
            operation, actor, json=sent, expect=success(script.catalog, operation, sent, answered), save={bind: "body"}
        )
        step = _read_back(script, operation, bind, actor)
        script.steps += [step] if step else []


def _read_back(script: Script, operation: OperationPlan, bind: str, actor: Actor | None) -> dict[str, object] | None:
    """What was answered is what is read, whole."""
    found = reading.reader(script, operation.group)
    if found is None or found.response.view is None or operation.response.view is None:
        return None
    if (
        operation.intent not in ("crud.create", CREATE_ACCOUNT)
        or found.response.view.name != operation.response.view.name
    ):
        return None
    key = f"{bind}/{script.catalog.key_wire(operation, operation.group)}"
    caller = actor if script.suite.may(actor, found) else script.suite.who(operation, found)
    scoping = script.catalog.find_scoping(found, operation.group)
    if caller is not None and _out_of_sight(script, operation, scoping, caller):
        return None
    return script.request(found, caller, path={found.path_fields[0].name.snake: key},
                          expect={"status": [200], "body": {"is": ref(bind)}})  # fmt: skip


def _out_of_sight(script: Script, operation: OperationPlan, scoping: Scoping, maker: Actor) -> bool:
    """Whether its maker does not see the new row: another account beside its own, or another tenant than its own."""
    if operation.intent == CREATE_ACCOUNT:
        return not scoping.shows_others(maker.role)
    return script.catalog.itself_alone(operation.group, scoping, maker.role)


def _answered(script: Script, operation: OperationPlan, values: dict[str, object]) -> dict[str, object]:
    """What must come back for columns that were not sent: their default, or null."""
    view = operation.response.view
    if view is None:
        return {}
    return {item.wire: values[item.column] for item in view.fields if item.column in values and not item.link}


def _read(script: Script, operation: OperationPlan) -> None:
    actor = script.caller(operation)
    rows = script.targets(operation, actor)
    row = next(iter(rows.values()))
    script.call(
        operation,
        actor,
        path=script.path(rows),
        expect=success(script.catalog, operation, _shown(script, operation, row.values)),
    )


def _shown(script: Script, operation: OperationPlan, values: object) -> dict[str, object]:
    return _answered(script, operation, dict(values)) if isinstance(values, dict) else {}


def _update(script: Script, operation: OperationPlan) -> None:
    actor = script.caller(operation, alone=True)
    rows = script.targets(operation, actor)
    row = next(iter(rows.values()))
    sent, _ = script.body(operation, actor)
    merged = {**row.sent, **sent}
    for body in (sent, {}):
        script.call(
            operation,
            actor,
            path=script.path(rows),
            json=body,
            expect=success(script.catalog, operation, merged),
            save={"changed": "body"},
        )
    step = reading.read(script, row, actor, {"is": ref("changed")})
    script.steps += [step] if step else []
    for field in operation.body.fields if operation.body else ():
        # One field alone: all others stay.
        if field.wire in sent and not field.required and not _in_check(script, operation, field.name.snake):
            body, _ = script.body(operation, actor)
            merged = {**merged, field.wire: body.get(field.wire, merged[field.wire])}
            script.call(operation, actor, path=script.path(rows), json={field.wire: merged[field.wire]},
                            expect=success(script.catalog, operation, merged))  # fmt: skip
    _times(script, operation, actor, rows)


def _times(script: Script, operation: OperationPlan, actor: Actor | None, rows: Mapping[str, Row]) -> None:
    """A change moves the time of the last one, and no other."""
    view, inside = operation.response.view, operation.response.wrapper
    shown = {field.name.snake: field.wire for field in view.fields} if view is not None else {}
    managed = {column.name.snake: column.managed for column in script.catalog.table(operation.group).columns}
    times = [(name, wire) for name, wire in shown.items() if managed.get(name) and name in (CREATED_AT, UPDATED_AT)]
    sent, _ = script.body(operation, actor)
    if not times or not sent:
        return
    script.steps.append({"do": "pause", "milliseconds": PAUSE})
    script.call(operation, actor, path=script.path(rows), json=sent, save={"later": "body"})
    for name, wire in times:
        at = f"{inside.wire}/{wire}" if inside is not None else wire
        pair = [f"changed/{at}", f"later/{at}"]
        script.steps.append(
            {"do": "differ", "values": pair, "about": f"{wire} of one change and of the next"}
            if name == UPDATED_AT
            else {"do": "holds", "list": pair[1], "matcher": {"is": ref(pair[0])}, "about": wire}
        )


def _in_check(script: Script, operation: OperationPlan, column: str) -> bool:
    return any(column in rule.columns for rule in script.catalog.table(operation.group).checks)


def _delete(script: Script, operation: OperationPlan) -> None:
    actor = script.caller(operation, alone=True)
    rows = script.targets(operation, actor)
    row = next(iter(rows.values()))
    if script.catalog.holds_its_tenant(operation):
        script.call(operation, actor, path=script.path(rows), expect=problem(409, "in_use"))
        return
    script.call(operation, actor, path=script.path(rows), expect=success(script.catalog, operation))
    # Whoever deleted its own account is nobody, and who deleted its tenant that had to go with it.
    own = actor is not None and row.bind == actor.name and script.catalog.takes_caller_along(operation)
    gone = problem(401, "unauthenticated") if own else None
    step = reading.read_absent(script, row, actor)
    script.steps += [{**step, "expect": gone or step["expect"]}] if step else []
    script.call(operation, actor, path=script.path(rows), expect=gone or problem(404, "not_found"))


def _list(script: Script, operation: OperationPlan) -> None:
    actor = script.caller(operation)
    rows = script.targets(operation, actor)
    for field in operation.query:
        if field.name.snake == "q":
            script.call(
                operation,
                actor,
                path=script.path(rows),
                query=[["q", "anything"]],
                expect=success(script.catalog, operation),
            )
            return
    script.call(operation, actor, path=script.path(rows), expect=success(script.catalog, operation))


def _link(script: Script, operation: OperationPlan) -> None:
    actor = script.caller(operation, alone=True)
    rows = script.targets(operation, actor)
    lister = script.catalog.operation("link.list", operation.group)
    lister = next(
        (item for item in script.catalog.with_intent("link.list") if operation.path.startswith(item.path)), lister
    )
    first, far = rows.values()
    for optional in (True, True, False):
        # Linking again is one link, with the values sent last, and nothing of those that were sent before.
        sent, _ = script.body(operation, actor, optional=optional) if operation.body is not None else (None, {})
        more = {"json": sent} if sent is not None else {}
        script.call(operation, actor, path=script.path(rows), expect=success(script.catalog, operation), **more)
        _linked(script, lister, actor, first.key, far.key, far.table, sent)


def _linked(
    script: Script,
    lister: OperationPlan | None,
    linked_by: Actor | None,
    near: str,
    far: str,
    table: str,
    sent: dict[str, object] | None,
    *,
    there: bool = True,
) -> None:
    """The list of links holds exactly the linked row, with the link's own values."""
    if lister is None or lister.response.view is None:
        return
    actor = linked_by if script.suite.may(linked_by, lister) else script.caller(lister)
    items: Matcher = {"length": int(there)}
    if there:
        links = [field for field in lister.response.view.fields if field.link and field.column is not None]
        values = {field.wire: (sent or {}).get(script.catalog.cased(field.column or "")) for field in links}
        known = {field.wire for field in links if values[field.wire] is not None or _stays_null(script, lister, field)}
        shown = {wire: value for wire, value in values.items() if wire in known}
        key = script.catalog.key_wire(lister, table)
        items["each"] = view_matcher(lister.response.view, {key: ref(far), **shown})
    script.call(lister, actor, path={lister.path_fields[0].name.snake: near},
                expect={"status": [200], "body": {"object": {rows_member(lister): items}, "open": True}})  # fmt: skip


def _stays_null(script: Script, lister: OperationPlan, field: Field) -> bool:
    """Whether a value of a link that was not sent is null."""
    call = read_of(lister)
    if not isinstance(call, ListRows) or call.through is None or field.column is None:
        return False
    column = script.catalog.table(call.through.table).column(field.column)
    return column.nullable and column.default is None


def _unlink(script: Script, operation: OperationPlan) -> None:
    actor = script.caller(operation, alone=True)
    rows = script.targets(operation, actor)
    linker = next((item for item in script.catalog.with_intent("link.put") if item.path == operation.path), None)
    lister = next(
        (item for item in script.catalog.with_intent("link.list") if operation.path.startswith(item.path)), None
    )
    first, far = rows.values()
    if linker is not None:
        sent, _ = script.body(linker, actor) if linker.body is not None else (None, {})
        more = {"json": sent} if sent is not None else {}
        script.call(linker, actor, path=script.path(rows), expect=success(script.catalog, linker), **more)
    for _ in range(2):
        # Removing what is not linked is fine too.
        script.call(operation, actor, path=script.path(rows), expect=success(script.catalog, operation))
        _linked(script, lister, actor, first.key, far.key, far.table, None, there=False)


def _login(script: Script, operation: OperationPlan) -> None:
    script.new_account()


def _refresh(script: Script, operation: OperationPlan) -> None:
    actor = script.new_account()
    wire = script.catalog.cased("refresh_token")
    script.call(
        operation,
        None,
        json={wire: ref(f"{actor.name}.tokens/{wire}")},
        expect=success(script.catalog, operation),
        save={"again": "body"},
    )
    script.steps.append(
        {"do": "differ", "about": "refresh tokens", "values": [f"{actor.name}.tokens/{wire}", f"again/{wire}"]}
    )


def _logout(script: Script, operation: OperationPlan) -> None:
    script.call(operation, script.new_account(), expect=success(script.catalog, operation))


def _me(script: Script, operation: OperationPlan) -> None:
    actor = script.new_account()
    script.call(
        operation, actor, expect={"status": [200], "body": reading.own_account(script, operation, None, actor.name)}
    )


def _assign_role(script: Script, operation: OperationPlan) -> None:
    actor = script.caller(operation, alone=True)
    rows = script.targets(operation, actor)
    wire = script.catalog.cased("role")
    assert script.suite.plan.auth is not None
    role = script.suite.plan.auth.roles[-1]
    script.call(
        operation,
        actor,
        path=script.path(rows),
        json={wire: role},
        expect=success(script.catalog, operation, {wire: role}),
    )


def _story(script: Script, operation: OperationPlan) -> None:
    """An operation of its own: once its rows are in the state that it asks for, it does what its steps say."""
    if read_of(operation) is not None:
        _list(script, operation)
        return
    story = Story(script, operation, script.caller(operation, alone=True))
    story.reach()
    answered = {**shown(story, story.after()), **rows_made(script.catalog, operation, story.sent)}
    more = {"json": story.sent} if operation.body is not None else {}
    wanted = success(script.catalog, operation, answered=answered)
    if operation.response.file is not None:
        wanted = told_file(operation.response.file, story.after(), wanted)
    saved = (
        {"save": {"done": "body"}}
        if operation.response.form not in ("empty", "file") and operation.response.media == "json"
        else {}
    )
    script.call(operation, story.actor, path=story.path, expect=wanted, **saved, **more)
    if saved and _finds_its_row(script, operation):
        same = {_key(script, operation): ref(f"done/{_key(script, operation)}")}
        wanted = success(script.catalog, operation, answered={**answered, **same})
        script.call(operation, story.actor, path=story.path, expect=wanted, **saved, **more)
    for row in story.rows.values():
        step = reading.read_absent(script, row, story.actor) if row in story.deletes() else None
        script.steps += [step] if step else []
    found = reading.reader(script, operation.group)
    view = operation.response.view
    reader = _seeing(script, story, found)
    if not saved or view is None or found is None or found.response.view != view or not script.suite.may(reader, found):
        return
    key = f"done/{_key(script, operation)}"
    script.call(found, reader, path={found.path_fields[0].name.snake: key},
                expect={"status": [200], "body": {"is": ref("done")}})  # fmt: skip


def _finds_its_row(script: Script, operation: OperationPlan) -> bool:
    """Whether the same call finds the row that it made, and answers that one."""
    writes = script.catalog.writes(operation)
    if is_nested(operation) or guards_of(operation) or len(writes) != 1 or operation.response.view is None:
        return False
    call = writes[0].call
    if not isinstance(call, UpsertRow) or call.changes or writes[0].bind != operation.response.bind:
        return False
    columns = [script.catalog.table(call.table).column(name) for name in call.by]
    shown = script.catalog.wire_of(operation, script.catalog.key_column(call.table)) is not None
    return shown and call.table == operation.group and not any(column.nullable for column in columns)


def _key(script: Script, operation: OperationPlan) -> str:
    return script.catalog.key_wire(operation, operation.group)


def _seeing(script: Script, story: Story, found: OperationPlan | None) -> Actor | None:
    """Who reads the answered row back: the caller, or its maker where owners alone see rows that others change."""
    operation = story.operation
    if found is None or script.catalog.find_scoping(found, operation.group).owner is None:
        return story.actor
    row = story.named(operation.response.bind)
    changed_by_all = script.catalog.find_scoping(operation, operation.group).owner is None
    return row.actor if row is not None and row.table == operation.group and changed_by_all else story.actor


_BUILDERS = {
    "crud.create": _create,
    "account.register": _create,
    CREATE_ACCOUNT: _create,
    "crud.read": _read,
    "crud.update": _update,
    "crud.delete": _delete,
    "crud.list": _list,
    "search": _list,
    "analytics": _list,
    "link.list": _list,
    "link.put": _link,
    "link.remove": _unlink,
    "account.login": _login,
    "account.refresh": _refresh,
    "account.logout": _logout,
    "account.me": _me,
    "account.assign_role": _assign_role,
}
