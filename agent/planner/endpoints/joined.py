"""Rows between one row and the caller: `PUT /entries/{id}/vote`, `POST /rooms/{id}/join`."""

from agent.planner.endpoints.answer import Answer
from agent.planner.endpoints.nested import row_below
from agent.planner.endpoints.words import Words
from agent.planner.text.endpoints.endpoint import spelt
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import phrase
from tools.blueprint.index import Link
from tools.blueprint.model import Access, Create, Delete, Find, Method, Operation, Response, Upsert
from tools.blueprint.names import snake, words

_MAKES = frozenset({"POST", "PUT"})
_JOINS = frozenset({"join", "enter", "enroll", "enrol", "register", "subscribe", "sign-up", "attend", "follow"})
_LEAVES = frozenset({"leave", "quit", "unsubscribe", "unfollow", "unregister", "sign-off", "drop-out"})
_MEMBERS = frozenset(
    {"membership", "member", "participation", "participant", "registration", "enrollment", "enrolment"}
)
_MEMBERS |= {"attendance", "attendee", "player", "place", "subscription", "follow", "signup", "booking"}


def joined(answer: Answer) -> Operation | None:
    """None where the endpoint neither makes nor deletes a row that refers to the one of the path."""
    if answer.shape not in {"E_-", "E_E"} or answer.method not in {*_MAKES, "DELETE"}:
        return None
    parent, verb = answer.parts[0], "-".join(spelt(answer.endpoint.parts[2]))
    leaving = answer.method == "DELETE" or verb in _LEAVES
    child = _child(answer, parent, joining=verb in _JOINS | _LEAVES)
    link = answer.link(child, parent) if child is not None else None
    if child is None or link is None:
        return None
    if leaving:
        return _deleted(answer, parent, child, link)
    made = row_below(answer, parent, child)
    if made is None:
        return None
    name = f"{snake(answer.parts[2])}_of_{snake(parent)}" if answer.shape == "E_-" else made.name
    method = Method(answer.method)
    made = made.model_copy(update={"name": f"put_{name}" if method is Method.PUT else f"make_{name}", "method": method})
    return _replacing(answer, made, child, link) if method is Method.PUT else made


def _child(answer: Answer, parent: str, *, joining: bool) -> str | None:
    """The entity that the last part of the path names; of those who join: what stands between them and the row."""
    if answer.shape == "E_E":
        return answer.parts[2]
    told, index = Words(answer), answer.index
    children = [name for name in index.entities if answer.link(name, parent) is not None]
    if joining:
        named = (name for name in children if words(name)[-1].lower() in _MEMBERS)
        return next((name for name in named if _whose(answer, name) is not None), None)
    return next((name for name in children if told.names(name)), None)


def _whose(answer: Answer, child: str) -> Link | None:
    """The reference to whoever made the row."""
    index = answer.index
    if index.account is None:
        return None
    owner = index.entities[child].owner
    found = [link for link in index.links(child) if link.target == index.account.name]
    return next((link for link in found if link.name == owner), found[0] if len(found) == 1 else None)


def _once(answer: Answer, child: str, one: Link, other: Link) -> bool:
    """Whether there is one row at most for each pair."""
    return any(set(group) == {one.name, other.name} for group in answer.index.entities[child].uniques)


def _replacing(answer: Answer, made: Operation, child: str, link: Link) -> Operation | None:
    """The same, where what is there already is changed. None where several rows may be: a `PUT` makes no second one."""
    whose = _whose(answer, child)
    step = made.steps[-1]
    if whose is None or not isinstance(step, Create) or not _once(answer, child, link, whose):
        return None
    change = {name: f"input.{name}" for name in step.accept}
    upsert = Upsert(
        upsert=child, bind=step.bind, by=(link.name, whose.name), accept=step.accept, set=step.set, change=change
    )
    response = made.response.model_copy(update={"status": 200})
    return made.model_copy(update={"steps": (*made.steps[:-1], upsert), "response": response, "idempotency_key": False})


def _deleted(answer: Answer, parent: str, child: str, link: Link) -> Operation | None:
    whose, index = _whose(answer, child), answer.index
    if whose is None or whose.name != index.entities[child].owner or not _once(answer, child, link, whose):
        return None
    bind, key = bind_of(child), answer.key(parent, 0)
    where = f"row.{index.link_column(link)} == input.{key.name} && row.{index.link_column(whose)} == viewer.id"
    return Operation(
        name=f"drop_{snake(answer.parts[2])}_of_{snake(parent)}",
        group=child,
        method=Method(answer.method),
        path=answer.path,
        summary=f"Delete the caller's own {phrase(child)} of one {phrase(parent)}.",
        access=Access(owner=True),
        inputs=(key,),
        steps=(Find(find=child, bind=bind, where=where), Delete(delete=bind)),
        response=Response(status=204),
    )
