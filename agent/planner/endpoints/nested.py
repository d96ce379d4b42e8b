"""Rows of a parent: `GET` and `POST /showtimes/{id}/bookings`, and one of them behind both keys."""

from agent.planner.endpoints.answer import Answer
from agent.planner.text.endpoints.endpoint import OF_ONE
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import crud_operation, find_by_key, list_step, phrase, phrases
from tools.blueprint.expand.inputs import accepted
from tools.blueprint.index import Link
from tools.blueprint.model import Action, Create, Find, Method, Operation
from tools.blueprint.names import plural_snake, snake


def nested(answer: Answer) -> Operation | None:
    """None where the endpoint is none of rows below a parent that they refer to."""
    if answer.shape not in {"E_E", "E_E_"}:
        return None
    parent, child = answer.parts[0], answer.parts[2]
    link = answer.link(child, parent)
    if link is None:
        return None
    if answer.shape == "E_E_":
        return _one(answer, parent, child, link) if answer.method in OF_ONE else None
    if answer.method == "GET":
        return rows_of(answer, parent, child)
    return row_below(answer, parent, child) if answer.method == "POST" else None


def rows_of(answer: Answer, parent: str, child: str) -> Operation | None:
    """The rows of a child that refer to the row that the path names; None where no reference tells that."""
    link = answer.link(child, parent)
    if link is None:
        return None
    index, bind, column = answer.index, bind_of(parent), answer.index.link_column(link)
    return listed_below(answer, parent, child, f"row.{column} == {bind}.{index.key(parent).name}", column)


def listed_below(answer: Answer, parent: str, child: str, where: str, fixed: str | None = None) -> Operation:
    """The rows of a child that meet a condition on the row of the path; `fixed`: the column that it settles."""
    index, bind = answer.index, bind_of(parent)
    step = list_step(index, child, "page", where=where)
    step = step.model_copy(update={"filters": tuple(name for name in step.filters if name != fixed)})
    return crud_operation(index, child, Action.LIST).model_copy(
        update={
            "name": f"list_{plural_snake(child)}_of_{snake(parent)}",
            "intent": "custom",
            "path": answer.path,
            "summary": f"List the {phrases(child)} of one {phrase(parent)}.",
            "inputs": (answer.key(parent, 0),),
            "steps": (find_by_key(index, parent, bind, answer.parameters[0]), step),
        }
    )


def row_below(answer: Answer, parent: str, child: str) -> Operation | None:
    """A new row of a child that refers to the row that the path names; None where no reference tells that."""
    link = answer.link(child, parent)
    if link is None:
        return None
    index, bind, parameter = answer.index, bind_of(parent), answer.parameters[0]
    made = crud_operation(index, child, Action.CREATE)
    [step] = made.steps[-1:]
    if not isinstance(step, Create) or index.entities[child].owner == link.name:
        return None  # Whose a row is follows from who calls, never from the path.
    column = index.link_column(link)
    inputs = (answer.key(parent, 0), *(item for item in made.inputs if item.name != column))
    if len({item.name for item in inputs}) < len(inputs):
        return None
    values = {**step.set, column: f"{bind}.{index.key(parent).name}"}
    create = step.model_copy(update={"accept": accepted(inputs), "set": values})
    return made.model_copy(
        update={
            "name": f"create_{snake(child)}_of_{snake(parent)}",
            "intent": "custom",
            "path": answer.path,
            "summary": f"Create a new {phrase(child)} of one {phrase(parent)}.",
            "inputs": inputs,
            "steps": (find_by_key(index, parent, bind, parameter), *made.steps[:-1], create),
        }
    )


def _one(answer: Answer, parent: str, child: str, link: Link) -> Operation | None:
    index = answer.index
    action = OF_ONE[answer.method]
    made = crud_operation(index, child, action)
    find, *rest = made.steps
    key = index.key(child).name
    outer, inner = answer.parameters
    keys = (answer.key(parent, 0), answer.key(child, 1))
    inputs = (*keys, *(item for item in made.inputs if item.name != key))
    if not isinstance(find, Find) or len({item.name for item in inputs}) < len(inputs):
        return None
    where = f"row.{key} == input.{inner} && row.{index.link_column(link)} == input.{outer}"
    return made.model_copy(
        update={
            "name": f"{action.value}_{snake(child)}_of_{snake(parent)}",
            "intent": "custom",
            "method": Method(answer.method),
            "path": answer.path,
            "inputs": inputs,
            "steps": (find.model_copy(update={"where": where}), *rest),
        }
    )
