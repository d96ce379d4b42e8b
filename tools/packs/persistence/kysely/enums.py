"""Enums: the values of each, and the type that they make."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.languages.typescript.annotations import enum_constants
from tools.packs.languages.typescript.layout import bracketed, docstring, module
from tools.packs.languages.typescript.literals import text


def enums_module(plan: RenderPlan) -> str | None:
    """`src/models/enums.ts`; None when there is no enum."""
    classes = plan.enums
    constants = enum_constants(classes)
    enums = [_enum(name, constants[name], values) for name, values in classes.items()]
    return module("Values of the columns that have a fixed choice.", *enums) if enums else None


def _enum(name: str, constant: str, values: tuple[str, ...]) -> str:
    listed = bracketed(f"export const {constant} = [", [text(value) for value in values], "] as const;")
    kind = f"export type {name} = (typeof {constant})[number];"
    return "\n".join([docstring("A fixed choice."), *listed, "", docstring(f"One of `{constant}`."), kind])
