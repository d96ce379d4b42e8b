"""Files: what an operation that takes them refuses, and that they come back as they were sent."""

import base64
import hashlib
from typing import Any
from urllib.parse import quote

from tools.blueprint.plan.expr import Expr
from tools.blueprint.plan.operation import FileAnswer, OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import Step, problem
from tools.validators.conformance.evaluate import Unknown
from tools.validators.conformance.knowledge import Known
from tools.validators.conformance.runner.forms import BOUNDARY, MEDIA_TYPE
from tools.validators.conformance.script import Script
from tools.validators.conformance.stories import Story

CHECK = "forms-with-files"
HEAD_ROOM = 4096
"""Bytes of a form beside its file, at most."""
UNKNOWN: dict[str, object] = {"name": "not_declared", "text": "x"}


def add(out: Collector) -> None:
    taking = [operation for operation in out.plan.operations if operation.body is not None and operation.body.is_form]
    for operation in taking:
        for part in _files(operation):
            out.add(CHECK, operation, part, _file, operation, part)
        out.add(CHECK, operation, "the form", _form, operation)
    if not taking:
        out.none(CHECK, API, "no operation takes files")


def told_file(answer: FileAnswer, known: Known, wanted: dict[str, Any]) -> dict[str, Any]:
    """What is wanted of an answer, and with it the bytes, the name and the media type as far as they are known."""
    headers, found = dict(wanted["headers"]), dict(wanted)
    content = _value(answer.content, known)
    if isinstance(content, str):
        found["sha256"] = hashlib.sha256(base64.b64decode(content)).hexdigest()
    media_type, name = _value(answer.media_type, known), _value(answer.name, known)
    if isinstance(media_type, str):
        headers["Content-Type"] = {"is": media_type}
    if isinstance(name, str):
        headers["Content-Disposition"] = {"is": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return {**found, "headers": headers}


def _value(expr: Expr | None, known: Known) -> object:
    try:
        return known.value(expr) if expr is not None else None
    except Unknown:
        return None


def _files(operation: OperationPlan) -> dict[str, dict[str, Field]]:
    """By the name of each part that is a file: its fields, by what they hold."""
    found: dict[str, dict[str, Field]] = {}
    for field in operation.body.fields if operation.body is not None else ():
        if field.file is not None:
            found.setdefault(field.file.wire, {})[field.file.holds] = field
    return found


class _Probe:
    """Sends forms that are right but for one part."""

    def __init__(self, script: Script, operation: OperationPlan) -> None:
        self.script = script
        self.story = Story(script, operation, script.caller(operation, alone=True))
        self.story.reach()
        step = script.request(operation, self.story.actor, path=self.story.path, json=self.story.sent)
        self.parts: list[dict[str, object]] = step["form"]

    def request(self, expect: dict[str, Any]) -> Step:
        """A request without a body."""
        return self.script.request(self.story.operation, self.story.actor, path=self.story.path, expect=expect)

    def send(self, parts: list[dict[str, object]], expect: dict[str, Any]) -> None:
        self.script.steps.append({**self.request(expect), "form": parts})

    def with_part(self, name: str, **change: object) -> list[dict[str, object]]:
        """The form with a part changed."""
        return [{**part, **change} if part["name"] == name else part for part in self.parts]

    def without(self, name: str) -> list[dict[str, object]]:
        return [part for part in self.parts if part["name"] != name]


def _refused(part: str, *codes: str) -> dict[str, Any]:
    return problem(422, "validation_failed", errors=[{"pointer": f"/{part}", "code": list(codes)}])


def _file(script: Script, operation: OperationPlan, part: str) -> None:
    """Bytes at and beyond the bounds, media types, and texts in place of files."""
    probe, fields = _Probe(script, operation), _files(operation)[part]
    content, media_type = fields["content"], fields["media_type"]
    probe.send([*probe.without(part), {"name": part, "text": "x"}], _refused(part, "type"))
    given = next(item for item in probe.parts if item["name"] == part)
    probe.send([*probe.parts, given], _refused(part, "format"))
    if content.required:
        others = probe.without(part)
        # A form of no parts is none (RFC 2046, 5.1.1).
        empty = problem((400, 422), "malformed", "validation_failed")
        probe.send(others, _refused(part, "required") if others else empty)
    if media_type.type.values:
        probe.send(probe.with_part(part, file_media_type="application/x-not-declared"), _refused(part, "enum"))
    probe.send(probe.with_part(part, file_name="x" * 300), _refused(part, "max_length"))
    least, most = content.type.min_length or 0, content.type.max_length or 0
    if least:
        probe.send(probe.with_part(part, file_content=_bytes(least - 1)), _refused(part, "min_length"))
    if most + 1 + HEAD_ROOM < script.suite.plan.api.max_body_bytes:
        probe.send(probe.with_part(part, file_content=_bytes(most + 1)), _refused(part, "max_length"))
        # Where a file lay on the caller's machine is dropped.
        good = {"status": [operation.response.status], "raw": {"lacks": ["../", "b\u00fccher/"]}}
        probe.send(probe.with_part(part, file_content=_bytes(most), file_name="../../b\u00fccher/a \u4e2d.txt"), good)


def _bytes(length: int) -> str:
    """Bytes of every value, in base64."""
    return base64.b64encode((bytes(range(256)) * (length // 256 + 1))[:length]).decode()


def _form(script: Script, operation: OperationPlan) -> None:
    """What is no form at all, parts that nobody declared, and forms that are too long."""
    probe = _Probe(script, operation)
    probe.send([*probe.parts, UNKNOWN], _refused("not_declared", "unknown"))
    stray: dict[str, object] = {
        "name": "not_declared",
        "file_content": _bytes(3),
        "file_name": "a",
        "file_media_type": "text/plain",
    }
    probe.send([*probe.parts, stray], _refused("not_declared", "unknown"))
    for fields in _files(operation).values():
        for holds in ("name", "media_type"):
            wire = fields[holds].wire
            if not any(part["name"] == wire for part in probe.parts):
                probe.send([*probe.parts, {"name": wire, "text": "x"}], _refused(wire, "unknown"))
    for media_type in ("application/json", "application/x-www-form-urlencoded", "text/plain", ""):
        step = probe.request(problem(415, "unsupported_media_type"))
        script.steps.append({**step, "raw": "{}", "headers": {**step.get("headers", {}), "Content-Type": media_type}})
    for text, kind in (
        ("no parts", MEDIA_TYPE),
        (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n', MEDIA_TYPE),
        ("{}", "multipart/form-data"),
    ):
        step = probe.request(problem((400, 422), "malformed", "validation_failed"))
        script.steps.append({**step, "raw": text, "headers": {**step.get("headers", {}), "Content-Type": kind}})
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n'
    step = probe.request({**problem(413, "payload_too_large"), "protocol": True})
    script.steps.append(
        {
            **step,
            "headers": {**step.get("headers", {}), "Content-Type": MEDIA_TYPE},
            "fill": {"prefix": head, "size": script.suite.plan.api.max_body_bytes, "suffix": f"\r\n--{BOUNDARY}--\r\n"},
        }
    )
