"""Routes: one thin handler for each operation."""

import re
from dataclasses import replace

from tools.blueprint.names import camel
from tools.blueprint.plan.operation import Ask, OperationPlan, RequireReferences, WriteSet, every
from tools.blueprint.plan.render_plan import Group, RenderPlan
from tools.blueprint.plan.shapes import Wrapper
from tools.blueprint.plan.values import Member
from tools.packs.frameworks.express.answers import AnswerPrinter
from tools.packs.frameworks.express.carriers import keeps_cookies
from tools.packs.frameworks.express.fields import FieldPrinter, const
from tools.packs.frameworks.express.guards import guard_calls
from tools.packs.frameworks.express.host import bound, function_name, local, look_name
from tools.packs.frameworks.express.ports import ask_name
from tools.packs.frameworks.express.queries import query_const
from tools.packs.frameworks.express.schemas import body_columns, schema_path
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, WIDTH, assignment, docstring, expression, module
from tools.packs.languages.typescript.literals import key, member, record, text
from tools.packs.languages.typescript.modules import module_file
from tools.packs.needs import looking, needs

_REQUESTS = "src/core/requests.ts"
_MARGIN = INDENT * 2
"""Before the statements of a handler."""
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_PART = re.compile(r"\{([^{}/]+)\}")


def routes_function(group: Group) -> str:
    """`documentRoutes`."""
    return f"{group.name.camel}Routes"


def route_module(plan: RenderPlan, group: Group) -> str:
    """`src/api/<group>.ts`."""
    imports = Imports(f"src/api/{module_file(group.name)}.ts")
    imports.type("express", "Router")
    imports.type("src/core/context.ts", "Context")
    imports.add("src/core/methods.ts", "strictRouter")
    paths = Paths(FieldPrinter(imports, plan.enums), imports)
    handlers = [_Handler(plan, group, operation, imports, paths).print() for operation in group.operations]
    head = f"export function {routes_function(group)}(context: Context): Router {{"
    subject = group.name.plural_snake.replace("_", " ")
    lines = [docstring(f"Return the routes of {subject}."), head, f"{INDENT}const router = strictRouter();", ""]
    for handler in handlers:
        lines += [*handler, ""]
    lines += [f"{INDENT}return router;", "}"]
    return module(f"Routes of {subject}.", imports.render(), "\n".join(paths.lines), "\n".join(lines))


def route_path(plan: RenderPlan, operation: OperationPlan) -> str:
    """The path as the router takes it: `/api/v1/documents/:id`."""
    return plan.api.prefix + _PART.sub(lambda found: _parameter(found[1]), operation.path)


def _parameter(name: str) -> str:
    """A parameter of a path; a name that is no word stands in quotes."""
    if _WORD.fullmatch(name):
        return f":{name}"
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f':"{escaped}"'


class Paths:
    """Schemas of the parameters of paths, each printed once."""

    def __init__(self, printer: FieldPrinter, imports: Imports) -> None:
        self._printer = printer
        self._imports = imports
        self._names: dict[str, str] = {}
        self.lines: list[str] = []

    def name(self, fields: tuple[Member, ...]) -> str:
        """The constant that holds the schema of these parameters."""
        members = [f"{key(field.wire)}: {self._printer.parameter(field)}" for field in fields]
        schema = f"{self._imports.name('zod', 'z')}.object({record_of(members)})"
        if schema not in self._names:
            stem = camel("_".join(field.name.snake for field in fields))
            taken = sum(name.rstrip("0123456789") == f"{stem}Path" for name in self._names.values())
            self._names[schema] = f"{stem}Path{taken + 1 if taken else ''}"
            self.lines += assignment(self._names[schema], schema)
        return self._names[schema]


def record_of(members: list[str]) -> str:
    """An object literal of members that are printed already."""
    return f"{{ {', '.join(members)} }}"


