"""Constants of a Blueprint as values of their type, with the imports that they need."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from tools.blueprint.plan.values import ValueType
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.literals import literal, number, text

_NUMBERS = ("int32", "int64", "float")


def typed(value: object, kind: ValueType | None, imports: Imports) -> str:
    """TypeScript source of a constant that is given in wire form, or as a Python value already."""
    match value, kind:
        case list() | tuple(), ValueType(kind="array", items=ValueType() as items):
            return f"[{', '.join(typed(item, items, imports) for item in value)}]"
        case bool() | None, _:
            return literal(value)
        case Decimal() | int() | float(), ValueType(kind=name) if name in _NUMBERS:
            return number(value)
        case str() | Decimal() | int(), ValueType(kind="decimal"):
            exact = format(value, "f") if isinstance(value, Decimal) else str(value)
            return f"new {imports.name('big.js', 'Big')}({text(exact)})"
        case str(), ValueType(kind="uuid"):
            return text(str(UUID(value)))
        case str(), ValueType(kind="datetime"):
            return text(_moment(datetime.fromisoformat(value)))
        case datetime(), _:
            return text(_moment(value))
        case str(), ValueType(kind="binary"):
            return f"Buffer.from({text(value)}, 'base64')"
        case Decimal(), _:
            imports.add("big.js", "Big")
    return literal(value)


def _moment(value: datetime) -> str:
    """The canonical text of a moment: in UTC, with milliseconds."""
    return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"
