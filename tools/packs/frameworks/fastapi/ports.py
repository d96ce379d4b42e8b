"""Ports: what services outside are asked, and the files that reach them."""

from tools.blueprint.plan.operation import Ask, OperationPlan
from tools.blueprint.plan.render_plan import PortCallPlan, PortPlan, RenderPlan
from tools.packs.base import File
from tools.packs.frameworks.fastapi.fields import FieldPrinter
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, bracketed, docstring, module
from tools.packs.languages.python.literals import text

_RULE = "integration.ports"


def ask_name(operation: OperationPlan, ask: Ask) -> str:
    """`ask_charge_for_pay_order`: the function that asks before the operation begins."""
    same = [item for item in operation.asks if item.call == ask.call]
    number = "" if len(same) == 1 else f"_{same.index(ask) + 1}"
    return f"ask_{ask.call}{number}_for_{operation.name.snake}"


def port_alias(port: PortPlan) -> str:
    """What services call the module of a port."""
    return f"{port.name.snake}_port"


def port_files(plan: RenderPlan) -> list[File]:
    """A protocol for each port, the file that reaches it, and what holds all of them."""
    if not plan.ports:
        return []
    files = [
        _file("app/ports/__init__.py", '"""What services outside are asked; how they are reached, adapters know."""\n'),
        _file("app/adapters/__init__.py", '"""How services outside are reached: these files are yours."""\n'),
        _file("app/core/outside.py", _outside_module(plan)),
    ]
    for port in plan.ports:
        files.append(_file(f"app/ports/{port.name.file}.py", _port_module(plan, port)))
        adapter = File(f"app/adapters/{port.name.file}.py", _adapter_module(port), "python", "user", rules=(_RULE,))
        files.append(adapter)
    return files


def _port_module(plan: RenderPlan, port: PortPlan) -> str:
    imports = Imports()
    imports.add("typing", "Protocol")
    imports.add("app.core.ports", "Question", "Reply")
    printer = FieldPrinter(imports, plan.enums)
    classes = [lines for call in port.calls for lines in _call_classes(call, printer)]
    told = port.description or f"What `{port.name.snake}` is asked."
    lines = [f"class {port.name.pascal}(Protocol):", docstring(told, 1)]
    for call in port.calls:
        head = ["self", f"question: {call.question.name}", "key: str"]
        signature = bracketed(f"async def {call.name.attr}(", head, f") -> {call.reply.name}:", 1)
        about = call.description or f"{call.name.title}."
        lines += [
            "",
            *signature,
            docstring(f"{about} Under one key it is done once; raises PortFailed.", 2),
            f"{INDENT * 2}...",
        ]
    lines += [
        "",
        f"{INDENT}async def close(self) -> None:",
        docstring("Let go of what is open.", 2),
        f"{INDENT * 2}...",
    ]
    title = f"The port `{port.name.snake}`."
    return module(title, imports.render(), "\n".join(printer.aliases), *classes, "\n".join(lines))


def _call_classes(call: PortCallPlan, printer: FieldPrinter) -> list[str]:
    question = [line for field in call.question.fields for line in printer.view(field, None)]
    printer.owner = call.reply.name
    reply = [line for field in call.reply.fields for line in printer.body(field, patch=False)]
    return [
        _class(call.question.name, "Question", f"What `{call.name.snake}` is told.", question),
        _class(call.reply.name, "Reply", f"What `{call.name.snake}` answers.", reply),
    ]


def _class(name: str, base: str, summary: str, lines: list[str]) -> str:
    body = ["", *lines] if lines else []
    return "\n".join([f"class {name}({base}):", docstring(summary, 1), *body])


def _adapter_module(port: PortPlan) -> str:
    """The first version of a file that is never written again."""
    imports = Imports()
    imports.add("app.core.config", "Settings")
    imports.add("app.core.ports", "HttpPort")
    names = [call.question.name for call in port.calls] + [call.reply.name for call in port.calls]
    imports.add(f"app.ports.{port.name.file}", port.name.pascal, *names)
    lines = [
        f"class Http{port.name.pascal}(HttpPort):",
        docstring(f"`{port.name.snake}` over HTTP: JSON in, JSON out.", 1),
    ]
    for call in port.calls:
        head = ["self", f"question: {call.question.name}", "key: str"]
        lines += ["", *bracketed(f"async def {call.name.attr}(", head, f") -> {call.reply.name}:", 1)]
        items = [text(call.name.kebab), "question", call.reply.name, "key"]
        lines += bracketed("return await self.post(", items, ")", 2)
    name = f"outside_{port.name.snake}"
    items = [text(name.upper()), f"settings.{name}_url", f"settings.{name}_token"]
    connect = [
        f"def connect(settings: Settings) -> {port.name.pascal}:",
        docstring("Return what reaches it.", 1),
        *bracketed(f"return Http{port.name.pascal}(", items, ")", 1),
    ]
    title = f"How `{port.name.snake}` is reached. This file is yours: it was written once, and is kept from then on."
    return module(title, imports.render(), "\n".join(lines), "\n".join(connect))


def _outside_module(plan: RenderPlan) -> str:
    """`app/core/outside.py`: every port, connected."""
    imports = Imports()
    imports.add("dataclasses", "dataclass")
    imports.add("app.core.config", "Settings")
    members, items, ends = [], [], []
    for port in plan.ports:
        imports.add("app.adapters", f"{port.name.file} as {port_alias(port)}")
        imports.add(f"app.ports.{port.name.file}", port.name.pascal)
        members.append(f"{INDENT}{port.name.attr}: {port.name.pascal}")
        items.append(f"{port.name.attr}={port_alias(port)}.connect(settings)")
        ends.append(f"{INDENT}await ports.{port.name.attr}.close()")
    holder = ["@dataclass(frozen=True)", "class Ports:", docstring("Every service outside.", 1), "", *members]
    connect = ["def connect(settings: Settings) -> Ports:", docstring("Return what reaches them.", 1)]
    connect += bracketed("return Ports(", items, ")", 1)
    close = ["async def close(ports: Ports) -> None:", docstring("Let go of what is open.", 1), *ends]
    return module(
        "Services outside, as the application knows them.",
        imports.render(), "\n".join(holder), "\n".join(connect), "\n".join(close),
    )  # fmt: skip


def _file(path: str, content: str) -> File:
    return File(path, content, "python", rules=("framework.fastapi", _RULE))
