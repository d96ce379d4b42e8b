"""Schemas of objects that come in: bodies, items of lists in them, and queries."""

from collections.abc import Sequence

from tools.blueprint.plan.values import Member
from tools.packs.frameworks.express.fields import FieldPrinter, const
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, bracketed, docstring
from tools.packs.languages.typescript.literals import key, text

BASE = "src/schemas/base.ts"


def schema_block(
    name: str,
    told: str,
    members: Sequence[Member],
    printer: FieldPrinter,
    imports: Imports,
    *,
    patch: bool = False,
    cells: bool = False,
) -> list[str]:
    """The schema of one object, and the type of what it gives; before it, schemas of members that got a name."""
    printer.owner = name
    lines = [printer.line(field, printer.body(field, patch=patch, cell=cells)) for field in members]
    return object_block(name, told, lines, members, printer, imports)


def object_block(
    name: str,
    told: str,
    lines: Sequence[str],
    members: Sequence[Member],
    printer: FieldPrinter,
    imports: Imports,
    before: str = "",
) -> list[str]:
    """A strict object with these lines, whose keys become attributes.

    `before`: the function that makes what is checked of what was sent.
    """
    imports.add("zod", "z")
    renamed = [f"{key(item.wire)}: {text(item.name.attr)}" for item in members if item.wire != item.name.attr]
    shape = _opened("z.strictObject({", lines, "})")
    if before:
        shape = _opened("z.preprocess(", [f"{before},", *_last(shape)], ")")
    if renamed:
        # Laid out where they stand, one level in.
        names = [line.removeprefix(INDENT) for line in bracketed("{", renamed, "},", 1)]
        shape = _opened(f"{imports.name(BASE, 'named')}(", [*_last(shape), *names], ")")
    shape[0], shape[-1] = f"export const {const(name)} = {shape[0]}", f"{shape[-1]};"
    typed = f"export type {name} = z.output<typeof {const(name)}>;"
    aliases, printer.aliases = printer.aliases, []
    block = "\n".join([docstring(told), *shape, typed])
    return ["\n".join(aliases), block] if aliases else [block]


def _opened(head: str, lines: Sequence[str], tail: str) -> list[str]:
    """Lines between brackets."""
    return [head, *(f"{INDENT}{line}" for line in lines), tail] if lines else [f"{head}{tail}"]


def _last(lines: Sequence[str]) -> list[str]:
    """Lines of an argument, with the comma behind it."""
    return [*lines[:-1], f"{lines[-1]},"]


def function_block(told: str, head: str, parameters: Sequence[str], result: str, lines: Sequence[str]) -> str:
    """An exported function."""
    signature = bracketed(f"export function {head}(", parameters, f"): {result} {{")
    return "\n".join([docstring(told), *signature, *lines, "}"])


def interface_block(name: str, told: str, members: Sequence[str]) -> str:
    """An exported type of objects; members without their `;`."""
    head = f"export interface {name} {{"
    if not members:
        return "\n".join([docstring(told), f"export type {name} = object;"])
    return "\n".join([docstring(told), head, *(f"{INDENT}{item};" for item in members), "}"])
