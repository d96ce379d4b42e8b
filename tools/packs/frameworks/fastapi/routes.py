"""Routes: one thin handler for each operation."""

from dataclasses import replace

from tools.blueprint.managed import VERSION
from tools.blueprint.plan.operation import OperationPlan, RequireReferences, WriteSet, every
from tools.blueprint.plan.render_plan import Group, RenderPlan
from tools.blueprint.plan.shapes import Shape
from tools.packs.frameworks.fastapi.carriers import keeps_cookies
from tools.packs.frameworks.fastapi.fields import FieldPrinter, view_class
from tools.packs.frameworks.fastapi.guards import guard_name
from tools.packs.frameworks.fastapi.host import bound, function_name, local
from tools.packs.frameworks.fastapi.ports import ask_name
from tools.packs.frameworks.fastapi.schemas import page_class, query_class, result_class, view_home
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, bracketed, docstring, module
from tools.packs.languages.python.literals import text
from tools.packs.languages.python.modules import module_file
from tools.packs.needs import looking, needs, present_name, row_binds


def route_module(plan: RenderPlan, group: Group) -> str:
    """`app/api/<group>.py`."""
    imports = Imports()
    imports.add("fastapi", "APIRouter", "Response")
    handlers = [_Handler(plan, group, operation, imports).print() for operation in group.operations]
    prefix = f"prefix={text(plan.api.prefix)}" if plan.api.prefix else ""
    subject = group.name.plural_snake.replace("_", " ")
    return module(f"Routes of {subject}.", imports.render(), f"router = APIRouter({prefix})", *handlers)


