"""Events become shapes of what they say."""

from collections.abc import Iterable
from dataclasses import replace

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.fields import FieldBuilder, check_wires
from tools.blueprint.model import Emit, Event, Input, Member, every_step
from tools.blueprint.names import Namer, pascal, snake
from tools.blueprint.plan.operation import Field, Shape
from tools.blueprint.plan.render_plan import EventPlan
from tools.blueprint.plan.table import Table
from tools.errors import BadInput

GROUP = "events"


def event_plans(
    index: BlueprintIndex, namer: Namer, fields: FieldBuilder, tables: dict[str, Table]
) -> dict[str, EventPlan]:
    """The events that operations emit, by name; one that none does is a slip, and refused."""
    emitted = {
        step.emit
        for operation in index.blueprint.operations
        for step in every_step(operation.steps)
        if isinstance(step, Emit)
    }
    found: dict[str, EventPlan] = {}
    for event in index.blueprint.events:
        path = f"events.{event.name}"
        if pascal(event.name) in {item.shape.name for item in found.values()}:
            raise BadInput(f"{path} stands twice.", hint="Rename one of them.", code="name-taken", path=path)
        if event.name not in emitted:
            raise BadInput(f"No operation emits `{event.name}`.", hint="Add an `emit`, or take it out.", path=path)
        found[event.name] = _plan(event, namer, fields, tables)
    return found


def _plan(event: Event, namer: Namer, fields: FieldBuilder, tables: dict[str, Table]) -> EventPlan:
    members = tuple(_members(event, fields, tables))
    check_wires(members, f"events.{event.name}")
    shape = Shape(name=pascal(event.name), role="view", group=GROUP, fields=members)
    return EventPlan(namer.name(event.name), event.name, event.description, shape)


def _members(event: Event, fields: FieldBuilder, tables: dict[str, Table]) -> Iterable[Field]:
    for member in event.data:
        path = f"events.{event.name}.{member.name}"
        try:
            field = fields.input_field(Input.model_validate(member.model_dump(exclude_unset=True)))
        except BadInput as error:
            raise BadInput(error.message, hint=error.hint, code=error.code, path=path) from error
        yield replace(
            field, required=True, nullable=member.nullable or _may_be_null(member, field, tables), default=None,
            column=None,
        )  # fmt: skip


def _may_be_null(member: Member, field: Field, tables: dict[str, Table]) -> bool:
    """Whether the column is nullable that the member takes its type from."""
    table = tables.get(snake((member.attribute or "").partition(".")[0]))
    return table is not None and field.column is not None and table.column(field.column).nullable
