"""Likes, follows and favourites: the caller is linked to a row, and the link is taken away again."""

from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import phrase
from tools.blueprint.expand.patterns.acts import on_row, readers, the_row
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.places import between
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import CheckStep, ErrorSpec, Find, Link, Method, Unlink, ViewField
from tools.blueprint.model.patterns import Toggle
from tools.errors import BadInput

_SELF = ErrorSpec(name="own_account", status=409, title="This is your own account")


def toggle(index: BlueprintIndex, pattern: Toggle) -> Expansion:
    """`POST` and `DELETE /articles/{id}/like`; doing either twice is fine. 409 for one's own account."""
    entity, _, name = pattern.toggle.partition(".")
    account, many = between(index, entity, name)
    access = readers(index, entity, pattern.access, pattern.name)
    bind, key = bind_of(entity), index.key(account).name
    if entity == account and access.owner and not access.roles:
        raise BadInput(
            f"To its caller no {account} exists but the own one.",
            hint=f"Permit `read` of {account} to `authenticated`, or say who may (`access`).",
        )
    me = "caller" if bind != "caller" else "me"
    finds = (the_row(index, entity, pattern), Find(find=account, bind=me, where=f"row.{key} == viewer.id"))
    forward = (many.source, many.name) == (entity, name)
    link, to = (f"{bind}.{many.name}", me) if forward else (f"{me}.{many.name}", bind)
    guards = (CheckStep(check=f"{bind}.{key} != viewer.id", otherwise=_SELF.name),) if entity == account else ()
    what = phrase(entity)
    do = on_row(
        index, entity, pattern, "toggle", access=access, summary=f"Say that the caller does `{pattern.name}` one "
        f"{what}.", steps=(*finds, *guards, Link(link=link, to=to)), errors=(_SELF,) if guards else (),
    )  # fmt: skip
    undo = on_row(
        index, entity, pattern, "toggle", name=pattern.undo or f"un{pattern.name}", method=Method.DELETE, path=do.path,
        access=access, summary=f"Take back that the caller does `{pattern.name}` one {what}.",
        steps=(*finds, Unlink(unlink=link, to=to)),
    )  # fmt: skip
    return Expansion((do, undo), {entity: _shown(pattern, name, key)}, frozenset({f"{many.source}.{many.name}"}))


def _shown(pattern: Toggle, relationship: str, key: str) -> tuple[ViewField, ...]:
    fields = []
    if pattern.count is not None:
        fields.append(ViewField(name=pattern.count, value=f"row.{relationship}.count()"))
    if pattern.mine is not None:
        fields.append(ViewField(name=pattern.mine, value=f"row.{relationship}.exists(a, a.{key} == viewer.id)"))
    return tuple(fields)