class _Handler:
    """Prints the handler of one operation."""

    def __init__(
        self, plan: RenderPlan, group: Group, operation: OperationPlan, imports: Imports, paths: Paths
    ) -> None:  # fmt: skip
        self._plan = plan
        self._operation = operation
        self._imports = imports
        self._paths = paths
        self._needs = needs(operation)
        self._schemas = schema_path(group)
        self._services = f"src/services/{module_file(group.name)}.ts"
        self._answer = AnswerPrinter(plan, group, operation, imports)

    def print(self) -> list[str]:
        """The registration of the handler."""
        operation = self._operation
        self._imports.module(self._services, "service")
        body = [*self._checks(), *self._reads(), *self._work()]
        path = text(route_path(self._plan, operation))
        comment = docstring(operation.summary, 1).strip().removeprefix("/** ").removesuffix(" */")
        head = f"{INDENT}router.{operation.method.lower()}({path}, async (request, response) => {{"
        return [f"{INDENT}// {comment}", head, *body, f"{INDENT}}});"]

    def _checks(self) -> list[str]:
        """What is looked at before anything that was sent, in the order of its importance."""
        operation, present = self._operation, self._operation.present
        calls = guard_calls(self._plan, operation)
        known = [name for name in calls if not name.startswith("only")]
        allowed = [name for name in calls if name.startswith("only")]
        told = bool(allowed) or self._needs.viewer or (present is not None and needs(self._looked()).viewer)
        if present is not None and present.unrestricted:
            lines = [*self._guards(known, told), *self._look(), *self._guards(allowed, told)]
        else:
            lines = [*self._guards(calls, told), *(self._look() if present is not None else [])]
        if operation.negotiates:
            lines.append(f"{_MARGIN}{self._imports.name(_REQUESTS, 'acceptsJson')}(request);")
        parameters = "eachOnce" if operation.query else "noQuery"
        return [*lines, f"{_MARGIN}{self._imports.name(_REQUESTS, parameters)}(request);"]

    def _guards(self, names: list[str], told: bool) -> list[str]:
        """Calls of guards; `told`: the caller is needed."""
        lines = []
        for name in names:
            self._imports.add("src/api/dependencies.ts", name)
            if name.startswith("only"):
                lines.append(f"{_MARGIN}{name}(viewer);")
            elif name in ("signedIn", "maybeSignedIn"):
                lines.append(f"{_MARGIN}{'const viewer = ' if told else ''}await {name}(context, request);")
            else:
                lines.append(f"{_MARGIN}await {name}(context, request, response);")
        return lines

    def _looked(self) -> OperationPlan:
        assert self._operation.present is not None
        return looking(self._operation, self._operation.present)

    def _look(self) -> list[str]:
        """Looks for what must be there before what was sent is looked at; a path that is not valid waits its turn."""
        shown = self._looked()
        given = ["viewer"] if needs(shown).viewer else []
        given += [_entry(local(field.name.attr), f"named{member(field.wire)}") for field in shown.path_fields]
        valid = self._imports.name(_REQUESTS, "validPath")
        call = f"service.{look_name(self._operation)}(session, {record_of(given)})"
        read = f"await context.database.statements((session) => {call})"
        return [
            *assignment("named", f"{valid}(request, {self._paths.name(shown.path_fields)})", 2),
            f"{_MARGIN}if (named !== null) {{",
            *expression(read, 3, ";"),
            f"{_MARGIN}}}",
        ]

    def _reads(self) -> list[str]:
        """What was sent: the body first, then path and query together."""
        operation = self._operation
        lines = self._body()
        path = self._paths.name(operation.path_fields) if operation.path_fields else None
        query = self._imports.name(self._schemas, query_const(operation)) if operation.query else None
        if path is not None and query is not None:
            both = self._imports.name(_REQUESTS, "pathAndQueryOf")
            lines += assignment("[path, query]", f"{both}(request, {path}, {query})", 2)
        elif path is not None:
            lines += assignment("path", f"{self._imports.name(_REQUESTS, 'pathOf')}(request, {path})", 2)
        elif query is not None:
            lines += assignment("query", f"{self._imports.name(_REQUESTS, 'queryOf')}(request, {query})", 2)
        if self._needs.session and keeps_cookies(self._plan):
            made = self._imports.name("src/security/cookies.ts", "sessionCookies")
            lines += assignment("cookies", f"{made}(context, response)", 2)
        return lines

    def _body(self) -> list[str]:
        operation, body = self._operation, self._operation.body
        if body is None:
            return []
        name = const(body.name if operation.wrapper is None else operation.wrapper.shape)
        items = ["context", "request", self._imports.name(self._schemas, name)]
        if body.table:
            (field,) = (item for item in body.fields if item.type.items is not None)
            reader = self._imports.name("src/core/csv-bodies.ts", "csvBody")
            items += [text(field.wire), self._imports.name(self._schemas, body_columns(body))]
        elif body.is_form:
            reader = self._imports.name("src/core/forms.ts", "formBody")
            items.append(self._files())
        else:
            reader = self._imports.name(_REQUESTS, "jsonBody")
        variable = "data" if operation.wrapper is None else "body"
        return assignment(variable, f"await {reader}({', '.join(items)})", 2)

    def _files(self) -> str:
        """Parts that are files, and the members that hold what is said of each."""
        assert self._operation.body is not None
        members: dict[str, dict[str, str]] = {}
        for field in self._operation.body.fields:
            if field.file is not None:
                members.setdefault(field.file.wire, {})[field.file.holds] = field.wire
        files = [(key(part), f"[{text(of['name'])}, {text(of['media_type'])}]") for part, of in members.items()]
        return record(files)

    def _work(self) -> list[str]:
        operation = self._operation
        if operation.idempotency_key:
            self._imports.add("src/core/idempotency.ts", "perform")
            body = "null" if operation.body is None else "data" if operation.wrapper is None else "body"
            given = f"context, request, response, {text(operation.name.snake)}, {body}, async (session)"
            inner = [*self._asks(3), *self._call(3), *self._answer.kept(3)]
            return [f"{INDENT * 2}await perform({given} => {{", *inner, f"{INDENT * 2}}});"]
        return [*self._asks(2), *self._call(2), *self._answer.sent(2)]

    def _asks(self, level: int) -> list[str]:
        """What services outside are asked; their answers are given to the service."""
        operation, lines = self._operation, list[str]()
        known: list[Ask] = []
        for ask in operation.asks:
            name = f"{operation.name.snake}.{ask.call}"
            if operation.idempotency_key:
                made = f"await {self._imports.name('src/core/call-keys.ts', 'callKey')}(context, request, {text(name)})"
            else:
                made = f"{self._imports.name('src/core/ports.ts', 'freshKey')}()"
            given = self._given(replace(operation, nodes=ask.nodes), known)
            items = ["context.database", "context.ports", made, *given]
            call = f"await service.{ask_name(operation, ask)}({', '.join(items)})"
            if ask.bind is None:
                lines += expression(call, level, ";")
            else:
                lines += assignment(_answer(ask), call, level)
                known.append(ask)
        return lines

    def _given(self, operation: OperationPlan, answers: list[Ask]) -> list[str]:
        """What a function of the service is given behind the session: one object, or nothing."""
        needed = needs(operation)
        items = ["settings: context.settings"] if needed.settings else []
        items += ["cookies"] if needed.session and keeps_cookies(self._plan) else []
        items += ["viewer"] if needed.viewer else []
        items += [_entry(local(field.name.attr), f"path{member(field.wire)}") for field in operation.path_fields]
        items += ["query"] if operation.query else []
        if operation.body is not None:
            wrapper = operation.wrapper
            items.append("data" if wrapper is None else f"data: body{member(wrapper.wire)}")
        if operation.if_match:
            items.append(f"ifMatch: {self._imports.name('src/core/conditions.ts', 'ifMatch')}(request)")
        items += [_entry(bound(self._operation, ask.bind), _answer(ask)) for ask in answers if ask.bind is not None]
        return [record_of(items)] if items else []

    def _call(self, level: int) -> list[str]:
        operation = self._operation
        given = self._given(operation, [ask for ask in operation.asks if ask.bind is not None])
        called = f"service.{function_name(operation)}({', '.join(['session', *given])})"
        if not operation.idempotency_key:
            if self._plan.collides(operation):
                transact = self._imports.name("src/core/retries.ts", "transact")
                called = f"{transact}(context.database, (session) => {called})"
            else:
                way = "transaction" if self._plan.transacts(operation) else "statements"
                called = f"context.database.{way}((session) => {called})"
        if operation.wrapper is not None and _refuses_fields(operation):
            return self._inside(operation.wrapper, called, level)
        if operation.response.form == "empty":
            return expression(f"await {called}", level, ";")
        return assignment("found", f"await {called}", level)

    def _inside(self, wrapper: Wrapper, called: str, level: int) -> list[str]:
        """A call whose errors tell of members inside the object around the body."""
        inside = self._imports.name("src/core/validation.ts", "inside")
        bind = "" if self._operation.response.form == "empty" else "const found = "
        head = f"{INDENT * level}{bind}await {inside}([{text(wrapper.wire)}], () =>"
        flat = f"{head} {called});"
        if len(flat) <= WIDTH:
            return [flat]
        return [head, *expression(called, level + 1, ","), f"{INDENT * level});"]


def _entry(name: str, value: str) -> str:
    return name if name == value else f"{name}: {value}"


def _answer(ask: Ask) -> str:
    """The variable of what a service outside answers."""
    return f"{camel(ask.bind or '')}Answer"


def _refuses_fields(operation: OperationPlan) -> bool:
    """Whether the service may tell of single fields of the body."""
    steps = (step for node in every(operation.nodes) if isinstance(node, WriteSet) for step in node.writes)
    conflicts = (conflict for step in steps for conflict in step.conflicts)
    return any(isinstance(node, RequireReferences) for node in every(operation.nodes)) or any(
        item.fields for item in conflicts
    )
