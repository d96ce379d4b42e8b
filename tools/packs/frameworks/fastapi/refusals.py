"""The constants that tell which refusal stands for which constraint."""

from collections.abc import Mapping
from itertools import chain

from tools.blueprint.names import numbered
from tools.blueprint.plan.operation import OperationPlan, WriteStep
from tools.blueprint.plan.shapes import ErrorCase
from tools.packs.items import pointers
from tools.packs.languages.python.layout import bracketed, exploded
from tools.packs.languages.python.literals import text


def refusals(operation: OperationPlan, step: WriteStep, cases: Mapping[ErrorCase, str], constants: list[str]) -> str:
    """The constant of a write's refusals; it is added to those of the module where it is not there yet."""
    entries = []
    for conflict in step.conflicts:
        places = pointers(operation, conflict, step)
        items = [text(conflict.constraint), text(conflict.kind), f"cases.{cases[conflict.error]}"]
        if places:
            items.append(f"({', '.join(map(text, places))}{',' if len(places) == 1 else ''})")
        if conflict.message:
            items.append(f"message={text(conflict.message)}")
        entries.append("\n".join(bracketed("Refusal(", items, ")", 1)).strip())
    # Operations that share a call may tell different fields of it.
    call, name = step.call.name.upper(), operation.name.snake.upper()
    for stem in chain([call], numbered(f"{call}_IN_{name}")):
        head = f"{stem}_REFUSALS = ("
        constant = exploded(head, entries, ")")
        known = next((item for item in constants if item.startswith(head)), None)
        if known is None:
            constants.append(constant)
        if known in (None, constant):
            return f"{stem}_REFUSALS"
    raise AssertionError("names are without end")
