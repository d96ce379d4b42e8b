"""Prints what a handler answers: status, headers, and what is shown of what the service found."""

from tools.blueprint.managed import VERSION
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import Group, RenderPlan
from tools.packs.frameworks.express.fields import const, view_function
from tools.packs.frameworks.express.schemas import schema_path
from tools.packs.frameworks.express.views import columns_const, page_function, result_class, view_home
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, bracketed, returned
from tools.packs.languages.typescript.literals import record, template, text
from tools.packs.languages.typescript.modules import module_file
from tools.packs.needs import row_binds

_RESPONSES = "src/core/responses.ts"
_CONDITIONS = "src/core/conditions.ts"


class AnswerPrinter:
    """Prints the answer of one operation; what its service found is called `found`."""

    def __init__(self, plan: RenderPlan, group: Group, operation: OperationPlan, imports: Imports) -> None:
        self._plan = plan
        self._operation = operation
        self._response = operation.response
        self._imports = imports
        self._schemas = schema_path(group)

    def sent(self, level: int) -> list[str]:
        """Statements that send it."""
        response, margin = self._response, INDENT * level
        status = [] if response.status == 200 else [str(response.status)]
        if response.form == "empty":
            status = [] if response.status == 204 else [str(response.status)]
            return bracketed(f"{self._imports.name(_RESPONSES, 'noContent')}(", ["response", *status], ");", level)
        if response.form == "file":
            answer = self._imports.name("src/core/files.ts", "fileResponse")
            return bracketed(f"{answer}(", ["response", "found", *status], ");", level)
        lines: list[str] = []
        headers = self._headers()
        if self._operation.revalidates:
            lines.append(f"{margin}const tag = {headers['ETag']};")
            headers["ETag"] = "tag"
            unchanged = self._imports.name(_CONDITIONS, "isUnchanged")
            told = self._imports.name(_RESPONSES, "notModified")
            lines += [
                f"{margin}if ({unchanged}(request, tag)) {{",
                f"{margin}{INDENT}{told}(response, tag);",
                f"{margin}{INDENT}return;",
                f"{margin}}}",
            ]
        if response.media != "json":
            return [*lines, *self._document(level, headers)]
        options = [*status, record(list(headers.items()))] if headers else status
        if headers and not status:
            options = ["200", *options]
        answer = self._imports.name(_RESPONSES, "jsonResponse")
        return [*lines, *bracketed(f"{answer}(", ["response", self._view(), *options], ");", level)]

    def kept(self, level: int) -> list[str]:
        """The statement that returns it, so that it can be sent again to whoever asks again."""
        response = self._response
        body = "null" if response.form == "empty" else self._view()
        members = [("status", str(response.status)), ("body", body)]
        headers = {} if response.form == "empty" else self._headers()
        members += [("headers", record(list(headers.items())))] if headers else []
        return returned(record(members), level)

    def _document(self, level: int, headers: dict[str, str]) -> list[str]:
        """The answer as a table or a document to look at."""
        response = self._response
        assert response.view is not None
        status = [] if response.status == 200 else [str(response.status)]
        shown = self._imports.name(view_home(self._plan, response.view), view_function(response.view))
        is_html, items = response.media == "html", ["response"]
        if is_html:
            items.append(text(self._operation.summary.removesuffix(".")))
        home = "src/core/html-pages.ts" if is_html else "src/core/csv-tables.ts"
        if response.page is None:
            options = [status[0] if status else "200", record(list(headers.items()))] if headers else status
            answer = self._imports.name(home, "htmlRow")
            return bracketed(f"{answer}(", [*items, f"{shown}(found)", *options], ");", level)
        columns = self._imports.name(view_home(self._plan, response.view), columns_const(response.view))
        items.append(f"Object.keys({columns})" if is_html else columns)
        following = f"{self._imports.name('src/core/following.ts', 'nextPage')}(request, found)"
        items += [f"found.items.map({shown})", following, *status]
        answer = self._imports.name(home, "htmlList" if is_html else "csvResponse")
        return bracketed(f"{answer}(", items, ");", level)

    def _headers(self) -> dict[str, str]:
        """Names and values of headers, in their order."""
        found = {}
        if self._response.etag:
            found["ETag"] = f"{self._imports.name(_CONDITIONS, 'etag')}(found.{self._version()})"
        if self._response.location is not None:
            found["Location"] = self._location()
        return found

    def _view(self) -> str:
        """What is shown of what was found."""
        response = self._response
        if response.form == "aggregate":
            return f"{self._imports.name(self._schemas, const(result_class(self._operation)))}(found)"
        if response.form == "tokens":
            return f"{self._imports.name('src/schemas/tokens.ts', 'tokenView')}(found)"
        assert response.view is not None
        if response.wrapper is not None:
            name = self._imports.name(self._schemas, const(response.wrapper.shape))
        elif response.page is not None and response.page.shape is not None:
            name = self._imports.name(self._schemas, const(response.page.shape))
        elif response.form == "page":
            name = self._imports.name(self._page_home(), page_function(response.view))
        else:
            name = self._imports.name(view_home(self._plan, response.view), view_function(response.view))
        return f"{name}(found)"

    def _page_home(self) -> str:
        group = next(group for group in self._plan.groups if self._response.view in group.shapes)
        return f"src/schemas/{module_file(group.name)}.ts"

    def _version(self) -> str:
        table = self._plan.table(row_binds(self._operation)[self._response.bind or ""])
        return table.column(VERSION).name.attr

    def _location(self) -> str:
        table = self._plan.table(row_binds(self._operation)[self._response.bind or ""])
        key = table.column(table.primary_key[0])
        value = f"found.{key.name.attr}"
        if key.type.kind not in ("uuid", "int32", "int64"):
            value = f"{self._imports.name('src/core/quoting.ts', 'quoted')}({value})"
        assert self._response.location is not None
        before, after = f"{self._plan.api.prefix}{self._response.location}".split("{id}")
        return f"`{template(before)}${{{value}}}{template(after)}`"
