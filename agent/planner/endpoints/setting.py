"""Values of one row that an endpoint sets: `PATCH /defects/{id}/severity`, `POST /deals/{id}/move`."""

import re

from agent.planner.endpoints.answer import Answer
from agent.planner.endpoints.words import Words
from agent.planner.text.endpoints.endpoint import spelt
from agent.planner.text.patterns.verbs import participle
from tools.blueprint.expand.access import access_for
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import find_by_key, phrase
from tools.blueprint.expand.inputs import body_inputs
from tools.blueprint.index import Link
from tools.blueprint.model import Action, AttributeType, Input, Method, Operation, Response, Update
from tools.blueprint.names import singular_snake, snake

_WRITING = frozenset({"POST", "PUT", "PATCH"})
_MOVING = frozenset(
    {"move", "transfer", "assign", "reassign", "relocate", "switch", "change", "set", "rename", "rate", "reschedule"}
) | {"extend", "prolong", "reply", "hand", "replace", "edit", "adjust", "restock", "reweigh", "link", "attach"}
"""Verbs of endpoints that set what the words behind them name."""
_ENDS = re.compile(r"(?:^|_)(?:due|until|ends?|expires|expiry|back|valid)(?:_|$)")
_OPPOSITES = {"disable": "enable", "deactivate": "activate", "hide": "show", "lock": "unlock", "unset": "set"}
_BODY = re.compile(r"\{[^{}]*\}")
_KEY = re.compile(r"[A-Za-z]\w*")


def setting(answer: Answer) -> Operation | None:
    """None where the endpoint names no value of the row that callers may set."""
    if answer.shape not in {"E_-", "E_E"} or answer.method not in {*_WRITING, "DELETE"}:
        return None
    columns = _columns(answer)
    named = _named(answer, columns)
    if answer.method == "DELETE":
        empty = named is not None and columns[named].nullable
        return set_operation(answer, (), {named: "null"}) if named is not None and empty else None
    if named is not None:
        return set_operation(answer, (columns[named].model_copy(update={"required": True}),), {})
    if answer.shape == "E_E":
        return None
    flag = _flag(answer)
    if flag is not None:
        return set_operation(answer, (), flag)
    chosen = _chosen(answer, columns)
    if not chosen:
        return None
    one = len(chosen) == 1
    inputs = (columns[name].model_copy(update={"required": one or not columns[name].nullable}) for name in chosen)
    answer.notes.assume(f"{answer.method} {answer.path} sets {', '.join(chosen)}, and nothing else.")
    return set_operation(answer, tuple(inputs), {})


def set_operation(answer: Answer, inputs: tuple[Input, ...], values: dict[str, str]) -> Operation | None:
    """Takes `inputs` from the body and sets `values`; None where the path names an input as well."""
    index, entity = answer.index, answer.parts[0]
    bind, key = bind_of(entity), answer.key(entity, 0)
    if any(item.name == key.name for item in inputs):
        return None
    done = snake(spelt_out(answer.endpoint.parts[2]))
    what = ", ".join((*(item.name for item in inputs), *values)).replace("_", " ")
    return Operation(
        name=f"{done}_{snake(entity)}"
        if answer.method == "POST"
        else f"{_DOES[answer.method]}_{done}_of_{snake(entity)}",
        group=entity,
        method=Method(answer.method),
        path=answer.path,
        summary=f"Set {what} of one {phrase(entity)}.",
        access=access_for(index, entity, Action.UPDATE),
        inputs=(key, *inputs),
        steps=(
            find_by_key(index, entity, bind, answer.parameters[0]),
            Update(update=bind, accept=tuple(item.name for item in inputs), set=values),
        ),
        response=Response(value=bind, view=entity),
    )


_DOES = {"PUT": "set", "PATCH": "set", "DELETE": "clear"}


def spelt_out(part: str) -> str:
    """A part of a path as one name: `change-gate` → `change_gate`."""
    return "_".join(spelt(part))


def _columns(answer: Answer) -> dict[str, Input]:
    """What callers may set of a row, by column."""
    index, entity = answer.index, answer.parts[0]
    return {item.name: item for item in body_inputs(index, entity, changing=True)}


def _links(answer: Answer) -> dict[str, Link]:
    index, entity = answer.index, answer.parts[0]
    return {index.link_column(link): link for link in index.links(entity)}


def _named(answer: Answer, columns: dict[str, Input]) -> str | None:
    """The column that the last part of the path names: an attribute, a reference, or the entity that it refers to."""
    part, links = answer.parts[2], _links(answer)
    name = spelt_out(answer.endpoint.parts[2])
    for column in columns:
        if column in {name, singular_snake(name), f"{name}_id"}:
            return column
    found = [column for column, link in links.items() if column in columns and part in (link.target, link.name)]
    return found[0] if len(found) == 1 else None


def _flag(answer: Answer) -> dict[str, str] | None:
    """The boolean that a verb turns on, off or over, and what it becomes."""
    entity = answer.parts[0]
    flags = [item.name for item in answer.index.entities[entity].attributes if item.type is AttributeType.BOOL]
    told, verb = Words(answer), "-".join(spelt(answer.endpoint.parts[2]))
    if verb in {"toggle", "flip"}:
        spoken = [name for name in flags if told.mentions(name)] or flags
        return {spoken[0]: f"!{bind_of(entity)}.{spoken[0]}"} if len(spoken) == 1 else None
    taken = verb.removeprefix("un-").removeprefix("un") if verb.startswith("un") else _OPPOSITES.get(verb)
    for done, value in ((verb, "true"), (taken, "false")):
        name = participle(done) if done else ""
        found = next((flag for flag in flags if flag.removeprefix("is_") == name), None)
        if found is not None:
            return {found: value}
    return None


def sent(answer: Answer) -> tuple[Input, ...]:
    """What callers may set of a row and the sample of a body beside the endpoint shows."""
    columns = _columns(answer)
    return tuple(columns[name] for name in _shown(answer, columns))


def _shown(answer: Answer, columns: dict[str, Input]) -> list[str]:
    keys = {snake(key) for body in _BODY.findall(answer.endpoint.said) for key in _KEY.findall(body)}
    return [name for name in columns if name in keys]


def _chosen(answer: Answer, columns: dict[str, Input]) -> list[str]:
    """The columns that the body or the words behind the endpoint name."""
    told, links, verbs = Words(answer), _links(answer), spelt(answer.endpoint.parts[2])
    shown = _shown(answer, columns)
    if shown:
        return shown
    if verbs[0] not in _MOVING:
        return []
    rest = "_".join(verbs[1:])
    found = [
        name
        for name in columns
        if (name in links and (told.speaks_of(links[name].target) or links[name].name == rest))
        or rest == name
        or told.mentions(name)
    ]
    if not found and verbs[0] in {"extend", "prolong"}:
        found = [name for name in columns if _ENDS.search(name)][:1]
    if not found and verbs[0] in {"assign", "reassign"}:
        people = answer.index.account.name if answer.index.account is not None else None
        found = [name for name in columns if name in links and links[name].target == people]
    return found
