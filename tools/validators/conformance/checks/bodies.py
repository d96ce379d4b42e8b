"""What a body may hold: each constraint at, below and above its bound, and nothing that is not declared."""

from collections.abc import Iterator
from typing import Any

from tools.blueprint.plan.expr import InputValue
from tools.blueprint.plan.operation import HashSecret, OperationPlan, every
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.table import CheckRule
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.apart import Apart
from tools.validators.conformance.bodies import breaking, holds
from tools.validators.conformance.checks import reading
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.document import Step, problem, ref
from tools.validators.conformance.edges import TELLING, Edge, beyond, edges
from tools.validators.conformance.rows import Row
from tools.validators.conformance.samples import sample
from tools.validators.conformance.script import Script
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

INSIDE = "constraints-at-the-bound"
OUTSIDE = "constraints-beyond-the-bound"
REQUIRED = "required-and-null"
UNDECLARED = "undeclared-fields"
CHECKS = "row-checks"
INTENTS = ("crud.create", "crud.update", "account.register", "account.create", "link.put", "account.assign_role")
PLAIN = ("account.login", "account.refresh")
"""Their values are secrets: only their form can be probed."""
REFUSED = 7
"""Numbers the values of rows that must never come to be."""


def add(out: Collector) -> None:
    for operation in out.plan.operations:
        if operation.body is None:
            continue
        if operation.intent not in (*INTENTS, *PLAIN):
            for field in operation.body.fields:
                if field.type.needs or field.name.snake in _kept_secrets(operation):
                    out.add(OUTSIDE, operation, field.wire, _outside, operation, field)
            continue
        probed = operation.intent in INTENTS
        for field in operation.body.fields:
            if probed:
                out.add(INSIDE, operation, field.wire, _inside, operation, field)
            out.add(OUTSIDE, operation, field.wire, _outside, operation, field)
        out.add(REQUIRED, operation, "", _required, operation)
        out.add(UNDECLARED, operation, "", _undeclared, operation)
        for rule in (
            out.catalog.table(operation.group).checks if operation.intent in ("crud.create", "crud.update") else ()
        ):
            out.add(CHECKS, operation, rule.name, _rule, operation, rule)


def _kept_secrets(operation: OperationPlan) -> set[str]:
    """Inputs that are kept as hashes, such as a new password."""
    hashed = [node.secret for node in every(operation.nodes) if isinstance(node, HashSecret)]
    return {secret.name for secret in hashed if isinstance(secret, InputValue)}


class _Probe:
    """Sends bodies to one operation: a fresh row each time, or one row changed again and again."""

    def __init__(self, script: Script, operation: OperationPlan, *, alone: bool = False) -> None:
        self.script = script
        self.operation = operation
        self.actor: Actor | None = script.caller(operation, alone=alone)
        self.rows: dict[str, Row] = script.targets(operation, self.actor)
        self.changes = operation.intent == "crud.update"

    def valid(self, given: dict[str, object] | None = None, *, refused: bool = True) -> dict[str, object]:
        """A body that is right but for what is given; what is `refused` uses up no values."""
        if self.changes:
            sent = dict(given or {})
            names = {item.wire: item.name.snake for item in self.script.catalog.accepted(self.operation).values()}
            if not refused and sent.keys() <= names.keys():
                values = {names[wire]: value for wire, value in sent.items()}
                Apart(self.script.suite, self.operation, self.actor).keep(sent, values, frozenset(sent))
            return sent
        number = REFUSED if refused else None
        return self.script.body(self.operation, self.actor, given, references=False, number=number)[0]

    def send(self, body: object, wanted: dict[str, Any]) -> Step:
        step = self.script.request(
            self.operation, self.actor, path=self.script.path(self.rows), json=body, expect=wanted
        )
        self.script.steps.append(step)
        return step


def _plain_value(operation: OperationPlan, field: Field, script: Script) -> bool:
    """Whether the field's value is free: no reference to another row."""
    return script.catalog.reference_table(operation.group, field) is None


def _inside(script: Script, operation: OperationPlan, field: Field) -> None:
    if not _plain_value(operation, field, script):
        raise Unavailable("references are checked under references")
    if operation.intent == "account.assign_role":
        raise Unavailable("roles are checked under success")
    auth = script.suite.plan.auth
    probe = _Probe(script, operation, alone=auth is not None and field.name.snake == auth.login)
    shown = _shown(operation)
    unique = field.name.snake in script.catalog.single_uniques(operation.group)
    found = edges(field.type, script.suite.number())
    if unique and field.type.kind in ("string", "text") and field.type.pattern is not None:
        fresh = script.suite.fresh(operation.group, field.name.snake, field.type)
        found = [Edge("another text of the pattern", fresh, fresh)]
    elif unique and probe.changes and field.type.kind not in ("string", "text"):
        # Its bounds are taken by the rows that were made with them.
        fresh = script.suite.fresh(operation.group, field.name.snake, field.type)
        found = [Edge("another value", fresh, fresh)]
    if not found:
        raise Unavailable(f"every {field.type.kind} is inside")
    in_rule = _in_rule(script, operation, field)
    for edge in found:
        try:
            body = probe.valid({field.wire: edge.sent}, refused=False)
        except Unavailable:
            # Another row has it, and may alone.
            continue
        if in_rule:
            kept, values = script.body(operation, probe.actor, {field.wire: edge.sent}, references=False)
            if any(holds(rule, values) is False for rule in script.catalog.table(operation.group).checks):
                # No row has it: a check asks for another value beyond it.
                continue
            body = kept if probe.changes else body
        if unique and isinstance(edge.sent, str) and len(edge.sent) < TELLING:
            # Too short to be new each time.
            continue
        answered = {field.wire: edge.answered} if field.wire in shown else {}
        probe.send(body, success(script.catalog, operation, {**body} if not in_rule else {}, answered))


