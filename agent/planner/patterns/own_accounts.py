"""Settles codes that owners of accounts are told: to set a password anew, to confirm their address."""

from typing import Any

from agent.planner.notes import Notes
from agent.planner.patterns.making import free_name, unlocked
from agent.planner.sketch import AttributeSketch, PatternSketch, RelationshipSketch, Sketch
from tools.blueprint.model import Cardinality, OnDelete
from tools.blueprint.names import snake

_MOST = 525_600
_DIGEST: dict[str, Any] = {
    "type": "string", "max_length": 64, "required": True, "unique": True, "managed": True, "sensitive": True,
}  # fmt: skip


def settle_reset(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made` with the one entry."""
    name = _kept(pattern, sketch, notes, "PasswordReset")
    pattern.made.append({"reset": f"{name}.digest", "name": "reset_password"} | _lasting(pattern))
    notes.assume(
        "Who forgot a password asks for a code, which the event `reset_password_requested` tells: whoever is told of "
        "events sends it on by mail. It works once, and all sessions of the account end."
    )


def settle_confirm(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made` with the one entry; left out, and told, where accounts have no address."""
    account = sketch.entities[str(sketch.auth.account)]
    address = account.attributes.get(sketch.auth.login or "email") or account.attributes.get("email")
    if address is None or address.facets.get("type") not in (None, "email"):
        notes.leave(f"{pattern.said} (a {account.name} has no e-mail address)")
        return
    name = _kept(pattern, sketch, notes, "EmailCheck")
    mark = free_name(sketch, account.name, f"verified_{address.name}")
    address.facets["required"], address.optional = True, False
    kept = {"type": "email", "managed": True, "personal": True}
    sketch.entities[name].add(AttributeSketch(address.name, {**kept, "required": True}, typed=True))
    account.add(AttributeSketch(mark, kept, typed=True, optional=True))
    flag = free_name(sketch, account.name, "verified")
    entry = {"confirm": f"{name}.digest", "name": "verify_email", "address": address.name, "mark": mark, "flag": flag}
    pattern.made.append(entry | _lasting(pattern))
    notes.assume(
        f"{account.name}.{address.name} is confirmed with a code, which the event `verify_email_requested` tells; "
        f"`{mark}` keeps the address that was confirmed. Nothing is closed to accounts that did not confirm theirs."
    )


def _lasting(pattern: PatternSketch) -> dict[str, int]:
    minutes = pattern.facets["minutes"]
    return {} if minutes is None else {"minutes": max(1, min(minutes, _MOST))}


def _kept(pattern: PatternSketch, sketch: Sketch, notes: Notes, wanted: str) -> str:
    """The entity that keeps the digests: one for each account, and with no resource."""
    account = pattern.entity = str(sketch.auth.account)
    unlocked(sketch, account, notes)
    name = next(
        item for item in (wanted, *(f"{wanted}{number}" for number in range(2, 100))) if item not in sketch.entities
    )
    entity = sketch.entity(name)
    entity.listed, entity.soft_delete, entity.optimistic_lock = True, False, False
    entity.attributes["digest"] = AttributeSketch("digest", dict(_DIGEST), typed=True)
    moment = {"type": "datetime", "required": True, "managed": True}
    entity.attributes["expires_at"] = AttributeSketch("expires_at", moment, typed=True)
    sketch.relate(
        RelationshipSketch(
            snake(account), name, account, Cardinality.ONE_TO_ONE, required=True, on_delete=OnDelete.CASCADE
        )
    )
    sketch.actions[name] = []
    return name
