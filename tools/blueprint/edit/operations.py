"""Where names stand in one operation."""

from tools.blueprint.edit.expressions import Scope, respell
from tools.blueprint.edit.idle import without_idle
from tools.blueprint.edit.inputs import Sending, Survey, settle, spelled_inputs
from tools.blueprint.edit.model import PartKind
from tools.blueprint.edit.spelling import Gone, Spelling
from tools.blueprint.edit.steps import StepWalk
from tools.blueprint.model import Access, Operation, Place, Response, Step

_ANSWERED = ("file", "file_name", "media_type")


def spelled_operation(operation: Operation, spelling: Spelling) -> Operation:
    """The operation as it is spelled now. Raises Gone where it needs what is taken out."""
    survey = Survey()
    _behaviour(operation, spelling, survey)
    settled = settle(operation, survey, spelling)
    steps, response = _behaviour(operation, spelling, settled)
    found = {
        "group": spelling.entity(operation.group) if operation.group is not None else None,
        "path": _path(operation, settled),
        "access": spelled_access(operation.access, spelling),
        "inputs": spelled_inputs(operation, settled, spelling),
        "steps": steps,
        "response": response,
    }
    changed = {name: value for name, value in found.items() if value != getattr(operation, name)}
    made = operation.model_copy(update=changed) if changed else operation
    return without_idle(operation, made) if spelling.removes else made


def spelled_access(access: Access, spelling: Spelling) -> Access:
    """Raises Gone where nobody would be left: no roles mean everybody."""
    roles = spelled_roles(access.roles, spelling, needed=not access.owner)
    return access if roles == access.roles else access.model_copy(update={"roles": roles})


def spelled_roles(names: tuple[str, ...], spelling: Spelling, *, needed: bool) -> tuple[str, ...]:
    made, gone = [], None
    for name in names:
        try:
            made.append(spelling.of(PartKind.ROLE, name))
        except Gone as found:
            gone = found
    if gone is not None and needed and not made:
        raise gone
    return tuple(made)


def _behaviour(operation: Operation, spelling: Spelling, sending: Sending) -> tuple[tuple[Step, ...], Response]:
    steps, scope = StepWalk(spelling, sending).steps(operation.steps, Scope(sent=sending.sent))
    return steps, _response(operation.response, spelling, scope)


def _response(response: Response, spelling: Spelling, scope: Scope) -> Response:
    found: dict[str, object] = {}
    if response.view is not None:
        found["view"] = spelling.view(response.view)
    found["beside"] = {name: respell(text, scope, spelling) for name, text in response.beside.items()}
    for name in _ANSWERED:
        text = getattr(response, name)
        if text is not None:
            found[name] = respell(text, scope, spelling)
    changed = {name: value for name, value in found.items() if value != getattr(response, name)}
    return response.model_copy(update=changed) if changed else response


def _path(operation: Operation, sending: Sending) -> str:
    """The path with its parameters called like the inputs."""
    sent = {item.name for item in operation.inputs if item.place is Place.PATH}
    parts = [
        f"{{{sending.sent(None, part[1:-1])}}}" if part[1:-1] in sent and part.startswith("{") else part
        for part in operation.path.split("/")
    ]
    return "/".join(parts)
