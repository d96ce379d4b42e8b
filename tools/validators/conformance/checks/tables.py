"""Tables that are sent (CSV): however they are written down, whole or not at all, each column known and once."""

import base64
from typing import Any

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.validators.conformance.cells import table_of, text_of_cell, written
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import Step, problem
from tools.validators.conformance.items import Item, any_items, items, objects_of
from tools.validators.conformance.runner.tables import CSV
from tools.validators.conformance.script import Script
from tools.validators.conformance.stories import Story
from tools.validators.conformance.suite import Unavailable

TAKEN = "tables-that-are-taken"
REFUSED = "tables-that-are-refused"
MARK = "\ufeff"
"""What some programs begin UTF-8 with."""
OTHERS = ("", "text/plain", "application/json", "multipart/form-data; boundary=x", f"{CSV}; charset=iso-8859-1")
Lines = list[list[str]]
"""Cells of each line; a reference to a value stands as `${…}`."""


def add(out: Collector) -> None:
    taking = [operation for operation in out.plan.operations if operation.body is not None and operation.body.table]
    for operation in taking:
        out.add(TAKEN, operation, "", _taken, operation)
        out.add(REFUSED, operation, "columns and rows", _refused, operation)
        out.add(REFUSED, operation, "no table", _no_table, operation)
    if not taking:
        out.none(REFUSED, API, "no operation takes tables")


class _Probe:
    """Sends tables to one operation."""

    def __init__(self, script: Script, operation: OperationPlan) -> None:
        self.script = script
        self.operation = operation
        self.story = Story(script, operation, script.caller(operation, alone=True))
        self.story.reach()
        assert operation.body is not None
        self.body = operation.body
        self.field: Field = operation.body.fields[0]

    def lines(self, *, taken: bool = False) -> Lines:
        """A table whose every value is right; `taken`: the operation must take it. Raises Unavailable where not."""
        actor = self.story.actor
        found: list[Item] = (items if taken else any_items)(self.script, self.operation, self.field, actor)
        if not found:
            raise Unavailable("what its steps ask of the rows cannot be told")
        return [list(map(text_of_cell, line)) for line in table_of(self.body, {self.field.wire: found})]

    def step(self, expect: dict[str, Any], media_type: str = CSV) -> Step:
        """A request without a body."""
        step = self.script.request(self.operation, self.story.actor, path=self.story.path, expect=expect)
        return {**step, "headers": {**step.get("headers", {}), "Content-Type": media_type}}

    def send(self, text: str, expect: dict[str, Any], media_type: str = CSV) -> None:
        self.script.steps.append({**self.step(expect, media_type), "raw": text})

    def refuses(self, lines: Lines, place: str, code: str) -> None:
        entry = {"pointer": f"/{self.field.wire}{place}", "code": [code]}
        self.send(written(lines), problem(422, "validation_failed", errors=[entry]))


def _taken(script: Script, operation: OperationPlan) -> None:
    """Either end of lines, with and without the mark of UTF-8, all cells quoted, columns in any order, no rows."""
    probe = _Probe(script, operation)
    good = {"status": [operation.response.status]}
    probe.send(written(probe.lines(taken=True)[:1]), good)
    probe.send(written(probe.lines(taken=True)), good, f'{CSV}; charset="UTF-8"; header=present')
    probe.send(written(probe.lines(taken=True), "\n").rstrip("\n"), good)
    probe.send(MARK + written(probe.lines(taken=True)), good)
    probe.send(written(probe.lines(taken=True), quoted=True), good)
    probe.send(written([line[::-1] for line in probe.lines(taken=True)]), good)
    probe.send(written(probe.lines(taken=True), "\n\n"), good)


def _refused(script: Script, operation: OperationPlan) -> None:
    """Columns that are unknown, stand twice or are missing, and rows that are too long or too short."""
    probe = _Probe(script, operation)
    names, *rows = probe.lines()
    probe.refuses([[*names, "not_declared"], *([*row, "x"] for row in rows)], "/not_declared", "unknown")
    probe.refuses([[*names, names[0]], *([*row, row[0]] for row in rows)], f"/{names[0]}", "format")
    probe.refuses([names, rows[0], [*rows[1], "x"]], "/1", "format")
    if len(names) > 1:
        probe.refuses([names, rows[0], rows[1][:-1]], "/1", "format")
    kind = objects_of(probe.field)
    for member in kind.members if kind is not None else ():
        if member.required:
            place = names.index(member.wire)
            without = [[*line[:place], *line[place + 1 :]] for line in (names, *rows)]
            # What is left of the only column are empty lines.
            probe.refuses(without if len(names) > 1 else [["not_declared"]], f"/{member.wire}", "required")


def _no_table(script: Script, operation: OperationPlan) -> None:
    """What cannot be read at all, is of another kind, or too long."""
    probe = _Probe(script, operation)
    text = written(probe.lines())
    malformed = problem(400, "malformed")
    for wrong in ("", "\r\n", f'{text}"half', f'{text}"a"b\r\n'):
        probe.send(wrong, malformed)
    for data in (b"\xff\xfea\x00", text.partition("\r\n")[0].encode() + b"\r\n\xc3\x28\r\n"):
        script.steps.append({**probe.step(malformed), "bytes": base64.b64encode(data).decode()})
    for media_type in OTHERS:
        probe.send(text, problem(415, "unsupported_media_type"), media_type)
    limit = script.suite.plan.api.max_body_bytes
    large = {**problem(413, "payload_too_large"), "protocol": True}
    script.steps.append({**probe.step(large), "fill": {"prefix": "x", "size": limit, "suffix": ""}})
