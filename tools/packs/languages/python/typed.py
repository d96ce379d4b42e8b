"""Constants of a Blueprint as values of their type, with the imports that they need."""

from decimal import Decimal

from tools.blueprint.plan.values import ValueType
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.literals import literal, text

_READ = {"date": ("datetime", "date"), "datetime": ("datetime", "datetime")}


def typed(value: object, kind: ValueType | None, imports: Imports) -> str:
    """Python source of a constant that is given in wire form, or as a Python value already."""
    match value, kind:
        case list() | tuple(), ValueType(kind="array", items=ValueType() as items):
            inner = [typed(item, items, imports) for item in value]
            if isinstance(value, list):
                return f"[{', '.join(inner)}]"
            return f"({inner[0]},)" if len(inner) == 1 else f"({', '.join(inner)})"
        case str(), ValueType(kind="decimal"):
            return f"{imports.name('decimal', 'Decimal')}({text(value)})"
        case str(), ValueType(kind="uuid"):
            return f"{imports.name('uuid', 'UUID')}({text(value)})"
        case str(), ValueType(kind="date" | "datetime" as name):
            return f"{imports.name(*_READ[name])}.fromisoformat({text(value)})"
        case Decimal(), _:
            imports.add("decimal", "Decimal")
    return literal(value)
