"""A backend that interprets a RenderPlan in memory: what the suite is held against, sound or with planted faults."""

import base64
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.tools.validators.conformance.backend.answers import rows_shown, shown, told_fault, with_beside
from tests.tools.validators.conformance.backend.documents import link, written
from tests.tools.validators.conformance.backend.fixed import fixed_answer
from tests.tools.validators.conformance.backend.forms import about_files, file_headers, form_values
from tests.tools.validators.conformance.backend.members import other_parameters
from tests.tools.validators.conformance.backend.operations import Context, Interpreter, Refused
from tests.tools.validators.conformance.backend.sessions import Sessions
from tests.tools.validators.conformance.backend.shown import Shown
from tests.tools.validators.conformance.backend.store import Store
from tests.tools.validators.conformance.backend.tables import table_values
from tests.tools.validators.conformance.backend.values import Wrong, from_text, parsed_json, taken_body
from tools.blueprint.failures import body_wrappers, error_body
from tools.blueprint.lower.errors import STANDARD
from tools.blueprint.plan.operation import FileAnswer, OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import ErrorCase, Field
from tools.blueprint.samples import example
from tools.validators.conformance.samples import default_value

ADMIN = 9
"""Number of the examples that the first admin's values are."""
SECRET = "a secret of the reference backend, long enough to be one"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
KEPT = ("ETag", "Location")


class Answer(Exception):
    """Ends a request with a status, headers and a body."""

    def __init__(self, status: int, body: Any = None, headers: dict[str, str] | None = None) -> None:
        super().__init__(str(status))
        self.status = status
        self.headers = dict(headers or {})
        self.body = body


