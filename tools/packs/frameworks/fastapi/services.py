"""Services: one function for each operation, the order of its steps."""

from collections.abc import Sequence
from dataclasses import replace

from tools.blueprint.plan.operation import Ask, FetchPage, OperationPlan, ResponsePlan
from tools.blueprint.plan.render_plan import Group, PortPlan, RenderPlan
from tools.packs.cases import case_constants
from tools.packs.frameworks.fastapi.carriers import keeps_cookies
from tools.packs.frameworks.fastapi.host import bound, function_name, local
from tools.packs.frameworks.fastapi.nodes import NodePrinter
from tools.packs.frameworks.fastapi.ports import ask_name, port_alias
from tools.packs.frameworks.fastapi.schemas import query_class
from tools.packs.languages.python.annotations import annotation
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, bracketed, docstring, module
from tools.packs.languages.python.modules import module_file
from tools.packs.needs import looking, needs, page_bind, present_name, row_binds, shows


def service_module(plan: RenderPlan, group: Group) -> str:
    """`app/services/<group>.py`."""
    imports = Imports()
    constants: list[str] = []
    functions = [
        function
        for operation in (*group.operations, *group.commands)
        for function in (
            *_present(plan, group, operation, imports, constants),
            *(_ask(plan, group, operation, ask, imports, constants) for ask in operation.asks),
            _function(plan, group, operation, imports, constants),
        )
    ]
    subject = group.name.plural_snake.replace("_", " ")
    return module(f"What may happen to {subject}, step by step.", imports.render(), *_joined(constants), *functions)


def _joined(constants: list[str]) -> list[str]:
    return ["\n".join(dict.fromkeys(constants))] if constants else []


def _function(plan: RenderPlan, group: Group, operation: OperationPlan, imports: Imports, constants: list[str]) -> str:
    imports.add("app.core.database", "Session")
    printer = NodePrinter(plan, operation, imports, constants)
    lines = printer.lines()
    answer = _answer(plan, operation, imports)
    if answer != "None" and operation.response.bind is not None and not shows(operation):
        lines.append(f"{INDENT}return {bound(operation, operation.response.bind)}")
    head = bracketed(
        f"async def {function_name(operation)}(", _parameters(plan, group, operation, imports), f") -> {answer}:"
    )
    return "\n".join([*head, docstring(operation.summary, 1), *lines])


def _ask(
    plan: RenderPlan, group: Group, operation: OperationPlan, ask: Ask, imports: Imports, constants: list[str]
) -> str:
    """The function that asks a service outside, with a transaction of its own before."""
    imports.add("app.core.database", "Database")
    imports.add("app.core.outside", "Ports")
    imports.add("app.core.ports", "answering")
    port, before = plan.port(ask.port), operation.asks[: operation.asks.index(ask)]
    module_name = port_module(imports, port)
    call = port.call(ask.call)
    shown = replace(operation, nodes=(*before, *ask.nodes), response=ResponsePlan(200, "empty"))
    lines = _asking(NodePrinter(plan, shown, imports, constants), ask, module_name)
    items = ["store: Database", "ports: Ports", "key: str", *_parameters(plan, group, shown, imports)[1:]]
    head = bracketed(f"async def {ask_name(operation, ask)}(", items, f") -> {module_name}.{call.reply.name}:")
    told = f"Ask `{ask.port}` what `{operation.name.snake}` needs to know, before it begins."
    return "\n".join([*head, docstring(told, 1), *lines])


def _present(
    plan: RenderPlan, group: Group, operation: OperationPlan, imports: Imports, constants: list[str]
) -> list[str]:
    """The function that looks for what must be there before what was sent is looked at."""
    if operation.present is None:
        return []
    shown = looking(operation, operation.present)
    lines = NodePrinter(plan, shown, imports, constants).lines()
    head = bracketed(f"async def {present_name(operation)}(", _parameters(plan, group, shown, imports), ") -> None:")
    told = f"Refuse `{operation.name.snake}` where there is nothing for it."
    return ["\n".join([*head, docstring(told, 1), *lines])]


