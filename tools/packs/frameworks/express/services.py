"""Services: one function for each operation, the order of its steps."""

from collections.abc import Sequence
from dataclasses import replace

from tools.blueprint.names import camel, pascal
from tools.blueprint.plan.expr import BoundValue
from tools.blueprint.plan.operation import Ask, FetchPage, OperationPlan, ResponsePlan, ShowRows
from tools.blueprint.plan.parts import parts_of
from tools.blueprint.plan.render_plan import Group, PortPlan, RenderPlan
from tools.blueprint.plan.values import ValueType
from tools.packs.frameworks.express.carriers import keeps_cookies
from tools.packs.frameworks.express.host import bound, function_name, local, look_name
from tools.packs.frameworks.express.nodes import NodePrinter
from tools.packs.frameworks.express.ports import OUTSIDE, ask_name, call_method, port_alias, port_path
from tools.packs.frameworks.express.queries import query_class
from tools.packs.frameworks.express.schemas import schema_path
from tools.packs.languages.typescript.annotations import annotation, optional
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, bracketed, docstring, expression, module
from tools.packs.languages.typescript.literals import key, record, text
from tools.packs.languages.typescript.modules import module_file
from tools.packs.needs import looking, needs, row_binds, shows

Parameters = list[tuple[str, str]]
"""Names and types of what a function is given in one object."""


def service_path(group: Group) -> str:
    """The module of a group's service."""
    return f"src/services/{module_file(group.name)}.ts"


def service_module(plan: RenderPlan, group: Group) -> str:
    """`src/services/<group>.ts`."""
    printer = _Functions(plan, group)
    functions = [
        function
        for operation in (*group.operations, *group.commands)
        for function in (
            *printer.present(operation),
            *(printer.asking(operation, ask) for ask in operation.asks),
            printer.function(operation),
        )
    ]
    subject = group.name.plural_snake.replace("_", " ")
    told = f"What may happen to {subject}, step by step."
    return module(told, printer.imports.render(), "\n".join(printer.constants.values()), *functions)


