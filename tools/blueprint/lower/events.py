"""Events become shapes of what they say."""

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.fields import FieldBuilder
from tools.blueprint.lower.members import check_named, named_by, shape_of
from tools.blueprint.model import Emit
from tools.blueprint.names import Namer, pascal
from tools.blueprint.plan.render_plan import EventPlan
from tools.blueprint.plan.table import Table
from tools.errors import BadInput

GROUP = "events"


def event_plans(
    index: BlueprintIndex, namer: Namer, fields: FieldBuilder, tables: dict[str, Table]
) -> dict[str, EventPlan]:
    """The events that operations emit, by name; one that none does is a slip, and refused."""
    emitted = named_by(index.blueprint, lambda step: step.emit if isinstance(step, Emit) else None)
    found: dict[str, EventPlan] = {}
    for event in index.blueprint.events:
        path = f"events.{event.name}"
        if pascal(event.name) in {item.shape.name for item in found.values()}:
            raise BadInput(f"{path} stands twice.", hint="Rename one of them.", code="name-taken", path=path)
        check_named(event.name, "emit", emitted, path)
        shape = shape_of(pascal(event.name), "view", GROUP, event.data, fields, tables, path)
        found[event.name] = EventPlan(namer.name(event.name), event.name, event.description, shape)
    return found
