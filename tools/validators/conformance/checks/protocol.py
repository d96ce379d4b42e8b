"""HTTP itself: methods, media types, malformed and oversized requests."""

import base64
import json
from typing import Any

from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.checks.access import unreal_path
from tools.validators.conformance.checks.sessions import carried
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import Step, expect, problem
from tools.validators.conformance.failures import worded
from tools.validators.conformance.script import Script
from tools.validators.conformance.success import success

METHODS = "methods"
MEDIA = "media-types"
MALFORMED = "malformed-bodies"
LARGE = "body-size"
HEADERS = "hostile-headers"
ROUTES = "unknown-routes"
ALL = ("GET", "POST", "PUT", "PATCH", "DELETE")


def add(out: Collector) -> None:
    paths: dict[str, list[OperationPlan]] = {}
    for operation in out.plan.operations:
        paths.setdefault(operation.path, []).append(operation)
    for path, operations in paths.items():
        out.add(METHODS, operations[0], path, _methods, operations)
    for operation in out.plan.operations:
        out.add(MEDIA, operation, "", _media, operation)
        if operation.body is not None and operation.body.is_json:
            out.add(MALFORMED, operation, "", _malformed, operation)
            out.add(LARGE, operation, "", _large, operation)
    out.add(ROUTES, API, "", _routes)
    reads = [operation for operation in out.plan.operations if operation.method == "GET" and not operation.path_fields]
    if reads:
        out.add(ROUTES, reads[0], "spelled otherwise", _spelled, reads[0])
        out.add(METHODS, reads[0], "without the body", _head, reads[0])
        out.add(HEADERS, reads[0], "", _headers, reads[0])


def _methods(script: Script, operations: list[OperationPlan]) -> None:
    """What a path does not offer is refused, and Allow names what it does."""
    served = {operation.method for operation in operations}
    for method in ALL:
        if method in served:
            continue
        step = script.request(
            operations[0], None, path=unreal_path(script, operations[0]), expect=problem(405, "method_not_allowed")
        )
        step["method"] = method
        step["headers"] = {}
        step["expect"]["headers"] = {
            "Allow": {"pattern": "".join(f"(?=.*\\b{name}\\b)" for name in sorted(served)) + ".*"}
        }
        script.steps.append(step)


def _ready(script: Script, operation: OperationPlan) -> tuple[Any, dict[str, str], dict[str, Any]]:
    """Caller, path and body of a request that would succeed."""
    actor = script.caller(operation)
    if operation.intent == "account.logout":
        actor = script.new_account()
    path = script.path(script.targets(operation, actor))
    return actor, path, script.body(operation, actor)[0] if operation.body is not None else {}


def _media(script: Script, operation: OperationPlan) -> None:
    actor, path, body = _ready(script, operation)
    query = [["q", "term"]] if any(field.name.snake == "q" for field in operation.query) else []
    more: dict[str, Any] = {"json": body} if operation.body is not None else {}
    refused = problem(406, "not_acceptable")
    for accept in (
        ("text/html", "application/xml, text/*;q=0.5", "application/json;q=0") if operation.negotiates else ()
    ):
        script.call(operation, actor, path=path, query=query, headers={"Accept": accept}, expect=refused, **more)
    if operation.method == "GET" and operation.negotiates:
        for accept in (
            "application/json",
            "application/*",
            "text/html, */*;q=0.1",
            "text/html, application/json;q=0.9",
        ):
            script.call(
                operation,
                actor,
                path=path,
                query=query,
                headers={"Accept": accept},
                expect=success(script.catalog, operation),
            )
    if operation.body is None or not operation.body.is_json:
        return
    for media_type in (
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "application/json; charset=latin1",
        "",
    ):
        step = script.request(operation, actor, path=path, expect=problem(415, "unsupported_media_type"))
        step["raw"] = "{}"
        step.setdefault("headers", {})["Content-Type"] = media_type
        script.steps.append(step)


MALFORMED_TEXTS = ("", "{", '{"a": }', "{'a': 1}", '{"a": 1} trailing', "[1,", "nul", '{"a": NaN}', '{"a": Infinity}')

NESTED = 20_000
"""Lists in lists: deeper than what reads them may go."""
TORN = "TornHere"


def _malformed(script: Script, operation: OperationPlan) -> None:
    actor, path, body = _ready(script, operation)
    wanted = problem((400, 422), "malformed", "validation_failed")
    strict = problem(400, "malformed")
    for text in MALFORMED_TEXTS:
        step = script.request(operation, actor, path=path, expect=strict if text else wanted)
        step.setdefault("headers", {})["Content-Type"] = "application/json"
        script.steps.append({**step, "raw": text})
    nested = b'{"a": ' + b"[" * NESTED + b"]" * NESTED + b"}"
    for data in (b"\xff\xfe{\x00}\x00", b'{"a": "\xc3\x28"}', b"\x00", b"[" * 100_000, nested):
        step = script.request(operation, actor, path=path, expect=wanted)
        step.setdefault("headers", {})["Content-Type"] = "application/json"
        script.steps.append({**step, "bytes": base64.b64encode(data).decode()})
    step = script.request(operation, actor, path=path, expect=wanted)
    step.setdefault("headers", {})["Content-Type"] = "application/json"
    name = next(iter(body), "a")
    # The same name twice: which one counts must not be left to chance.
    script.steps.append({**step, "raw": f'{{"{name}": 1, "{name}": 2}}'})
    _named_twice(script, step, operation, body)
    _torn(script, step, operation, body)