class _Handler:
    """Prints the handler of one operation."""

    def __init__(self, plan: RenderPlan, group: Group, operation: OperationPlan, imports: Imports) -> None:
        self._plan = plan
        self._group = group
        self._operation = operation
        self._imports = imports
        self._needs = needs(operation)
        self._schemas = f"app.schemas.{module_file(group.name)}"
        # A parameter that is called like a part of the path is taken for that part.
        self._query = "asked" if any(field.wire == "query" for field in operation.path_fields) else "query"

    def print(self) -> str:
        lines = [*self._decorator(), *self._signature(), docstring(self._operation.summary, 1)]
        return "\n".join([*self._looking(), *lines, *self._body()])

    def _looking(self) -> list[str]:
        """The dependency that looks for what must be there before what was sent is looked at."""
        operation = self._operation
        if operation.present is None:
            return []
        shown = looking(operation, operation.present)
        self._imports.add("app.services", f"{module_file(self._group.name)} as service")
        items = [f"store: {self._imports.name('app.api.dependencies', 'Store')}"]
        given = ["session"]
        if needs(shown).viewer:
            guard = "signed_in" if operation.present.unrestricted else guard_name(self._plan, operation)
            self._imports.add("app.security.viewer", "Viewer")
            absent = " | None" if operation.access.optional else ""
            items.append(f"viewer: {self._annotated()}[Viewer{absent}, Depends({guard})]")
            given.append("viewer")
        printer = FieldPrinter(self._imports, self._plan.enums)
        items += [printer.parameter(field, local(field.name.attr)) for field in operation.path_fields]
        given += [local(field.name.attr) for field in operation.path_fields]
        name = present_name(operation)
        return [
            *bracketed(f"async def _{name}(", items, ") -> None:"),
            f"{INDENT}async with store.statements() as session:",
            *bracketed(f"await service.{name}(", given, ")", 2),
            "",
            "",
        ]

    def _decorator(self) -> list[str]:
        operation = self._operation
        items = [text(operation.path)]
        if operation.response.status != 200:
            items.append(f"status_code={operation.response.status}")
        if operation.deprecated:
            items.append("deprecated=True")
        self._imports.add("fastapi", "Depends")
        parameters = "each_once" if operation.query else "no_query"
        reading = ["accepts_json"] if operation.negotiates else []
        self._imports.add("app.core.requests", *reading, parameters)
        early = operation.present
        looked = [f"_{present_name(operation)}"] if early is not None else []
        first = self._known() if early is not None and early.unrestricted else []
        checks = [*first, *looked, *self._guards()] if first else [*self._guards(), *looked]
        checks += [*reading, parameters]
        items.append(f"dependencies=[{', '.join(f'Depends({name})' for name in checks)}]")
        return bracketed(f"@router.{operation.method.lower()}(", items, ")")

    def _known(self) -> list[str]:
        """The guard that asks for an account, whatever it may do."""
        return [self._imports.name("app.api.dependencies", "signed_in")]

    def _guards(self) -> list[str]:
        name = guard_name(self._plan, self._operation)
        if name is None:
            return []
        return [self._imports.name("app.api.dependencies", name)]

    def _signature(self) -> list[str]:
        operation, items = self._operation, []
        leads = operation.response.media != "json" and operation.response.page is not None
        if operation.idempotency_key or operation.if_match or operation.revalidates or leads:
            items.append(f"request: {self._imports.name('fastapi', 'Request')}")
        if not operation.idempotency_key or operation.asks:
            items.append(f"store: {self._imports.name('app.api.dependencies', 'Store')}")
        if operation.asks:
            items.append(f"ports: {self._imports.name('app.api.dependencies', 'Outside')}")
        if self._needs.settings:
            items.append(f"settings: {self._imports.name('app.api.dependencies', 'Configuration')}")
        if self._needs.session and keeps_cookies(self._plan):
            self._imports.add("app.security.cookies", "SessionCookies", "session_cookies")
            depends = self._imports.name("fastapi", "Depends")
            items.append(f"cookies: {self._annotated()}[SessionCookies, {depends}(session_cookies)]")
        if self._needs.viewer:
            guard = guard_name(self._plan, operation)
            self._imports.add("app.security.viewer", "Viewer")
            absent = " | None" if operation.access.optional else ""
            items.append(f"viewer: {self._annotated()}[Viewer{absent}, Depends({guard})]")
        printer = FieldPrinter(self._imports, self._plan.enums)
        items += [printer.parameter(field, local(field.name.attr)) for field in operation.path_fields]
        if operation.query:
            name = self._imports.name(self._schemas, query_class(operation))
            items.append(f"{self._query}: {self._annotated()}[{name}, {self._imports.name('fastapi', 'Query')}()]")
        if operation.body is not None:
            shown = operation.body.name if operation.wrapper is None else operation.wrapper.shape
            name = self._imports.name(self._schemas, shown)
            items.append(f"data: {self._annotated()}[{name}, {self._reader(name, operation.body)}]")
        return bracketed(f"async def {function_name(operation)}(", items, ") -> Response:")

    def _reader(self, name: str, body: Shape) -> str:
        if body.table:
            (row,) = (field.type.items.shape for field in body.fields if field.type.items is not None)
            reader = self._imports.name("app.core.csv_bodies", "csv_body")
            return f"{reader}({name}, {self._imports.name(self._schemas, row or '')})"
        if not body.is_form:
            return f"{self._imports.name('app.core.requests', 'json_body')}({name})"
        members: dict[str, dict[str, str]] = {}
        for field in body.fields:
            if field.file is not None:
                members.setdefault(field.file.wire, {})[field.file.holds] = field.wire
        files = [f"{text(part)}: ({text(of['name'])}, {text(of['media_type'])})" for part, of in members.items()]
        return f"{self._imports.name('app.core.forms', 'form_body')}({name}, {{{', '.join(files)}}})"

    def _body(self) -> list[str]:
        operation = self._operation
        if operation.idempotency_key:
            session = self._imports.name("app.core.database", "Session")
            self._imports.add("app.core.idempotency", "perform")
            inner = [f"{INDENT}async def work(session: {session}) -> Response:", *self._work(2, "session"), ""]
            body = "None" if operation.body is None else "data"
            items = ["request", text(operation.name.snake), body, "work"]
            return ["", *inner, *bracketed("return await perform(", items, ")", 1)]
        if self._plan.collides(operation):
            return [*self._asks(1), *self._call(1), *self._answer(1)]
        way = "transaction" if self._plan.transacts(operation) else "statements"
        lines = [f"{INDENT}async with store.{way}() as session:", *self._call(2)]
        return [*self._asks(1), *lines, *self._answer(1)]

    def _work(self, level: int, _: str) -> list[str]:
        return [*self._asks(level), *self._call(level), *self._answer(level)]

    def _asks(self, level: int) -> list[str]:
        """What services outside are asked; their answers are given to the service."""
        operation, known = self._operation, list[str]()
        lines: list[str] = []
        for ask in operation.asks:
            name = f"{operation.name.snake}.{ask.call}"
            if operation.idempotency_key:
                key = f"await {self._imports.name('app.core.call_keys', 'call_key')}(request, {text(name)})"
            else:
                key = f"{self._imports.name('app.core.ports', 'fresh_key')}()"
            shown = replace(operation, nodes=ask.nodes)
            items = ["store", "ports", key, *self._given(shown)[1:], *known]
            target = f"{bound(operation, ask.bind)} = " if ask.bind is not None else ""
            lines += bracketed(f"{target}await service.{ask_name(operation, ask)}(", items, ")", level)
            known += [bound(operation, ask.bind)] if ask.bind is not None else []
        return lines

    def _given(self, operation: OperationPlan) -> list[str]:
        """What a function of the service is given; the operation, or what is asked before it."""
        needed = needs(operation)
        items = ["session"]
        items += ["settings"] if needed.settings else []
        items += ["cookies"] if needed.session and keeps_cookies(self._plan) else []
        items += ["viewer"] if needed.viewer else []
        items += [local(field.name.attr) for field in operation.path_fields]
        items += [self._query] if operation.query else []
        items += [self._data()] if operation.body is not None else []
        if operation.if_match:
            items.append(f"{self._imports.name('app.core.conditions', 'if_match')}(request)")
        return items

    def _call(self, level: int) -> list[str]:
        operation = self._operation
        items = self._given(operation)
        items += [bound(operation, ask.bind) for ask in operation.asks if ask.bind is not None]
        self._imports.add("app.services", f"{module_file(self._group.name)} as service")
        bind = "" if operation.response.form == "empty" else "found = "
        call = f"{bind}await service.{function_name(operation)}("
        if self._plan.collides(operation) and not operation.idempotency_key:
            transact = self._imports.name("app.core.retries", "transact")
            call = f"{bind}await {transact}("
            items = ["store", f"lambda session: service.{function_name(operation)}({', '.join(items)})"]
        if operation.wrapper is None or not _refuses_fields(operation):
            return bracketed(call, items, ")", level)
        inside = self._imports.name("app.core.validation", "inside")
        return [
            f"{INDENT * level}with {inside}({text(operation.wrapper.wire)}):",
            *bracketed(call, items, ")", level + 1),
        ]

    def _data(self) -> str:
        return "data" if self._operation.wrapper is None else f"data.{self._operation.wrapper.name.attr}"

    def _answer(self, level: int) -> list[str]:
        margin = INDENT * level
        response = self._operation.response
        if response.form == "empty":
            status = "" if response.status == 204 else str(response.status)
            return [f"{margin}return {self._imports.name('app.core.responses', 'no_content')}({status})"]
        if response.form == "file":
            status = "" if response.status == 200 else f", {response.status}"
            return [f"{margin}return {self._imports.name('app.core.files', 'file_response')}(found{status})"]
        lines: list[str] = []
        options = [] if response.status == 200 else [str(response.status)]
        if response.etag:
            etag = self._imports.name("app.core.conditions", "etag")
            lines.append(f"{margin}tag = {etag}(found.{self._version()})")
            options.append("ETag=tag")
        if response.location is not None:
            options.append(f"Location={self._location()}")
        if self._operation.revalidates:
            self._imports.add("app.core.conditions", "is_unchanged")
            self._imports.add("app.core.responses", "not_modified")
            lines += [f"{margin}if is_unchanged(request, tag):", f"{margin}{INDENT}return not_modified(tag)"]
        if response.media != "json":
            return [*lines, *self._document(level, options)]
        self._imports.add("app.core.responses", "json_response")
        return [*lines, *bracketed("return json_response(", [self._view(), *options], ")", level)]

    def _document(self, level: int, options: list[str]) -> list[str]:
        """The answer as a table or a document to look at."""
        response = self._operation.response
        assert response.view is not None
        shown, title = self._imports.name(view_home(self._plan, response.view), view_class(response.view)), []
        kind = {"csv": "csv_response", "html": "html_list" if response.page is not None else "html_row"}[response.media]
        self._imports.add("app.core.csv_tables" if response.media == "csv" else "app.core.html_pages", kind)
        if response.media == "html":
            title = [text(self._operation.summary.removesuffix("."))]
        if response.page is None:
            return bracketed(f"return {kind}(", [*title, f"{shown}.model_validate(found)", *options], ")", level)
        self._imports.add("app.core.following", "next_page")
        following = "next_page(request, page)"
        return [
            f"{INDENT * level}page = {self._view()}",
            *bracketed(f"return {kind}(", [*title, shown, "page.items", following, *options], ")", level),
        ]

    def _view(self) -> str:
        response = self._operation.response
        if response.form == "aggregate":
            name = self._imports.name(self._schemas, result_class(self._operation))
            return f'{name}.model_validate({{"groups": found}})'
        if response.form == "tokens":
            return f"{self._imports.name('app.schemas.tokens', 'TokenView')}.model_validate(found)"
        assert response.view is not None
        if response.page is not None and response.page.shape is not None:
            name = self._imports.name(self._schemas, response.page.shape)
        elif response.form == "page":
            name = self._imports.name(self._page_module(response.view), page_class(response.view))
        else:
            name = self._imports.name(view_home(self._plan, response.view), view_class(response.view))
        view = f"{name}.model_validate(found)"
        if response.wrapper is None:
            return view
        return f"{self._imports.name(self._schemas, response.wrapper.shape)}({response.wrapper.name.attr}={view})"

    def _page_module(self, view: Shape) -> str:
        group = next(group for group in self._plan.groups if view in group.shapes)
        return f"app.schemas.{module_file(group.name)}"

    def _version(self) -> str:
        table = self._plan.table(row_binds(self._operation)[self._operation.response.bind or ""])
        return table.column(VERSION).name.attr

    def _location(self) -> str:
        response = self._operation.response
        table = self._plan.table(row_binds(self._operation)[response.bind or ""])
        key = table.column(table.primary_key[0]).name.attr
        value = f"found.{key}"
        if table.column(table.primary_key[0]).type.kind not in ("uuid", "int32", "int64"):
            value = f"{self._imports.name('urllib.parse', 'quote')}({value}, safe='')"
        assert response.location is not None
        path = f"{self._plan.api.prefix}{response.location}"
        return f'f"{path.replace("{id}", f"{{{value}}}")}"'

    def _annotated(self) -> str:
        return self._imports.name("typing", "Annotated")


def _refuses_fields(operation: OperationPlan) -> bool:
    """Whether the service may tell of single fields of the body."""
    steps = (step for node in every(operation.nodes) if isinstance(node, WriteSet) for step in node.writes)
    conflicts = (conflict for step in steps for conflict in step.conflicts)
    return any(isinstance(node, RequireReferences) for node in every(operation.nodes)) or any(
        item.fields for item in conflicts
    )
