"""What is done to one row, under the method and the path that the request has: `PUT /persons/{id}/ban`."""

from agent.planner.endpoints.answer import Answer
from agent.planner.text.endpoints.acts import act_verb
from tools.blueprint.expand.inputs import key_input
from tools.blueprint.model import Find, Method, Operation
from tools.blueprint.names import snake


def act(answer: Answer) -> Operation | None:
    """None where the endpoint is none of these, or the Blueprint has nothing that does so."""
    if answer.shape != "E_-" or answer.method == "GET":
        return None
    entity, verb, index = answer.parts[0], snake(act_verb(answer.parts[2])), answer.index
    verb = f"un{verb}" if answer.method == "DELETE" else verb
    made = next((item for item in answer.operations if _does(item, entity, verb)), None)
    if made is None:
        return None
    key, parameter = index.key(entity).name, answer.parameters[0]
    find, *rest = made.steps
    if not isinstance(find, Find) or find.where is None or f"input.{key}" not in find.where:
        return None
    inputs = (key_input(index, entity, parameter), *(item for item in made.inputs if item.name != key))
    if len({item.name for item in inputs}) < len(inputs):
        return None
    steps = (find.model_copy(update={"where": find.where.replace(f"input.{key}", f"input.{parameter}")}), *rest)
    changes = {"path": answer.path, "method": Method(answer.method), "inputs": inputs, "steps": steps}
    return made.model_copy(update=changes)


def _does(operation: Operation, entity: str, verb: str) -> bool:
    """Whether it does this to one row of the entity; `unlike` is a `DELETE` of what `like` is."""
    parts = operation.path.split("/")
    if operation.group != entity or len(parts) < 3 or not parts[-2].startswith("{"):
        return False
    if operation.method is Method.DELETE:
        return f"un{snake(parts[-1])}" == verb
    return snake(parts[-1]) in {verb, f"mark_{verb}"}