def _named_twice(script: Script, step: Step, operation: OperationPlan, body: dict[str, object]) -> None:
    """A body that is right but that it says one thing twice, however the name is spelled."""
    told = {name: value for name, value in body.items() if "$" not in str(value)}
    if not told or told.keys() != body.keys():
        return
    name = next(iter(told))
    for spelled in (name, f"\\u{ord(name[0]):04x}{name[1:]}"):
        raw = f'{json.dumps(told)[:-1]}, "{spelled}": {json.dumps(told[name])}}}'
        wrapper = operation.wrapper
        wrapped = f'{{"{wrapper.wire}": {raw}}}' if wrapper is not None else raw
        script.steps.append(
            {**step, "raw": wrapped, "expect": worded(script.suite.plan, operation, problem(400, "malformed"))}
        )


def _torn(script: Script, step: Step, operation: OperationPlan, body: dict[str, object]) -> None:
    """A body that is right but that one of its texts is no UTF-8: nothing is put in the place of what it holds."""
    name = next((name for name, value in body.items() if isinstance(value, str)), None)
    if name is None or "$" in str(body):
        return
    torn = json.dumps({**body, name: f"{body[name]}{TORN}"}).encode().replace(TORN.encode(), b"\xc3\x28")
    wrapper = operation.wrapper
    sent = b'{"' + wrapper.wire.encode() + b'": ' + torn + b"}" if wrapper is not None else torn
    expect = worded(script.suite.plan, operation, problem(400, "malformed"))
    script.steps.append({**step, "bytes": base64.b64encode(sent).decode(), "expect": expect})


def _large(script: Script, operation: OperationPlan) -> None:
    """One byte above the limit is refused; so is a body whose length was not told."""
    actor, path, _ = _ready(script, operation)
    limit = script.suite.plan.api.max_body_bytes
    step = script.request(operation, actor, path=path, expect={**problem(413, "payload_too_large"), "protocol": True})
    step.setdefault("headers", {})["Content-Type"] = "application/json"
    prefix, suffix = '{"a": "', '"}'
    room = limit - len(prefix) - len(suffix)
    step["fill"] = {"prefix": prefix, "size": room + 1, "suffix": suffix}
    script.steps.append(step)
    script.steps.append({**step, "headers": {**step["headers"], "Transfer-Encoding": "chunked"}})
    fits = script.request(operation, actor, path=path, expect=problem(422, "validation_failed"))
    fits.setdefault("headers", {})["Content-Type"] = "application/json"
    script.steps.append({**fits, "fill": {"prefix": prefix, "size": room, "suffix": suffix}})


def _routes(script: Script) -> None:
    prefix = script.suite.plan.api.prefix
    for path in (
        "/no-such-route",
        f"{prefix}/no-such-route",
        f"{prefix}/",
        "/..%2f..%2fetc/passwd",
        "/.env",
        "/.git/config",
    ):
        script.steps.append(
            {
                "do": "request",
                "method": "GET",
                "path": path,
                "expect": problem((404, 400, 401), "not_found", "malformed", "unauthenticated"),
            }
        )


def _spelled(script: Script, operation: OperationPlan) -> None:
    """A path is one path: with a slash behind it, or in other letters, it is another."""
    path = script.suite.plan.api.prefix + operation.path
    for other in (f"{path}/", path.upper()):
        step = script.request(operation, script.caller(operation), expect=problem(404, "not_found"))
        script.steps.append({**step, "path": other})


def _head(script: Script, operation: OperationPlan) -> None:
    """HEAD is answered as GET is, and the body is left out."""
    query = [["q", "term"]] if any(field.name.snake == "q" for field in operation.query) else []
    status = success(script.catalog, operation)["status"]
    kind = {"Content-Type": {"pattern": ".+"}} if operation.response.form != "empty" else {}
    step = script.request(operation, script.caller(operation), query=query)
    script.steps.append({**step, "method": "HEAD", "expect": {"status": status, "headers": kind, "empty": True}})


def _headers(script: Script, operation: OperationPlan) -> None:
    """Headers are data: nothing in them breaks an answer, and nothing of them comes back unasked."""
    actor = script.caller(operation)
    query = [["q", "term"]] if any(field.name.snake == "q" for field in operation.query) else []
    good = success(script.catalog, operation)
    for name, value in (
        ("User-Agent", "() { :;}; echo"),
        ("X-Forwarded-For", "127.0.0.1, ' OR 1=1"),
        ("X-Forwarded-Proto", "gopher"),
        ("Referer", "javascript:alert(1)"),
        ("X-Request-ID", "<script>"),
        ("X-Request-ID", "x" * 3000),
        ("Forwarded", "for=;;;"),
        ("X-HTTP-Method-Override", "DELETE"),
        ("Cookie", "a=b; =; ;;"),
        ("If-None-Match", "garbage"),
        ("Range", "bytes=0-1"),
    ):
        if name == "Cookie" and actor is not None and script.suite.signs_in(operation):
            # Where cookies carry tokens, the good one still stands among the others.
            own = carried(script.suite.plan, f"${{{actor.name}.token}}").get(name)
            value = f"{value} {own}" if own is not None else value
        wanted = {**good, "raw": {"lacks": [value]}} if name != "Cookie" and len(value) > 20 else good
        script.call(operation, actor, query=query, headers={name: value}, expect=wanted)
    large = expect((200, 400, 413, 414, 431), protocol=True)
    script.call(operation, actor, query=query, headers={"X-Large": "x" * 200_000}, expect=large)
