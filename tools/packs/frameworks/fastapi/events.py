"""Events: a class for each kind that operations emit."""

from tools.blueprint.plan.render_plan import EventPlan, RenderPlan
from tools.packs.frameworks.fastapi.fields import FieldPrinter
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, docstring, module
from tools.packs.languages.python.literals import text


def kinds_module(plan: RenderPlan) -> str:
    """`app/events/kinds.py`."""
    imports = Imports()
    imports.add("app.events.event", "Event")
    imports.add("typing", "ClassVar")
    printer = FieldPrinter(imports, plan.enums)
    classes = [_kind(event, printer) for event in plan.events]
    return module("What is told of.", imports.render(), *classes)


def _kind(event: EventPlan, printer: FieldPrinter) -> str:
    lines = [f"class {event.shape.name}(Event):", docstring(event.description or f"{event.name.title}.", 1), ""]
    lines += [f"{INDENT}TYPE: ClassVar[str] = {text(event.type)}", ""]
    return "\n".join([*lines, *(line for field in event.shape.fields for line in printer.view(field, None))])


def event_context(plan: RenderPlan) -> dict[str, object]:
    """What the templates of the outbox place."""
    return {"source": f"/{plan.name.kebab}"}
