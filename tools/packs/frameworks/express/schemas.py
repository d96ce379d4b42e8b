"""Schemas: request bodies, queries and views of one group."""

from collections.abc import Sequence

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import Group, RenderPlan
from tools.blueprint.plan.shapes import Shape
from tools.blueprint.plan.values import Member
from tools.packs.frameworks.express.fields import FieldPrinter, const
from tools.packs.frameworks.express.objects import schema_block
from tools.packs.frameworks.express.queries import query_blocks
from tools.packs.frameworks.express.views import ViewPrinter, nested_views
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import bracketed, docstring, module
from tools.packs.languages.typescript.literals import key
from tools.packs.languages.typescript.modules import module_file
from tools.packs.patches import patches


def schema_path(group: Group) -> str:
    """The module of a group's schemas."""
    return f"src/schemas/{module_file(group.name)}.ts"


def body_columns(shape: Shape) -> str:
    """`importContactsRequestColumns`: which columns a table of this kind has."""
    return f"{const(shape.name)}Columns"


def schema_module(plan: RenderPlan, group: Group) -> str:
    """`src/schemas/<group>.ts`; empty where the group has nothing but views that others show inside."""
    imports = Imports(schema_path(group))
    printer = FieldPrinter(imports, plan.enums)
    views = ViewPrinter(plan, printer, imports)
    operations = (*group.operations, *group.commands)
    patched, nested = patches(operations), nested_views(plan)
    blocks: list[str] = []
    for shape in group.shapes:
        if shape.role == "input":
            blocks += _body_blocks(shape, patched, printer, imports)
        else:
            blocks += views.view(shape) if shape not in nested else []
            blocks += views.shared_page(shape)
    for operation in group.operations:
        blocks += _envelope(operation, imports)
        blocks += views.wrapped(operation)
        blocks += views.own_page(operation)
        blocks += query_blocks(plan, operation, printer, imports)
        blocks += views.aggregates(operation)
    if not blocks:
        return ""
    subject = group.name.plural_snake.replace("_", " ")
    told = f"Bodies, queries and views of {subject}."
    return module(told, imports.render(), *blocks)


def nested_module(plan: RenderPlan) -> str:
    """`src/schemas/nested.ts`; empty where no view shows another one inside."""
    imports = Imports("src/schemas/nested.ts")
    views = ViewPrinter(plan, FieldPrinter(imports, plan.enums), imports)
    blocks = [block for shape in nested_views(plan) for block in views.view(shape)]
    return module("Views that others show inside.", imports.render(), *blocks) if blocks else ""


def _body_blocks(shape: Shape, patched: frozenset[str], printer: FieldPrinter, imports: Imports) -> list[str]:
    """The schemas of the objects that stand in lists of a body, then its own."""
    found = []
    for kind in (field.type.items for field in shape.fields):
        if kind is not None and kind.shape is not None:
            told = "A row of the table." if shape.table else "One object of the list."
            is_patch = kind.shape in patched
            found += schema_block(kind.shape, told, kind.members, printer, imports, patch=is_patch, cells=shape.table)
            if shape.table:
                found.append(_columns(shape, kind.members, imports))
    told = f"The body of `{shape.name}`."
    is_patch = shape.name in patched
    return [
        *found,
        *schema_block(shape.name, told, shape.fields, printer, imports, patch=is_patch, cells=shape.is_form),
    ]


def _columns(shape: Shape, members: Sequence[Member], imports: Imports) -> str:
    """Names of a table's columns, and whether they must be there."""
    imports.type("src/core/csv-bodies.ts", "Columns")
    listed = [f"{key(item.wire)}: {'true' if item.required else 'false'}" for item in members]
    lines = bracketed(f"export const {body_columns(shape)}: Columns = {{", listed, "};")
    return "\n".join([docstring("Columns of the table, and whether they must be there."), *lines])


def _envelope(operation: OperationPlan, imports: Imports) -> list[str]:
    """The object around the body."""
    if operation.wrapper is None or operation.body is None:
        return []
    imports.add("zod", "z")
    name, member = operation.wrapper.shape, f"{key(operation.wrapper.wire)}: {const(operation.body.name)}"
    lines = bracketed(f"export const {const(name)} = z.strictObject({{", [member], "});")
    return ["\n".join([docstring("What the body stands in."), *lines])]
