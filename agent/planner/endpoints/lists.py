"""Lists of some rows at a path of the request's own: `GET /me/bookings`, `GET /deliveries/recalled`."""

import re

from agent.planner.endpoints.answer import Answer
from agent.planner.text.endpoints.endpoint import spelt
from tools.blueprint.expand.crud import crud_operation, list_step, phrases
from tools.blueprint.model import Access, Action, AttributeType, Operation
from tools.blueprint.names import snake

_MINE = frozenset({"me", "mine", "my", "own"})
_DUE = re.compile(r"(?:^|_)(?:due|until|ends?|expires|expiry|back_by|return_by)(?:_|$)")
_BACK = re.compile(r"^(?:returned|paid|closed|finished|completed|done|resolved|ended)_(?:at|on)$")
_NOW = {AttributeType.DATE: "today()", AttributeType.DATETIME: "now()"}


def listed(answer: Answer) -> Operation | None:
    """None where the endpoint is no list of those rows that are the caller's, or in a state that it names."""
    if answer.method != "GET":
        return None
    own = _own(answer)
    entity, condition = (own, None) if own is not None else _some(answer) or (None, None)
    if entity is None:
        return None
    index = answer.index
    made = crud_operation(index, entity, Action.LIST)
    access = Access(owner=True) if own is not None else made.access
    name = "_".join(snake("_".join(spelt(part))) for part in answer.endpoint.parts)
    return made.model_copy(
        update={
            "name": f"list_{name}"[:60],
            "intent": "custom",
            "path": answer.path,
            "summary": f"List {phrases(entity)}: {answer.path[1:]}.",
            "access": access,
            "steps": (list_step(index, entity, "page", where=condition),),
        }
    )


def _own(answer: Answer) -> str | None:
    """`/me/bookings`, `/bookings/mine`, `/guests/me/bookings`: the entity whose rows are the caller's."""
    index, parts = answer.index, answer.parts
    if index.account is None:
        return None
    me = index.account.name
    entities = [part for part in parts if part in index.entities]
    others = [part for part in parts if part not in index.entities]
    own = answer.shape in {"-E", "E-"} or (answer.shape == "E-E" and parts[0] == me)
    if not own or len(others) != 1 or others[0].lower() not in _MINE:
        return None
    entity = entities[-1]
    return entity if index.entities[entity].owner is not None else None


def _some(answer: Answer) -> tuple[str, str] | None:
    """`/deliveries/recalled`: rows with a flag or a state of that name; `/loans/overdue`: whose day has passed."""
    if answer.shape != "E-":
        return None
    entity, name = answer.parts[0], "_".join(spelt(answer.parts[1]))
    attributes = answer.index.entities[entity].attributes
    for item in attributes:
        if item.type is AttributeType.BOOL and item.name in {name, f"is_{name}"}:
            there = "" if item.required else f"row.{item.name} != null && "
            return entity, f"{there}row.{item.name}"
        if item.type is AttributeType.ENUM and name in item.values:
            return entity, f'row.{item.name} == "{name}"'
    if name != "overdue":
        return None
    due = next((item for item in attributes if item.type in _NOW and _DUE.search(item.name)), None)
    if due is None:
        return None
    condition = f"row.{due.name} != null && row.{due.name} < {_NOW[due.type]}"
    back = next((item for item in attributes if item.type in _NOW and _BACK.match(item.name)), None)
    state = next((item for item in attributes if item.type is AttributeType.ENUM and "returned" in item.values), None)
    if back is not None:
        condition += f" && row.{back.name} == null"
    elif state is not None:
        condition += f' && row.{state.name} != "returned"'
    return entity, condition
