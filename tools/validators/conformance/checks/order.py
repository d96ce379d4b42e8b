"""Of several errors, a request is answered with the first in the order that the API states."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.checks.parameters import FAR, literal
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import problem
from tools.validators.conformance.samples import sample
from tools.validators.conformance.scoping import target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.suite import Unavailable

CHECK = "order-of-checks"
KEYS = frozenset({"uuid", "int32", "int64"})
WRONG = {"no_such_member": True}


def add(out: Collector) -> None:
    operations = out.plan.operations
    found: list[tuple[OperationPlan, Field | None]] = [(item, field) for item in operations if (field := _named(item))]
    found += [(item, None) for item in operations if _only_sends(item)]
    for operation, field in found:
        if not operation.access.public:
            out.add(CHECK, operation, "a stranger", _stranger, operation, field)
            if operation.access.roles and not operation.access.owner:
                out.add(CHECK, operation, "who may not", _may_not, operation, field)
        if operation.body is not None and operation.body.is_json and field is not None:
            out.add(CHECK, operation, "who sends what is wrong", _wrong, operation, field)
    if not found:
        out.none(CHECK, API, "no operation names a row by a key in its path, or lets only some callers send a body")


def _named(operation: OperationPlan) -> Field | None:
    """The first row that the path names, by a key of which there are always more than rows."""
    targets = target_columns(operation)
    fields = [item for item in operation.path_fields if item.name.snake in targets and item.type.kind in KEYS]
    return fields[0] if fields and not any(item.required for item in operation.query) else None


def _only_sends(operation: OperationPlan) -> bool:
    """Whether a body is all that can be wrong, and not everybody may send one."""
    sends = operation.body is not None and operation.body.is_json
    return sends and not operation.access.public and not (operation.path_fields or operation.query)


def _stranger(script: Script, operation: OperationPlan, field: Field | None) -> None:
    """Who is nobody is told so, whatever else is wrong."""
    _call(script, operation, field, None, "unauthenticated", 401)


def _may_not(script: Script, operation: OperationPlan, field: Field | None) -> None:
    """Who may not is told so before what was sent is looked at; whether the row is there may come first."""
    others = [actor for actor in script.suite.actors if not script.suite.may(actor, operation)]
    if not others:
        raise Unavailable("every account may call it")
    early = operation.present is not None and operation.present.unrestricted
    code, status = ("not_found", 404) if early else ("forbidden", 403)
    _call(script, operation, field, others[0], code, status)


def _wrong(script: Script, operation: OperationPlan, field: Field | None) -> None:
    """Who sends what is wrong for a row that is not there."""
    early = operation.present is not None
    code, status = ("not_found", 404) if early else ("validation_failed", 422)
    _call(script, operation, field, script.caller(operation), code, status)


def _call(
    script: Script, operation: OperationPlan, field: Field | None, actor: Actor | None, code: str, status: int
) -> None:
    """A call that is wrong in every way: of a row that is not there, with a body that nobody asked for."""
    others = [item for item in operation.path_fields if item != field]
    path = {item.name.snake: literal(str(_nothing(script, item))) for item in (*others, *([field] if field else []))}
    body = {"json": WRONG} if operation.body is not None and operation.body.is_json else {}
    script.call(operation, actor, path=path, expect=problem(status, code), **body)


def _nothing(script: Script, field: Field) -> object:
    """A key that no row has."""
    return sample(field.type, FAR + script.suite.number()) if field.type.kind == "uuid" else FAR
