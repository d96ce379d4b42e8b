"""Settles codes that are good once: the code, when it was used, by whom, and until when it is good."""

from typing import Any

from agent.planner.notes import Notes
from agent.planner.patterns.making import free_name, reference
from agent.planner.sketch import AttributeSketch, PatternSketch, PermissionSketch, RelationshipSketch, Sketch
from tools.blueprint.model import Action

_UNTIL = ("expires_at", "expires_on", "valid_until", "expiry_date", "expires")


def settle_redeem(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made` with the one entry."""
    entity, account = sketch.entities[pattern.entity], str(sketch.auth.account)
    for name in ("code", f"{entity.name.lower()}_code", "one_time_code"):
        entity.attributes.pop(name, None)
    code: dict[str, Any] = {"type": "uuid", "required": True, "unique": True, "managed": True}
    entity.attributes["code"] = AttributeSketch("code", code, typed=True)
    entity.add(AttributeSketch("redeemed_at", {"type": "datetime", "managed": True}, typed=True, optional=True))
    link = RelationshipSketch(
        free_name(sketch, entity.name, "redeemed_by"), entity.name, account, required=False, managed=True
    )
    sketch.relate(link)
    entry = {"redeem": f"{entity.name}.code", "name": pattern.name, "stamp": "redeemed_at", "by": link.name}
    if pattern.facets["expires"]:
        until = next((name for name in _UNTIL if name in entity.attributes), "expires_at")
        entity.attributes.pop(until, None)
        entity.attributes["expires_at"] = AttributeSketch(
            "expires_at", {"type": "datetime", "required": True}, typed=True
        )
        entry["expires"] = "expires_at"
    pattern.made.append(entry)
    # Who sees a code can use it.
    allow = ("owner", "admin") if reference(sketch, entity.name, account) is not None else ("admin",)
    sketch.allow(PermissionSketch((Action.LIST, Action.READ, Action.SEARCH), allow, entity.name, exclusive=True))
    notes.assume(f"Who may see a {entity.name}, and so its code: {' and '.join(allow)}.")
    notes.assume(
        f"{entity.name}.code is made by the backend, and good once; `redeemed_at` and `{link.name}` keep its use."
    )
