"""Standard operations under a method or a path that is not the usual one: `PUT /books/{isbn}`."""

from agent.planner.endpoints.answer import Answer
from agent.planner.text.endpoints.endpoint import OF_ALL, OF_ONE
from tools.blueprint.expand.account import create_account
from tools.blueprint.expand.crud import crud_operation
from tools.blueprint.expand.inputs import key_input
from tools.blueprint.expand.reports import search_operation
from tools.blueprint.kinds import searchable
from tools.blueprint.model import Action, Find, Method, Operation


def standard(answer: Answer) -> Operation | None:
    """None where the endpoint is no standard operation."""
    index = answer.index
    if answer.shape == "E" and answer.method in OF_ALL:
        entity, action = answer.parts[0], OF_ALL[answer.method]
        account = index.account is not None and index.account.name == entity and action is Action.CREATE
        made = create_account(index) if account else crud_operation(index, entity, action)
        return made.model_copy(update={"path": answer.path})
    if answer.shape == "E_" and answer.method in OF_ONE:
        entity = answer.parts[0]
        made = crud_operation(index, entity, OF_ONE[answer.method])
        key, parameter = index.key(entity).name, answer.parameters[0]
        inputs = (key_input(index, entity, parameter), *(item for item in made.inputs if item.name != key))
        if len({item.name for item in inputs}) < len(inputs):
            return None
        find, *rest = made.steps
        assert isinstance(find, Find)
        steps = (find.model_copy(update={"where": f"row.{key} == input.{parameter}"}), *rest)
        changes = {"path": answer.path, "method": Method(answer.method), "inputs": inputs, "steps": steps}
        if answer.method == "PUT":
            answer.notes.assume(f"PUT {answer.path} changes the fields that are sent, and leaves the others.")
        return made.model_copy(update=changes)
    if answer.shape == "E-" and answer.parts[1] == "search" and answer.method == "GET":
        entity = answer.parts[0]
        return (
            search_operation(index, entity).model_copy(update={"path": answer.path})
            if searchable(index, entity)
            else None
        )
    return None
