"""Reports at a path of the request's own: `GET /reports/occupancy`."""

from agent.planner.endpoints.answer import Answer
from agent.planner.text.endpoints.words import REPORTS
from tools.blueprint.expand.reports import analytics_operation
from tools.blueprint.model import Operation
from tools.blueprint.names import snake, words


def report(answer: Answer) -> Operation | None:
    """Counts and measures of the rows that the path or the words beside it name; None where they name none."""
    told = {word.lower() for part in answer.parts for word in words(part)}
    if answer.method != "GET" or "_" in answer.shape or not told & REPORTS:
        return None
    entity = next((part for part in (*answer.parts, *answer.endpoint.named) if part in answer.index.entities), None)
    if entity is None:
        return None
    name = "_".join(snake(part) for part in answer.parts)[:60]
    answer.notes.assume(f"GET {answer.path} counts and measures rows of {entity}, in groups that the caller chooses.")
    return analytics_operation(answer.index, entity).model_copy(
        update={"name": f"report_{name}", "path": answer.path, "summary": f"Count and measure: {answer.path[1:]}."}
    )
