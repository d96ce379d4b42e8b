"""Ports: what services outside are asked, and the files that reach them."""

from tools.blueprint.names import camel
from tools.blueprint.plan.operation import Ask, OperationPlan
from tools.blueprint.plan.render_plan import PortCallPlan, PortPlan, RenderPlan
from tools.blueprint.plan.shapes import Shape
from tools.packs.base import File
from tools.packs.frameworks.express.fields import FieldPrinter, const
from tools.packs.frameworks.express.objects import schema_block
from tools.packs.frameworks.express.telling import told_interface, told_members
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, bracketed, docstring, exploded, module
from tools.packs.languages.typescript.literals import text

OUTSIDE = "src/core/outside.ts"
_RULE = "integration.ports"
_METHODS = frozenset({"close", "post"})
"""What all that reach a port can do already."""


def ask_name(operation: OperationPlan, ask: Ask) -> str:
    """`askChargeForPayOrder`: the function that asks before the operation begins."""
    same = [item for item in operation.asks if item.call == ask.call]
    number = "" if len(same) == 1 else f"_{same.index(ask) + 1}"
    return camel(f"ask_{ask.call}{number}_for_{operation.name.snake}")


def port_alias(port: PortPlan) -> str:
    """What services call the module of a port."""
    return f"{port.name.camel}Port"


def port_path(port: PortPlan) -> str:
    """The module of a port."""
    return f"src/ports/{port.name.kebab}.ts"


def call_method(call: PortCallPlan) -> str:
    """What the call is as a method of its port."""
    return f"{call.name.attr}_" if call.name.attr in _METHODS else call.name.attr


def question_function(call: PortCallPlan) -> str:
    """`chargeQuestion`: the function that writes a question as it is sent."""
    return const(call.question.name)


def port_files(plan: RenderPlan) -> list[File]:
    """An interface for each port, the file that reaches it, and what holds all of them."""
    if not plan.ports:
        return []
    files = [_file(OUTSIDE, _outside_module(plan))]
    for port in plan.ports:
        files.append(_file(port_path(port), _port_module(plan, port)))
        files.append(File(_adapter_path(port), _adapter_module(port), "typescript", "user", rules=(_RULE,)))
    return files


def _adapter_path(port: PortPlan) -> str:
    return f"src/adapters/{port.name.kebab}.ts"


def _adapter_class(port: PortPlan) -> str:
    name = f"Http{port.name.type}"
    return f"{name}_" if name == "HttpPort" else name


def _port_module(plan: RenderPlan, port: PortPlan) -> str:
    imports = Imports(port_path(port))
    printer = FieldPrinter(imports, plan.enums)
    blocks = [block for call in port.calls for block in _call_blocks(call, printer, imports)]
    told = port.description or f"What `{port.name.snake}` is asked."
    lines = [docstring(told), f"export interface {port.name.type} {{"]
    for call in port.calls:
        about = call.description or f"{call.name.title}."
        lines.append(docstring(f"{about} Under one key it is done once; throws PortFailed.", 1))
        lines += [*bracketed(f"{call_method(call)}(", _parameters(call), f"): Promise<{call.reply.name}>;", 1), ""]
    lines += [docstring("Let go of what is open.", 1), f"{INDENT}close(): Promise<void>;", "}"]
    title = f"The port `{port.name.snake}`."
    return module(title, imports.render(), *blocks, "\n".join(lines))


def _parameters(call: PortCallPlan) -> list[str]:
    return [f"question: {call.question.name}", "key: string"]


def _call_blocks(call: PortCallPlan, printer: FieldPrinter, imports: Imports) -> list[str]:
    """The question, how it is sent, and what is taken for an answer."""
    question, fields = call.question.name, call.question.fields
    sending = [
        docstring("Return it as it is sent."),
        f"export function {question_function(call)}(question: {question}): object {{",
        exploded("return {", told_members("question", fields, printer), "};", 1),
        "}",
    ]
    told = f"What `{call.name.snake}` answers: members that nobody asked for are left out."
    return [
        told_interface(question, f"What `{call.name.snake}` is told.", fields, printer),
        "\n".join(sending),
        *_reply(call.reply, told, printer, imports),
    ]


def _reply(shape: Shape, told: str, printer: FieldPrinter, imports: Imports) -> list[str]:
    """What is taken for an answer, where nothing is coerced; before it, schemas of members that got a name."""
    # Bodies refuse members that are not declared; of an answer they are left out.
    *named, block = schema_block(shape.name, told, shape.fields, printer, imports)
    return [*named, block.replace("z.strictObject(", "z.object(", 1)]


def _adapter_module(port: PortPlan) -> str:
    """The first version of a file that is never written again."""
    imports, kind = Imports(_adapter_path(port)), port.name.type
    imports.type("src/core/config.ts", "Settings")
    imports.add("src/core/ports.ts", "HttpPort")
    imports.type(port_path(port), kind)
    lines = [
        docstring(f"`{port.name.snake}` over HTTP: JSON in, JSON out."),
        f"export class {_adapter_class(port)} extends HttpPort implements {kind} {{",
    ]
    for position, call in enumerate(port.calls):
        imports.add(port_path(port), question_function(call), const(call.reply.name))
        imports.type(port_path(port), call.question.name, call.reply.name)
        about = call.description or f"{call.name.title}."
        items = [text(call.name.kebab), f"{question_function(call)}(question)", const(call.reply.name), "key"]
        lines += [
            *([""] if position else []),
            docstring(about, 1),
            *bracketed(f"async {call_method(call)}(", _parameters(call), f"): Promise<{call.reply.name}> {{", 1),
            *bracketed("return await this.post(", items, ");", 2),
            f"{INDENT}}}",
        ]
    name = f"outside_{port.name.snake}"
    items = [text(name.upper()), f"settings.{camel(f'{name}_url')}", f"settings.{camel(f'{name}_token')}"]
    connect = [
        docstring("Return what reaches it."),
        f"export function connect(settings: Settings): {kind} {{",
        *bracketed(f"return new {_adapter_class(port)}(", items, ");", 1),
        "}",
    ]
    title = f"How `{port.name.snake}` is reached. This file is yours: it was written once, and is kept from then on."
    return module(title, imports.render(), "\n".join([*lines, "}"]), "\n".join(connect))


def _outside_module(plan: RenderPlan) -> str:
    """`src/core/outside.ts`: every port, connected."""
    imports = Imports(OUTSIDE)
    imports.type("src/core/config.ts", "Settings")
    members, items, ends = [], [], []
    for port in plan.ports:
        imports.module(_adapter_path(port), port_alias(port))
        imports.type(port_path(port), port.name.type)
        members.append(f"{INDENT}readonly {port.name.attr}: {port.name.type};")
        items.append(f"{port.name.attr}: {port_alias(port)}.connect(settings)")
        ends.append(f"{INDENT}await ports.{port.name.attr}.close();")
    holder = [docstring("Every service outside."), "export interface Ports {", *members, "}"]
    connect = [
        docstring("Return what reaches them."),
        "export function connect(settings: Settings): Ports {",
        *bracketed("return {", items, "};", 1),
        "}",
    ]
    close = [
        docstring("Let go of what is open."),
        "export async function close(ports: Ports): Promise<void> {",
        *ends,
        "}",
    ]
    return module(
        "Services outside, as the application knows them.",
        imports.render(), "\n".join(holder), "\n".join(connect), "\n".join(close),
    )  # fmt: skip


def _file(path: str, content: str) -> File:
    return File(path, content, "typescript", rules=("framework.express", _RULE))
