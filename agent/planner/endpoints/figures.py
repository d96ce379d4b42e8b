"""Figures at a path of the request's own: `GET /reports/occupancy`, `GET /lifts/{id}/costs`."""

from typing import Any

from agent.planner.endpoints.answer import Answer
from agent.planner.endpoints.words import Words, moments
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import find_by_key
from tools.blueprint.expand.reports import analytics_operation
from tools.blueprint.model import Aggregate, AttributeType, Operation
from tools.blueprint.names import snake


def report(answer: Answer) -> Operation | None:
    """Counts and measures of the rows that the path or the words beside it name; None where they name none."""
    if answer.method != "GET" or "_" in answer.shape or "-" not in answer.shape or not Words(answer).figures:
        return None
    entity = next((part for part in (*answer.parts, *answer.endpoint.named) if part in answer.index.entities), None)
    if entity is None:
        return None
    answer.notes.assume(f"GET {answer.path} counts and measures rows of {entity}.")
    return counted(answer, entity)


def counted(answer: Answer, entity: str, parent: str | None = None) -> Operation:
    """Counts and measures the rows of an entity: all, or those that refer to the row that the path names."""
    made = analytics_operation(answer.index, entity)
    [step] = made.steps
    assert isinstance(step, Aggregate)
    step = step.model_copy(update=_groups(answer, entity, step))
    name = "_".join(snake(part) for part in answer.parts if not part.startswith("{"))[:60]
    told = {"name": f"report_{name}", "path": answer.path, "summary": f"Count and measure: {answer.path[1:]}."}
    link = answer.link(entity, parent) if parent is not None else None
    if parent is None or link is None:
        return made.model_copy(update={**told, "steps": (step,)})
    index, bind, column = answer.index, bind_of(parent), answer.index.link_column(link)
    chosen = {
        "where": f"row.{column} == {bind}.{index.key(parent).name}",
        "filters": tuple(item for item in step.filters if item != column),
        "group_by": tuple(item for item in step.group_by if item != column),
    }
    steps = (find_by_key(index, parent, bind, answer.parameters[0]), step.model_copy(update=chosen))
    return made.model_copy(update={**told, "inputs": (answer.key(parent, 0),), "steps": steps})


def _groups(answer: Answer, entity: str, step: Aggregate) -> dict[str, Any]:
    """What the words behind the endpoint group by: `per month`, `by status`; the caller's choice where they do not."""
    told = Words(answer)
    column = next((item for item in step.group_by if told.grouped_by(item)), None)
    if column is not None:
        return {"by": column, "group_by": ()}
    found = moments(answer.index, entity)
    if told.span is None or not found:
        return {}
    if told.span == "hour":
        hours = [name for name in found if _instant(answer, entity, name)]
        return {"buckets": {"hour": f"hour({hours[0]})"}, "by": "hour", "group_by": ()} if hours else {}
    return {"buckets": {told.span: f"{told.span}({found[0]})"}, "by": told.span, "group_by": ()}


def _instant(answer: Answer, entity: str, name: str) -> bool:
    named = {item.name: item.type for item in answer.index.entities[entity].attributes}
    return named.get(name, AttributeType.DATETIME) is AttributeType.DATETIME