def _in_rule(script: Script, operation: OperationPlan, field: Field) -> bool:
    return any(field.name.snake in rule.columns for rule in script.catalog.table(operation.group).checks)


def _shown(operation: OperationPlan) -> set[str]:
    view = operation.response.view
    return {field.wire for field in view.fields} if view is not None else set()


def _outside(script: Script, operation: OperationPlan, field: Field) -> None:
    probe = _Probe(script, operation)
    for case in beyond(field.type, script.suite.number()):
        entry: dict[str, Any] = {"pointer": f"/{field.wire}"}
        if case.codes:
            entry["code"] = list(case.codes)
        wanted = problem(case.statuses, "validation_failed", errors=[entry])
        if 400 in case.statuses:
            wanted = problem(case.statuses, "validation_failed", "malformed")
        probe.send(probe.valid({field.wire: case.sent}), wanted)


def _required(script: Script, operation: OperationPlan) -> None:
    """Required fields are missed, null is refused where it is no value and kept where it is one."""
    probe = _Probe(script, operation)
    fields = operation.body.fields if operation.body is not None else ()
    shown = _shown(operation)
    for field in fields:
        pointer = f"/{field.wire}"
        if field.required:
            body = {name: value for name, value in probe.valid().items() if name != field.wire}
            probe.send(body, problem(422, "validation_failed", errors=[{"pointer": pointer, "code": ["required"]}]))
        if not field.nullable:
            wanted = problem(422, "validation_failed", errors=[{"pointer": pointer, "code": ["not_null", "type"]}])
            probe.send(probe.valid({field.wire: None}), wanted)
        elif not _in_rule(script, operation, field):
            body = probe.valid({field.wire: None}, refused=False)
            echoed = {field.wire: None} if field.wire in shown else {}
            probe.send(body, success(script.catalog, operation, {}, echoed))
    if any(field.required for field in fields):
        missing = [{"pointer": f"/{field.wire}", "code": ["required"]} for field in fields if field.required]
        probe.send({}, problem(422, "validation_failed", errors=missing))
    others: tuple[object, ...] = ([], "text", 7, None, True)
    for other in others:
        probe.send(other, problem((400, 422), "validation_failed", "malformed"))


def _undeclared(script: Script, operation: OperationPlan) -> None:
    """Fields that the contract does not name are refused: above all those that the server sets itself."""
    probe = _Probe(script, operation)
    known = {field.wire for field in operation.body.fields} if operation.body is not None else set()
    for wire, value in _managed(script, operation):
        if wire not in known:
            wanted = problem(422, "validation_failed", errors=[{"pointer": f"/{wire}", "code": ["unknown"]}])
            probe.send({**probe.valid(), wire: value}, wanted)
    for name in ("not_declared", "password", "__proto__", "constructor", "a/b~c", "\u00e9", " "):
        if name in known:
            continue
        pointer = "/" + name.replace("~", "~0").replace("/", "~1")
        wanted = problem(422, "validation_failed", errors=[{"pointer": pointer, "code": ["unknown"]}])
        probe.send({**probe.valid(), name: {"x": 1}}, wanted)


def _managed(script: Script, operation: OperationPlan) -> Iterator[tuple[str, object]]:
    for column in script.catalog.table(operation.group).columns:
        yield script.catalog.cased(column.name.snake), sample(column.type, script.suite.number())


def _rule(script: Script, operation: OperationPlan, rule: CheckRule) -> None:
    """A row that breaks one check of its table is refused, and changes nothing."""
    table = script.catalog.table(operation.group)
    probe = _Probe(script, operation)
    creator = script.catalog.creator(operation.group)
    if creator is None:
        raise Unavailable("no operation makes a row of it")
    _, values = script.body(creator, probe.actor, references=False)
    assert operation.body is not None
    fields = {field.name.snake: field for field in operation.body.fields}
    broken = breaking(table, rule, values, fields)
    if broken is None:
        raise Unavailable("no values were found that break this check alone")
    body = {**probe.valid(), **{fields[name].wire: value for name, value in broken.items()}}
    probe.send(body, problem(422, "validation_failed", errors=[{"code": ["check"]}]))
    if probe.changes:
        row = next(iter(probe.rows.values()))
        unchanged = {
            "object": {fields[name].wire: {"is": ref(f"{row.bind}/{fields[name].wire}")} for name in broken},
            "open": True,
        }
        read = reading.read(script, row, probe.actor, unchanged)
        script.steps += [read] if read else []
