"""Path and query parameters: what is not declared, and what does not fit."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.collector import Collector
from tools.validators.conformance.document import expect, problem
from tools.validators.conformance.edges import HOSTILE, NUL, beyond
from tools.validators.conformance.samples import sample
from tools.validators.conformance.script import Script
from tools.validators.conformance.success import success

QUERY = "query-parameters"
ABSENT = "absent-rows"
FAR = 900_000_000
MISFITS = 4
"""Texts of one kind that are tried in each parameter; bodies try them all."""


def add(out: Collector) -> None:
    for operation in out.plan.operations:
        if operation.method == "GET" and operation.intent != "account.me":
            out.add(QUERY, operation, "", _query, operation)
        for field in operation.path_fields:
            out.add(ABSENT, operation, field.wire, _absent, operation, field)


def _query(script: Script, operation: OperationPlan) -> None:
    actor = script.caller(operation)
    path = script.path(script.targets(operation, actor))
    term: list[list[object]] = [["q", "term"]] if any(field.name.snake == "q" for field in operation.query) else []

    def refuse(name: str, value: object, statuses: int | tuple[int, ...] = 422) -> None:
        wanted = problem(
            statuses, "validation_failed", "malformed", errors=[{"parameter": name}] if statuses == 422 else None
        )
        kept = [entry for entry in term if entry[0] != name]
        script.call(operation, actor, path=path, query=[*kept, [name, value]], expect=wanted)

    declared = {field.wire for field in operation.query}
    for name in ("no_such_parameter", "__proto__", "Limit", "select"):
        if name not in declared:
            refuse(name, "1")
    for field in operation.query:
        for value in _misfits(field):
            refuse(field.wire, value)
        refuse(field.wire, f"a{NUL}b", (400, 422))
        if field.type.kind == "members":
            _members(script, operation, actor, path, term, field)
        if field.name.snake in ("q", "limit"):
            again: list[object] = [field.wire, 1]
            kept = [entry for entry in term if entry[0] != field.wire]
            told = problem(422, "validation_failed", errors=[{"parameter": field.wire}])
            script.call(operation, actor, path=path, query=[*kept, again, again], expect=told)
        if field.name.snake == "limit":
            for value in (1, script.suite.plan.api.max_limit):
                script.call(
                    operation,
                    actor,
                    path=path,
                    query=[*term, [field.wire, value]],
                    expect=success(script.catalog, operation),
                )
    if term:
        for text in HOSTILE:
            script.call(operation, actor, path=path, query=[["q", text]], expect=success(script.catalog, operation))
    strings = [
        field for field in operation.query if field.type.kind == "string" and field.name.snake not in ("q", "cursor")
    ]
    for field in strings[:3]:
        if field.type.pattern is None and (field.type.max_length or 999) > 60:
            for text in HOSTILE:
                script.call(
                    operation,
                    actor,
                    path=path,
                    query=[*term, [field.wire, text]],
                    expect=success(script.catalog, operation),
                )


def _members(
    script: Script,
    operation: OperationPlan,
    actor: Actor | None,
    path: dict[str, str],
    term: list[list[object]],
    field: Field,
) -> None:
    """What is no text by name: each is told by the parameter as it was sent."""
    wire, most = field.wire, field.type.max_items or 0
    longest, text = field.type.most_name or 0, field.type.max_length or 0
    wrong: list[tuple[str, list[list[object]]]] = [
        (name, [[name, "x"]])
        for name in (
            f"{wire}[]",
            f"{wire}[a][b]",
            f"{wire}[[a]",
            f"{wire}[a]]",
            f"{wire}[a",
            f"{wire}[{'n' * (longest + 1)}]",
        )
    ]
    twice: list[object] = [f"{wire}[a]", "x"]
    wrong += [
        (f"{wire}[a]", [[f"{wire}[a]", "x" * (text + 1)]]),
        (f"{wire}[a]", [twice, twice]),
        (f"{wire}[a]", [twice, [f"{wire}[a]", "y"]]),
        (wire, [[wire, "x"], twice]),
        (wire, [[f"{wire}[a{position}]", "x"] for position in range(most + 1)]),
    ]
    for name, query in wrong:
        refused = problem(422, "validation_failed", errors=[{"parameter": name}])
        script.call(operation, actor, path=path, query=[*term, *query], expect=refused)
    for name, value in ((f"a{NUL}b", "x"), ("a", f"x{NUL}")):
        refused = problem((400, 422), "validation_failed", "malformed")
        script.call(operation, actor, path=path, query=[*term, [f"{wire}[{name}]", value]], expect=refused)


def _misfits(field: Field) -> list[object]:
    """Texts that are no value of the parameter."""
    kind = field.type.kind
    if field.name.snake == "cursor":
        return ["not-a-cursor", "", "eyJhIjoxfQ==", "🙂"]
    if field.name.snake == "sort":
        return ["no_such_column", "", "--", "password_hash", "-"]
    if kind in ("int32", "int64"):
        found: list[object] = ["text", "1.5", "", 10**30]
        if field.type.minimum is not None:
            found.append(int(field.type.minimum) - 1)
        return found + ([int(field.type.maximum) + 1] if field.type.maximum is not None else [])
    if kind == "bool":
        return ["yes", "1", "TRUE", ""]
    if kind == "members":
        return ["red", "", "{}", "a,b"]
    if kind in ("uuid", "date", "datetime", "enum", "decimal"):
        texts = [case.sent for case in beyond(field.type, 1) if isinstance(case.sent, str) and NUL not in case.sent]
        return list(texts[:MISFITS])
    return []


def _absent(script: Script, operation: OperationPlan, field: Field) -> None:
    """A key that no row has is not found; what is no key at all is not found or refused, and never more than that.

    The letters of a key that a row has may be large or small.
    """
    actor = script.caller(operation)
    rows = script.targets(operation, actor)
    path = script.path(rows)
    body = {"json": script.body(operation, actor)[0]} if operation.body is not None else {}
    if operation.intent == "crud.read" and field.type.kind == "uuid":
        named = {**path, field.name.snake: f"{path[field.name.snake]}|capitals"}
        script.call(operation, actor, path=named, expect=success(script.catalog, operation))
    if field.type.kind in ("uuid", "int32", "int64"):
        nothing = sample(field.type, FAR + script.suite.number())
        if field.type.kind != "uuid":
            nothing = FAR
        script.call(
            operation,
            actor,
            path={**path, field.name.snake: literal(str(nothing))},
            expect=problem(404, "not_found"),
            **body,
        )
    for text in ("not-a-key", "0", "-1", "%27%20OR%201%3D1", "..%2F..%2Fetc", "%00", "%F0%9F%98%80", "9" * 40, "NaN"):
        wanted = expect((404, 422))
        if text in ("%00", "..%2F..%2Fetc"):
            wanted = expect((400, 404, 405, 422))
        script.call(operation, actor, path={**path, field.name.snake: literal(text)}, expect=wanted, **body)


def literal(value: str) -> str:
    """A path segment as it stands: the percent sign tells it from a reference."""
    return value if "%" in value else f"%{ord(value[0]):02X}{value[1:]}"