def _asking(printer: NodePrinter, ask: Ask, port: str) -> list[str]:
    """Statements that read what a service outside is asked, and ask it. `port`: what its module is called."""
    known = printer.plan.port(ask.port)
    call, sent = known.call(ask.call), dict(ask.sent)
    printer.imports.add("app.core", "cases")
    lines = printer.reading(ask.nodes, 2)
    lines = [f"{INDENT}async with store.statements() as session:", *lines] if lines else []
    given = [f"{field.name.attr}={printer.host.print(sent[field.name.snake])}" for field in call.question.fields]
    question = f"{port}.{call.question.name}({', '.join(given)})"
    return [
        *lines,
        f"{INDENT}with answering(cases.{case_constants(printer.plan)[ask.error]}):",
        *bracketed(f"return await ports.{known.name.attr}.{call.name.attr}(", [question, "key"], ")", 2),
    ]


def _answers(plan: RenderPlan, asks: Sequence[Ask], operation: OperationPlan, imports: Imports) -> list[str]:
    """Parameters for the answers that are known."""
    found = []
    for ask in asks:
        if ask.bind is not None:
            port = plan.port(ask.port)
            reply = port.call(ask.call).reply.name
            found.append(f"{bound(operation, ask.bind)}: {port_module(imports, port)}.{reply}")
    return found


def port_module(imports: Imports, port: PortPlan) -> str:
    """The module of a port, imported."""
    imports.add("app.ports", f"{port.name.file} as {port_alias(port)}")
    return port_alias(port)


def _parameters(plan: RenderPlan, group: Group, operation: OperationPlan, imports: Imports) -> list[str]:
    needed = needs(operation)
    schemas = f"app.schemas.{module_file(group.name)}"
    items = ["session: Session"]
    if needed.settings:
        items.append(f"settings: {imports.name('app.core.config', 'Settings')}")
    if needed.session and keeps_cookies(plan):
        items.append(f"cookies: {imports.name('app.security.cookies', 'SessionCookies')}")
    if needed.viewer:
        absent = " | None" if operation.access.optional else ""
        items.append(f"viewer: {imports.name('app.security.viewer', 'Viewer')}{absent}")
    for field in operation.path_fields:
        items.append(f"{local(field.name.attr)}: {annotation(field.type, imports, plan.enums)}")
    if needed.query:
        items.append(f"query: {imports.name(schemas, query_class(operation))}")
    if operation.body is not None:
        items.append(f"data: {imports.name(schemas, operation.body.name)}")
    if needed.if_match:
        items.append("if_match: str | None")
    return [*items, *_answers(plan, operation.asks, operation, imports)]


def _answer(plan: RenderPlan, operation: OperationPlan, imports: Imports) -> str:
    """What the function returns."""
    if shows(operation):
        if operation.response.form == "object":
            return imports.name("app.repositories.shown", "Shown")
        imports.add("app.repositories.paging", "Page")
        return f"Page[{imports.name('app.repositories.shown', 'Shown')}]"
    match operation.response.form:
        case "object":
            assert operation.response.bind is not None
            table = plan.table(row_binds(operation)[operation.response.bind])
            return imports.name("app.models", table.name.type)
        case "page":
            imports.add("app.repositories.paging", "Page")
            name = page_bind(operation)
            assert name is not None
            throughs = [node.call.through for node in operation.nodes if isinstance(node, FetchPage)]
            if any(through is not None and through.columns for through in throughs):
                return f"Page[{imports.name('app.repositories.links', 'LinkedRow')}]"
            return f"Page[{imports.name('app.models', plan.table(name).name.type)}]"
        case "aggregate":
            imports.add("typing", "Any")
            return "list[dict[str, Any]]"
        case "file":
            return imports.name("app.core.files", "FileAnswer")
        case "tokens":
            return imports.name("app.security.sessions", "TokenPair")
    return "None"