class Backend:
    """The state of one backend; `settings` are the environment's limits."""

    def __init__(self, plan: RenderPlan, faults: frozenset[str] = frozenset()) -> None:
        self.plan = plan
        self.faults = faults
        self.settings = {"requests": 10**9, "auth": 10**9}
        self.store = Store(plan, faults)
        self.sessions = Sessions(plan, SECRET, faults, self.store.clock)
        self.callers = self.sessions if plan.auth is None or plan.auth.has_sessions else Shown(self)
        self.interpreter = Interpreter(self.store, self.sessions)
        self.routes = [(self._route(operation.path), operation) for operation in plan.operations]
        self.errors = {case.code: case for case in plan.standard_errors}
        self.counts: dict[str, int] = {}
        self.starts = 0
        self.former_viewer: dict[str, Any] | None = None
        self.records: dict[tuple[str, str, str], tuple[str, Answer | None]] = {}
        self.asked: tuple[str, dict[str, str]] = ("", {})
        self.ready = True

    def _route(self, path: str) -> re.Pattern[str]:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(self.plan.api.prefix + path))
        return re.compile(pattern)

    def restart(self) -> None:
        """What a new process finds: everything that was stored."""
        if "forgets at restart" in self.faults:
            self.store.rows = {name: [] for name in self.store.rows}
        self.counts.clear()
        self.starts += 1

    def create_first_admin(self, login: str, password: str) -> None:
        """An admin with values that no case uses."""
        command = next(item for group in self.plan.groups for item in group.commands)
        values = (
            {
                field.name.snake: example(field.type, ADMIN, field.name.snake)
                for field in command.body.fields
                if field.required
            }
            if command.body
            else {}
        )
        assert self.plan.auth is not None
        self.create_admin({**values, self.plan.auth.login: login, "password": password})

    def create_admin(self, values: Mapping[str, object]) -> None:
        """What the first-admin command does: where it is given the key of a tenant, the account joins that one."""
        commands = [item for group in self.plan.groups for item in group.commands]
        command = max(commands, key=lambda item: len(values.keys() & {field.name.snake for field in _asked(item)}))
        context = Context(command, dict(values), {}, None, None, None)
        self.interpreter.run(context)

    def handle(self, method: str, target: str, headers: dict[str, str], content: bytes | None, length: int) -> Answer:
        """The answer to a request; `content` None means that it was too large to read."""
        parts = urlsplit(target)
        try:
            return self._answer(method, parts.path, parts.query, headers, content)
        except Answer as answer:
            return answer
        except Refused as refused:
            return self._problem(refused.case, parts.path, refused.errors, refused.headers)

    def _problem(
        self,
        case: ErrorCase,
        path: str,
        errors: list[dict[str, str]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        code, format = case.code, self.plan.api.errors
        headers = {**({"WWW-Authenticate": self._challenge()} if case.status == 401 else {}), **(headers or {})}
        if "usual texts" in self.faults:
            case = STANDARD.get(code, case)
        if format.form is not None and "another error shape" not in self.faults:
            wrappers = body_wrappers(self.plan)
            body = error_body(format, case, [told_fault(item, format, wrappers) for item in errors or ()])
            return Answer(case.status, body, {"Content-Type": format.media_type, **headers})
        body = {
            "type": f"urn:problem:{code}",
            "title": case.title,
            "status": case.status,
            "detail": f"{case.title}.",
            "instance": path,
            "code": code,
        }
        if errors:
            body["errors"] = errors
        if "leaks traces" in self.faults and code == "not_found":
            body["detail"] = 'Traceback (most recent call last):\n  File "/app/main.py", line 1'
        return Answer(case.status, body, {"Content-Type": "application/problem+json", **headers})

    def _challenge(self) -> str:
        usual = self.plan.auth is None or "usual challenge" in self.faults
        return "Bearer" if usual or self.plan.auth is None else self.plan.auth.carrier.challenge

    def _refuse(self, code: str, errors: list[dict[str, str]] | None = None, **headers: str) -> None:
        raise Refused(self.errors[code], errors, {name.replace("_", "-"): value for name, value in headers.items()})

    def _answer(self, method: str, path: str, query: str, headers: dict[str, str], content: bytes | None) -> Answer:
        if method == "GET" and (fixed := fixed_answer(self, path)) is not None:
            status, body, sent = fixed
            return Answer(status, body, sent)
        if path == "/health/ready":
            self._refuse("not_ready")
        matches = [(match, operation) for route, operation in self.routes if (match := route.fullmatch(path))]
        if not matches:
            self._refuse("not_found")
        # A literal segment goes before a parameter.
        matches.sort(key=lambda entry: len(entry[0].groupdict()))
        best = len(matches[0][0].groupdict())
        found = next(
            ((match, item) for match, item in matches if item.method == method and len(match.groupdict()) == best), None
        )
        if found is None:
            allowed = sorted({item.method for match, item in matches if len(match.groupdict()) == best})
            self._refuse("method_not_allowed", Allow=", ".join(allowed))
        assert found is not None
        match, operation = found
        with self.store.lock:
            return self._call(operation, match.groupdict(), query, headers, content, path)

    def _call(
        self,
        operation: OperationPlan,
        path: dict[str, str],
        query: str,
        headers: dict[str, str],
        content: bytes | None,
        where: str,
    ) -> Answer:
        self.asked = (where, dict(parse_qsl(query)))
        session = self.callers.session_of(headers)
        if session is not None and self.sessions.is_foreign(operation.method, headers):
            self._refuse("forbidden")
        viewer = self._account(session)
        limits = self._limit(operation, viewer)
        try:
            answer = self._authorised(operation, path, query, headers, content, session, viewer, where)
        except Refused as refused:
            answer = self._problem(refused.case, where, refused.errors, refused.headers)
        return self.store.measured.counted(operation, Answer(answer.status, answer.body, {**answer.headers, **limits}))

    def _account(self, session: dict[str, Any] | None) -> dict[str, Any] | None:
        if session is None or self.plan.auth is None:
            return None
        key = self.plan.table(self.plan.auth.account).primary_key[0]
        known = [*self.store.rows[self.plan.auth.account]]
        if "deleted accounts go on" in self.faults:
            known += self.store.former
        found = next((row for row in known if row[key] == session["account"]), None)
        if found is not None and "roles wait for the next login" in self.faults:
            return {**found, "role": session["role"]}
        return found

    def _limit(self, operation: OperationPlan, viewer: dict[str, Any] | None) -> dict[str, str]:
        name = "auth" if operation.sensitive_rate else "requests"
        limit = self.settings[name]
        caller = f"{name}:{viewer['id'] if viewer and 'one limit for all' not in self.faults else ''}"
        used = self.counts[caller] = self.counts.get(caller, 0) + 1
        extra = 1 if "limit off by one" in self.faults else 0
        headers = {
            "RateLimit-Limit": str(limit),
            "RateLimit-Remaining": str(max(0, limit - used)),
            "RateLimit-Reset": "60",
        }
        if used > limit + extra:
            raise Refused(self.errors["too_many_requests"], headers={**headers, "Retry-After": "60"})
        return headers

    def _authorised(
        self,
        operation: OperationPlan,
        path: dict[str, str],
        query: str,
        headers: dict[str, str],
        content: bytes | None,
        session: dict[str, Any] | None,
        viewer: dict[str, Any] | None,
        where: str,
    ) -> Answer:
        access = operation.access
        if access.optional:
            if viewer is None and self.sessions.sent(headers) is not None and "strangers by mistake" not in self.faults:
                self._refuse("unauthenticated")
            viewer = None if "everybody is a stranger" in self.faults else viewer
            self.former_viewer = viewer or self.former_viewer
            viewer = self.former_viewer if "strangers are the last caller" in self.faults else viewer
        if not access.public and "open to all" not in self.faults:
            if viewer is None:
                self._refuse("unauthenticated")
            assert viewer is not None
            if "reads bodies first" in self.faults:
                self._inputs(operation, path, query, self._body(operation, headers, content))
            if operation.present is not None and operation.present.unrestricted:
                self._look(operation, path, session, viewer)
            barred = access.roles and not access.owner and viewer["role"] not in access.roles
            if barred and "no role check" not in self.faults:
                self._refuse("forbidden")
        if operation.present is not None and not operation.present.unrestricted:
            self._look(operation, path, session, viewer)
        body = self._body(operation, headers, content)
        inputs, values = self._inputs(operation, path, query, body)
        key = headers.get("idempotency-key")
        if operation.idempotency_key and key is not None:
            return self._once(operation, inputs, values, headers, session, viewer, key, where)
        return self._run(operation, inputs, values, headers, session, viewer)

    def _look(self, operation: OperationPlan, path: dict[str, str], session: Any, viewer: Any) -> None:
        """Refuses where there is nothing, before what was sent is looked at."""
        inputs: dict[str, Any] = {}
        errors: list[dict[str, str]] = []
        for field in operation.path_fields:
            self._parameter(field, unquote(path[field.wire], errors="replace"), inputs, errors)
        if operation.present is not None and not errors and "looks late" not in self.faults:
            context = Context(operation, inputs, {}, viewer, session, None)
            self.interpreter.look(operation.present, context)

    def _body(self, operation: OperationPlan, headers: dict[str, str], content: bytes | None) -> Any:
        accepted = [part.strip().replace(" ", "") for part in headers.get("accept", "*/*").split(",")]
        good = ("*/*", "application/*", "application/json")
        whatever = operation.response.file is not None
        if not whatever and not any(part.split(";")[0] in good and not part.endswith(";q=0") for part in accepted):
            self._refuse("not_acceptable")
        if operation.body is None:
            return None
        wanted = "multipart/form-data" if operation.body.is_form else "application/json"
        wanted = "text/csv" if operation.body.table else wanted
        told = headers.get("content-type", "").lower().replace('"', "").replace("charset=utf-8", "")
        if (told.split(";")[0] != wanted or "charset=" in told) and "any media type" not in self.faults:
            self._refuse("unsupported_media_type")
        if content is None:
            self._refuse("payload_too_large")
        try:
            if operation.body.is_form:
                return form_values(operation.body, headers["content-type"], content or b"", self.faults)
            if operation.body.table:
                return table_values(operation.body, content or b"", self.faults)
            return parsed_json(content or b"", self.faults)
        except (ValueError, RecursionError):
            self._refuse("malformed")

    def _inputs(
        self, operation: OperationPlan, path: dict[str, str], query: str, body: Any
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        errors: list[dict[str, str]] = []
        inputs: dict[str, Any] = {}
        values: dict[str, Any] = {}
        for field in operation.path_fields:
            self._parameter(field, unquote(path[field.wire], errors="replace"), inputs, errors)
        known = {field.wire: field for field in operation.query}
        for name, text in other_parameters(query, operation.query, values, errors, self.faults):
            if name in known:
                self._parameter(known[name], text, values, errors)
            elif "any query" not in self.faults:
                errors.append({"parameter": name, "code": "unknown", "message": "This is not known."})
        for field in operation.query:
            if (
                field.required
                and field.name.snake not in values
                and not any(error["parameter"] == field.wire for error in errors)
            ):
                errors.append({"parameter": field.wire, "code": "required", "message": "This is needed."})
            if field.default is not None:
                values.setdefault(field.name.snake, default_value(field.default, field.type))
        if operation.body is not None:
            misplaced: list[dict[str, str]] = []
            if not operation.body.is_json:
                body, misplaced = body
            if misplaced:
                self._refuse("validation_failed", misplaced)
            wrapper = None if "bare bodies" in self.faults else operation.wrapper
            sent, wrong = taken_body(operation.body, body, operation.intent == "crud.update", self.faults, wrapper)
            inputs |= sent
            errors += about_files(operation.body, wrong)
        if errors:
            self._refuse("validation_failed", errors)
        return {**inputs, **values}, values

    def _parameter(self, field: Any, text: str, values: dict[str, Any], errors: list[dict[str, str]]) -> None:
        try:
            values[field.name.snake] = from_text(field.type, text)
        except Wrong as wrong:
            errors.append({"parameter": field.wire, "code": str(wrong), "message": "This is not right."})

    def _once(
        self, operation: OperationPlan, inputs: dict[str, Any], values: dict[str, Any], headers: dict[str, str],
        session: dict[str, Any] | None, viewer: dict[str, Any] | None, key: str, where: str,
    ) -> Answer:  # fmt: skip
        if not re.fullmatch(r"[\x21-\x7e]{1,255}", key):
            error = {"parameter": "Idempotency-Key", "code": "pattern", "message": "This is no key."}
            self._refuse("validation_failed", [error])
        owner = str(viewer["id"]) if viewer and "keys are shared" not in self.faults else ""
        identity = (owner, operation.name.snake, key)
        forgotten = [item.name.snake for item in operation.path_fields if "keys forget the path" in self.faults]
        sent = json.dumps({name: value for name, value in inputs.items() if name not in forgotten}, sort_keys=True)
        if identity in self.records and "never replays" not in self.faults:
            first, answer = self.records[identity]
            if first != sent and "replays another body" not in self.faults:
                self._refuse("idempotency_key_reused")
            assert answer is not None
            return Answer(answer.status, answer.body, {**answer.headers, "Idempotency-Replayed": "true"})
        answer = self._run(operation, inputs, values, headers, session, viewer)
        self.records[identity] = (sent, answer)
        return answer

    def _run(
        self, operation: OperationPlan, inputs: dict[str, Any], values: dict[str, Any], headers: dict[str, str],
        session: dict[str, Any] | None, viewer: dict[str, Any] | None,
    ) -> Answer:  # fmt: skip
        key = headers.get("idempotency-key") if operation.idempotency_key else None
        context = Context(operation, inputs, values, viewer, session, headers.get("if-match"), key)
        self.interpreter.run(context)
        return self._respond(operation, context, headers)

    def _respond(self, operation: OperationPlan, context: Context, headers: dict[str, str]) -> Answer:
        response = operation.response
        if response.form == "empty":
            return Answer(response.status, None, self.sessions.cookie(operation, context.bound))
        if response.file is not None:
            return self._file(response.status, response.file, context)
        bound = context.bound[response.bind or ""]
        if response.beside:
            bound = with_beside(bound, response, lambda value: self.interpreter.value(value, context), self.faults)
        told: dict[str, str] = {}
        if response.etag and "no ETag" not in self.faults:
            told["ETag"] = f'"{bound["version"]}"'
            wanted = headers.get("if-none-match", "")
            tags = [part.strip().removeprefix("W/") for part in wanted.split(",")]
            if operation.revalidates and ("*" in tags or told["ETag"] in tags) and "always whole" not in self.faults:
                return Answer(304, None, told)
        if response.location is not None:
            key = self.plan.table(operation.group).primary_key[0]
            told["Location"] = self.plan.api.prefix + response.location.replace("{id}", str(bound[key]))
        if response.media != "json":
            rows = rows_shown(operation, bound, self.faults)
            content, media_type = written(operation, rows, self.faults)
            return Answer(200, content, {**told, "Content-Type": media_type, **link(*self.asked, bound, self.faults)})
        answer = shown(operation, bound, self.interpreter._wire, self.faults)
        if response.wrapper is not None and "bare answers" not in self.faults:
            answer = {response.wrapper.wire: answer}
        return Answer(response.status, answer, told)

    def _file(self, status: int, file: FileAnswer, context: Context) -> Answer:
        told = [
            None if item is None else self.interpreter.value(item, context) for item in (file.name, file.media_type)
        ]
        content = base64.b64decode(self.interpreter.value(file.content, context))
        if "files come back otherwise" in self.faults:
            content += b"\n"
        return Answer(status, content, file_headers(*told, self.faults))


def _asked(command: OperationPlan) -> tuple[Field, ...]:
    return command.body.fields if command.body is not None else ()
