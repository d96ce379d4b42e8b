"""Events: what each kind that operations emit is told, and how it goes out."""

from tools.blueprint.plan.render_plan import EventPlan, RenderPlan
from tools.packs.frameworks.express.fields import FieldPrinter
from tools.packs.frameworks.express.telling import told_interface, told_members
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, docstring, exploded, module
from tools.packs.languages.typescript.literals import text

KINDS = "src/events/kinds.ts"


def kind_function(event: EventPlan) -> str:
    """The function that makes an event of its kind: `orderPaid`."""
    return event.name.attr


def kinds_module(plan: RenderPlan) -> str:
    """`src/events/kinds.ts`."""
    imports = Imports(KINDS)
    imports.type("src/events/event.ts", "Event")
    printer = FieldPrinter(imports, plan.enums)
    blocks = [block for event in plan.events for block in _kind(event, printer)]
    return module("What is told of.", imports.render(), *blocks)


def _kind(event: EventPlan, printer: FieldPrinter) -> list[str]:
    """What is told, and the event that is made of it."""
    name, fields = event.name.type, event.shape.fields
    function = [
        docstring(f"Return what goes out as `{event.type}`."),
        f"export function {kind_function(event)}(told: {name}): Event {{",
        f"{INDENT}return {{",
        f"{INDENT * 2}type: {text(event.type)},",
        exploded("data: {", told_members("told", fields, printer), "},", 2),
        f"{INDENT}}};",
        "}",
    ]
    summary = event.description or f"{event.name.title}."
    return [told_interface(name, summary, fields, printer), "\n".join(function)]


def event_context(plan: RenderPlan) -> dict[str, object]:
    """What the templates of the outbox place."""
    return {"source": text(f"/{plan.name.kebab}")}
