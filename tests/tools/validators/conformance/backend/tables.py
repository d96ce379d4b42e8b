"""Tables that are sent, as the interpreting backend reads them: into what a JSON body would hold."""

import csv
import re
from io import StringIO
from typing import Any

from tools.blueprint.plan.shapes import Shape
from tools.blueprint.plan.values import ValueType

Faults = frozenset[str]
Errors = list[dict[str, str]]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def table_values(body: Shape, content: bytes, faults: Faults) -> tuple[dict[str, Any], Errors]:
    """The list of rows, and what is wrong with columns and rows as a whole. ValueError where it is no table."""
    (listed,) = body.fields
    assert listed.type.items is not None
    columns = {member.wire: member for member in listed.type.items.members}
    encoding = "utf-8" if "keeps the mark of its order" in faults else "utf-8-sig"
    try:
        lines = list(
            csv.reader(StringIO(content.decode(encoding), newline=""), strict="takes half quotes" not in faults)
        )
    except csv.Error as error:
        raise ValueError("no table") from error
    lines = [cells for cells in lines if cells]
    if not lines:
        raise ValueError("no line of names")
    names, *rows = lines
    wrong = {name: "unknown" for name in names if name not in columns and "takes any column" not in faults}
    wrong |= {name: "format" for name in names if names.count(name) > 1 and "columns stand twice" not in faults}
    wrong |= {name: "required" for name, member in columns.items() if member.required and name not in names}
    errors = [_wrong(f"/{listed.wire}/{_escaped(name)}", code) for name, code in wrong.items()]
    if not errors and "rows of any length" not in faults:
        bad = [place for place, cells in enumerate(rows) if len(cells) != len(names)]
        errors = [_wrong(f"/{listed.wire}/{place}", "format") for place in bad]
    kinds = {name: columns[name].type for name in names if name in columns}
    found = [
        {
            name: _value(kinds[name], cell, faults)
            for name, cell in zip(names, cells, strict=False)
            if cell and name in kinds
        }
        for cells in rows
    ]
    return {listed.wire: found[:-1] if "loses the last row" in faults else found}, errors


def _value(kind: ValueType, cell: str, faults: Faults) -> Any:
    if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) and "apostrophes stay" not in faults:
        cell = cell[1:]
    if kind.kind in ("int32", "int64") and re.fullmatch(r"-?\d{1,40}", cell, re.ASCII):
        return int(cell)
    if kind.kind == "float" and re.fullmatch(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", cell, re.ASCII):
        return float(cell)
    if kind.kind == "bool" and cell in ("true", "false"):
        return cell == "true"
    return cell


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _wrong(pointer: str, code: str) -> dict[str, str]:
    return {"pointer": pointer, "code": code, "message": "This is not right."}
