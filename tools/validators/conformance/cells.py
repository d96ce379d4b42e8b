"""Values of a type as cells of a table hold them: text, and an empty one for none."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

from tools.blueprint.cells import cell
from tools.blueprint.plan.shapes import Shape
from tools.blueprint.plan.values import ValueType
from tools.validators.conformance.edges import LONE_SURROGATE, Beyond, Edge, beyond, edges

_NUMBERS = frozenset({"int32", "int64", "float"})
_NO_NUMBERS = ("", "no number", "0x1", "1,5", " 1", "1 ", "--1")
_NO_TRUTHS = ("yes", "TRUE", "1", "True")


def table_of(shape: Shape, sent: Mapping[str, Any]) -> list[list[object]]:
    """The lines of a table: names, then a row of cells for each object; a reference to a value stands for it."""
    (listed,) = shape.fields
    rows: list[dict[str, object]] = sent.get(listed.wire, [])
    declared = [member.wire for member in listed.type.items.members] if listed.type.items is not None else []
    names = [*declared, *dict.fromkeys(name for row in rows for name in row if name not in declared)]
    return [
        [cell(name) for name in names],
        *([_cell(row.get(name)) for name in names] for row in rows),
    ]


def text_of_cell(cell: object) -> str:
    """The cell; a reference as templates have it."""
    return f"${{{cell['$']}}}" if isinstance(cell, dict) else str(cell)


def written(lines: Iterable[Iterable[object]], end: str = "\r\n", *, quoted: bool = False) -> str:
    """The text of a table, a template where references stand in cells; `quoted`: every cell, needed or not."""
    out = StringIO()
    writer = csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerows([text_of_cell(item) for item in line] for line in lines)
    return out.getvalue()


def _cell(value: object) -> object:
    return value if isinstance(value, dict) else cell(value)


def edges_of_cells(kind: ValueType, number: int) -> list[Edge]:
    """Accepted values that a cell can hold; a number is spelled in one way there."""
    whole = kind.kind in ("int32", "int64")
    return [edge for edge in edges(kind, number) if edge.sent != "" and not (whole and isinstance(edge.sent, float))]


def beyond_cells(kind: ValueType, number: int) -> list[Beyond]:
    """Refused values that a cell can hold. What is no text in JSON is text here, and an empty one is none."""
    texts: tuple[str, ...] = ()
    if kind.kind == "bool":
        texts = _NO_TRUTHS
    elif kind.kind in _NUMBERS:
        texts = _NO_NUMBERS[1:]
    found = [Beyond(f"{text!r} instead", text) for text in texts]
    return [*found, *(case for case in beyond(kind, number) if _is_cell(kind, case))]


def _is_cell(kind: ValueType, case: Beyond) -> bool:
    if kind.kind == "bool":
        return False
    if kind.kind in _NUMBERS:
        return isinstance(case.sent, int | float) and not isinstance(case.sent, bool)
    told = isinstance(case.sent, str) and case.sent != "" and LONE_SURROGATE not in case.sent
    return told and case.label != "a text instead"
