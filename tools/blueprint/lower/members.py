"""Values that events and ports are declared with become fields."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tools.blueprint.lower.fields import FieldBuilder, check_wires
from tools.blueprint.model import Blueprint, Datum, Input, Step, every_step
from tools.blueprint.names import snake
from tools.blueprint.plan.shapes import Field, Shape
from tools.blueprint.plan.table import Table
from tools.errors import BadInput


def named_by(blueprint: Blueprint, name: Callable[[Step], str | None]) -> set[str]:
    """What the steps of all operations name in this way."""
    steps = (step for operation in blueprint.operations for step in every_step(operation.steps))
    return {found for step in steps if (found := name(step)) is not None}


def check_named(name: str, kind: str, named: set[str], path: str) -> None:
    """What no step names is a slip, and refused."""
    if name not in named:
        raise BadInput(f"No operation {kind}s `{name}`.", hint=f"Add a step `{kind}`, or take it out.", path=path)


def shape_of(
    name: str, role: str, group: str, members: Sequence[Datum], fields: FieldBuilder, tables: dict[str, Table],
    path: str,
) -> Shape:  # fmt: skip
    """The shape of these values: each is always there, and null where it may be."""
    found = tuple(_field(member, fields, tables, f"{path}.{member.name}") for member in members)
    check_wires(found, path)
    return Shape(name=name, role=role, group=group, fields=found)


def _field(member: Datum, fields: FieldBuilder, tables: dict[str, Table], path: str) -> Field:
    try:
        field = fields.input_field(Input.model_validate(member.model_dump(exclude_unset=True)))
    except BadInput as error:
        raise BadInput(error.message, hint=error.hint, code=error.code, path=path) from error
    nullable = member.nullable or _may_be_null(member, field, tables)
    return replace(field, required=True, nullable=nullable, default=None, column=None)


def _may_be_null(member: Datum, field: Field, tables: dict[str, Table]) -> bool:
    """Whether the column is nullable that the member takes its type from."""
    table = tables.get(snake((member.attribute or "").partition(".")[0]))
    return table is not None and field.column is not None and table.column(field.column).nullable