class _Functions:
    """Prints the functions of one group; the constants that they need gather in `constants`."""

    def __init__(self, plan: RenderPlan, group: Group) -> None:
        self.plan = plan
        self.group = group
        self.imports = Imports(service_path(group))
        self.constants: dict[str, str] = {}

    def function(self, operation: OperationPlan) -> str:
        """The function of an operation."""
        printer = self._printer(operation)
        lines = printer.answered(printer.lines())
        head = self._head(operation, printer, lines, function_name(operation), self._answer(operation))
        return "\n".join([docstring(operation.summary), *head, *_ended(lines), "}"])

    def present(self, operation: OperationPlan) -> list[str]:
        """The function that looks for what must be there before what was sent is looked at."""
        if operation.present is None:
            return []
        shown = looking(operation, operation.present)
        printer = self._printer(shown)
        lines = printer.lines()
        head = self._head(shown, printer, lines, look_name(operation), "void")
        told = f"Refuse `{operation.name.snake}` where there is nothing for it."
        return ["\n".join([docstring(told), *head, *_ended(lines), "}"])]

    def asking(self, operation: OperationPlan, ask: Ask) -> str:
        """The function that asks a service outside, with a transaction of its own before."""
        self.imports.type("src/core/database.ts", "Database")
        self.imports.type(OUTSIDE, "Ports")
        port, before = self.plan.port(ask.port), operation.asks[: operation.asks.index(ask)]
        call = port.call(ask.call)
        shown = replace(operation, nodes=(*before, *ask.nodes), response=ResponsePlan(200, "empty"))
        printer = self._printer(shown)
        lines = self._asking(printer, ask, port)
        # What is given follows from the nodes of this question alone.
        parameters = self._parameters(replace(operation, nodes=ask.nodes), before)
        items = ["store: Database", "ports: Ports", "key: string", *_object(parameters, printer.host.used)]
        items[0] = items[0] if any("store." in line for line in lines) else f"_{items[0]}"
        answer = f"{self._port(port)}.{call.reply.name}"
        head = bracketed(f"export async function {ask_name(operation, ask)}(", items, f"): Promise<{answer}> {{")
        told = f"Ask `{ask.port}` what `{operation.name.snake}` needs to know, before it begins."
        return "\n".join([docstring(told), *head, *lines, "}"])

    def _asking(self, printer: NodePrinter, ask: Ask, port: PortPlan) -> list[str]:
        """Statements that read what a service outside is asked, and ask it."""
        call, sent = port.call(ask.call), dict(ask.sent)
        printer.asked |= {value.bind for value in parts_of(ask.sent, BoundValue)}
        lines = printer.reading(ask.nodes, 2)
        fields = call.question.fields
        given = record(
            [(key(field.name.attr), printer.host.print(sent[field.name.snake], field.type)) for field in fields]
        )
        question = given
        if lines:
            kind = f"{self._port(port)}.{call.question.name}"
            lines = [
                f"{INDENT}const question = await store.statements(async (session): Promise<{kind}> => {{",
                *lines,
                *expression(f"return {given}", 2, ";"),
                f"{INDENT}}});",
            ]
            question = "question"
        answering = self.imports.name("src/core/ports.ts", "answering")
        asked = f"ports.{port.name.attr}.{call_method(call)}({question}, key)"
        return [*lines, *expression(f"return await {answering}({printer.case(ask.error)}, () => {asked})", 1, ";")]

    def _printer(self, operation: OperationPlan) -> NodePrinter:
        return NodePrinter(self.plan, operation, self.imports, self.constants, schema_path(self.group))

    def _head(
        self, operation: OperationPlan, printer: NodePrinter, lines: Sequence[str], name: str, answer: str
    ) -> list[str]:
        """The first line of a function over a session; what it does not use has no name."""
        self.imports.type("src/core/database.ts", "Session")
        used = printer.host.used
        session = "session: Session" if "session" in used else "_session: Session"
        items = [session, *_object(self._parameters(operation, operation.asks), used)]
        waits = "async " if _waits(lines) else ""
        return bracketed(f"export {waits}function {name}(", items, f"): Promise<{answer}> {{")

    def _parameters(self, operation: OperationPlan, asks: Sequence[Ask]) -> Parameters:
        """What a function is given behind the session; `asks`: those whose answers are known."""
        needed, imports = needs(operation), self.imports
        found: Parameters = []
        if needed.settings:
            found.append(("settings", imports.type_name("src/core/config.ts", "Settings")))
        if needed.session and keeps_cookies(self.plan):
            found.append(("cookies", imports.type_name("src/security/cookies.ts", "SessionCookies")))
        if needed.viewer:
            viewer = imports.type_name("src/security/viewer.ts", "Viewer")
            found.append(("viewer", optional(viewer, operation.access.optional)))
        found += [(local(field.name.attr), self._type(field.type)) for field in operation.path_fields]
        if needed.query:
            found.append(("query", imports.type_name(schema_path(self.group), query_class(operation))))
        if operation.body is not None:
            found.append(("data", imports.type_name(schema_path(self.group), operation.body.name)))
        if needed.if_match:
            found.append(("ifMatch", "string | null"))
        for ask in asks:
            if ask.bind is not None:
                port = self.plan.port(ask.port)
                reply = port.call(ask.call).reply.name
                found.append((bound(operation, ask.bind), f"{self._port(port)}.{reply}"))
        return found

    def _port(self, port: PortPlan) -> str:
        """The module of a port, imported."""
        self.imports.module(port_path(port), port_alias(port))
        return port_alias(port)

    def _type(self, kind: ValueType) -> str:
        return annotation(kind, self.imports, self.plan.enums)

    def _answer(self, operation: OperationPlan) -> str:
        """What the function returns."""
        imports = self.imports
        match operation.response.form:
            case "object":
                assert operation.response.bind is not None
                row = self._row(row_binds(operation)[operation.response.bind])
                return self._shown(operation, row) if shows(operation) else row
            case "page":
                row = self._listed(operation)
                row = self._shown(operation, row) if shows(operation) else row
                return f"{imports.type_name('src/repositories/paging.ts', 'Page')}<{row}>"
            case "aggregate":
                return "Readonly<Record<string, unknown>>[]"
            case "file":
                return imports.type_name("src/core/files.ts", "FileAnswer")
            case "tokens":
                return imports.type_name("src/security/sessions.ts", "TokenPair")
        return "void"

    def _row(self, table: str) -> str:
        return self.imports.type_name("src/models/index.ts", self.plan.table(table).name.type)

    def _listed(self, operation: OperationPlan) -> str:
        """The type of a row of the page that is answered, with the values of its link."""
        bind = operation.response.bind
        call = next(node.call for node in operation.nodes if isinstance(node, FetchPage) and node.bind == bind)
        row = self._row(call.table)
        if call.through is None or not call.through.columns:
            return row
        link = self.plan.table(call.through.table)
        names = " | ".join(text(link.column(name).name.attr) for name in call.through.columns)
        linked = self.imports.type_name("src/repositories/links.ts", "Linked")
        return f"{linked}<{row}, Pick<{self._row(call.through.table)}, {names}>>"

    def _shown(self, operation: OperationPlan, row: str) -> str:
        """The type of a row with what is shown beside it."""
        parts = []
        for node in operation.nodes:
            if isinstance(node, ShowRows):
                store = self.plan.table(node.call.table).name
                path = f"src/repositories/{module_file(store)}.ts"
                parts.append(self.imports.type_name(path, pascal(node.call.name)))
        beside = [
            (camel(item.field.name.snake), optional(self._type(item.field.type), item.field.nullable))
            for item in operation.response.beside
        ]
        parts += [_members(beside)] if beside else []
        return f"{self.imports.type_name('src/repositories/shown.ts', 'Shown')}<{row}, {' & '.join(parts)}>"


def _members(values: Parameters) -> str:
    """A type of objects with these members."""
    return f"{{ {'; '.join(f'readonly {key(name)}: {kind}' for name, kind in values)} }}"


def _object(parameters: Parameters, used: set[str]) -> list[str]:
    """One parameter for all: the names that are used, and the types of all; none where nothing is given."""
    if not parameters:
        return []
    kinds = f"{{ {'; '.join(f'{name}: {kind}' for name, kind in parameters)} }}"
    names = [name for name, _ in parameters if name in used]
    return [f"{{ {', '.join(names)} }}: {kinds}" if names else f"_given: {kinds}"]


def _waits(lines: Sequence[str]) -> bool:
    return any("await " in line for line in lines)


def _ended(lines: Sequence[str]) -> list[str]:
    """The statements; a function that never waits promises by hand."""
    return list(lines) if _waits(lines) else [*lines, f"{INDENT}return Promise.resolve();"]
