"""Of what a long text seems to say twice, and differently, the plainer statement stands.

A short request is short enough to be asked back about. In a long one a reader is likelier to have taken a remark for a
rule than its author to have contradicted himself: what gives way is told, and the rest goes on.
"""

import re
from decimal import Decimal

from agent.planner.notes import Notes
from agent.planner.sketch import AttributeSketch, EntitySketch, Sketch

_LONGEST = 1_000_000
"""Most characters that a Blueprint lets a text have."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_BOUNDS = (("minimum", "maximum"), ("min_length", "max_length"))


def give_way(sketch: Sketch, notes: Notes) -> None:
    """Takes out of the sketch what cannot hold beside the rest of it, before it is filled."""
    settle_values(sketch, notes)
    _callers(sketch, notes)
    _permissions(sketch, notes)


def _permissions(sketch: Sketch, notes: Notes) -> None:
    """Where only some may do something, not everybody may; whom different rules name as the only ones all may."""
    for one in sketch.permissions:
        if not one.exclusive:
            continue
        for other in sketch.permissions:
            both = tuple(action for action in one.actions if action in other.actions)
            if other is one or other.entity != one.entity or not both or other.allow == one.allow:
                continue
            what = f"{' and '.join(action.value for action in both)} {one.entity or 'rows'}"
            if "public" in other.allow:
                other.actions = tuple(action for action in other.actions if action not in both)
                notes.leave(f"Everybody may {what}: only {' and '.join(one.allow)} may.")
            elif other.exclusive and not any(item.open or item.scoped for item in (one, other)):
                one.allow = other.allow = tuple(dict.fromkeys((*one.allow, *other.allow)))
                notes.assume(f"{' and '.join(one.allow)} may {what}: the text names each of them as the only ones.")
    sketch.permissions = [item for item in sketch.permissions if item.actions]


def settle_values(sketch: Sketch, notes: Notes) -> None:
    """The same of what is said of each value; once more when types are known."""
    for entity in sketch.entities.values():
        for attribute in entity.attributes.values():
            _attribute(entity, attribute, notes)


def _attribute(entity: EntitySketch, attribute: AttributeSketch, notes: Notes) -> None:
    facets, where = attribute.facets, f"{entity.name}.{attribute.name}"
    for low, high in _BOUNDS:
        least, most = facets.get(low), facets.get(high)
        if least is not None and most is not None and least > most:
            del facets[low], facets[high]
            notes.leave(f"{where} is at least {least} and at most {most}.")
    if facets.get("max_length") is not None and facets["max_length"] > _LONGEST:
        notes.leave(f"{where} has at most {facets.pop('max_length')} characters.")
    default, values = facets.get("default"), facets.get("values")
    if isinstance(default, str) and values and default not in values:
        notes.leave(f"{where} is {facets.pop('default')} by default, and one of {', '.join(values)}.")
    if facets.get("managed") and facets.get("required") and "default" not in facets and facets.get("type") != "uuid":
        # The server gives it when there is something to give.
        del facets["required"]
        attribute.optional = True
    if attribute.optional and facets.get("required"):
        attribute.optional = False
        notes.assume(f"{where} is required: the text says so, though elsewhere that it may be missing.")
    for bound, outside in (("minimum", "below"), ("maximum", "above")):
        if _outside(default, facets.get(bound), outside):
            notes.leave(f"{where} is {facets.pop('default', default)} by default, {outside} its {bound}.")


def _outside(default: object, bound: Decimal | None, which: str) -> bool:
    if bound is None or isinstance(default, bool) or not _NUMBER.fullmatch(str(default)):
        return False
    number = Decimal(str(default))
    return number < bound if which == "below" else number > bound


def _callers(sketch: Sketch, notes: Notes) -> None:
    auth = sketch.auth
    if not auth.no:
        return
    if auth.yes:
        notes.assume(f"Callers sign in ({auth.yes}); that there is none of it ({auth.no}) is said of a part.")
        auth.no = None
        return
    if auth.no_for_some:
        return
    for role in sketch.roles:
        notes.leave(f"The role {role}: {auth.no}.")
    sketch.roles.clear()
    sketch.roles_demanded = False
    if sketch.owned:
        notes.leave(f"Rows of somebody's own: {auth.no}.")
        auth.own_rows = None
        for entity in sketch.entities.values():
            entity.own = entity.owner = None
    for permission in sketch.permissions:
        notes.leave(f"{', '.join(permission.allow)} may: {auth.no}.")
    sketch.permissions.clear()
