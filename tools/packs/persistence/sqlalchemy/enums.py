"""Enum classes: one for each enum column."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.languages.python.annotations import enum_members
from tools.packs.languages.python.layout import INDENT, docstring, module
from tools.packs.languages.python.literals import text


def enums_module(plan: RenderPlan) -> str | None:
    """`app/models/enums.py`; None when there is no enum."""
    classes = [_enum(name, values) for name, values in plan.enums.items()]
    return (
        module("Values of the columns that have a fixed choice.", "from enum import StrEnum", *classes)
        if classes
        else None
    )


def _enum(name: str, values: tuple[str, ...]) -> str:
    lines = [f"{INDENT}{member} = {text(value)}" for member, value in enum_members(values)]
    return "\n".join([f"class {name}(StrEnum):", docstring("A fixed choice.", 1), "", *lines])
