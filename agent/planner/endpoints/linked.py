"""Links of two rows, under a path from either side: `PUT /cards/{id}/labels/{label_id}`."""

from agent.planner.endpoints.answer import Answer
from agent.planner.endpoints.nested import listed_below
from tools.blueprint.expand.access import access_for
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import find_by_key, phrase
from tools.blueprint.index import ManyLink
from tools.blueprint.model import Action, Link, Method, Operation, Response, Unlink
from tools.blueprint.names import snake

_LINKS = frozenset({"POST", "PUT"})


def linked(answer: Answer) -> Operation | None:
    """None where the endpoint is none of rows that hang together with many of each other."""
    if answer.shape not in {"E_E", "E_E_"}:
        return None
    one, other = answer.parts[0], answer.parts[2]
    found = [
        many
        for many in (*answer.index.many(one), *answer.index.many(other))
        if {many.source, many.target} == {one, other}
    ]
    if len(found) != 1 or one == other:
        return None
    [many] = found
    if answer.shape == "E_E":
        return _list(answer, many) if answer.method == "GET" else None
    if any(item.required and item.default is None for item in many.attributes):
        return None
    return _change(answer, many) if answer.method in {*_LINKS, "DELETE"} else None


def _list(answer: Answer, many: ManyLink) -> Operation:
    index, one, other = answer.index, answer.parts[0], answer.parts[2]
    bind = bind_of(one)
    if many.source == one:
        where = f"row in {bind}.{many.name}"
    else:
        where = f"row.{many.name}.exists(x, x.{index.key(one).name} == {bind}.{index.key(one).name})"
    return listed_below(answer, one, other, where)


def _change(answer: Answer, many: ManyLink) -> Operation:
    index, one, other = answer.index, answer.parts[0], answer.parts[2]
    near, far = bind_of(one), bind_of(other)
    finds = (
        find_by_key(index, one, near, answer.parameters[0]),
        find_by_key(index, other, far, answer.parameters[1]),
    )
    source, target = (near, far) if many.source == one else (far, near)
    removing = answer.method == "DELETE"
    done, towards = ("Remove", "from") if removing else ("Put", "to")
    link = f"{source}.{many.name}"
    step = Unlink(unlink=link, to=target) if removing else Link(link=link, to=target)
    return Operation(
        name=f"{'unlink' if removing else 'link'}_{snake(other)}_of_{snake(one)}",
        group=many.source,
        method=Method(answer.method),
        path=answer.path,
        summary=f"{done} one {phrase(other)} {towards} one {phrase(one)}.",
        access=access_for(index, many.source, Action.UPDATE),
        inputs=(answer.key(one, 0), answer.key(other, 1)),
        steps=(*finds, step),
        response=Response(status=204),
    )
