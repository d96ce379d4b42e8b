"""Settles how often an account may do something: `one review per user and product`."""

from agent.planner.access import owning
from agent.planner.notes import Notes
from agent.planner.sketch import Sketch


def settle_once(sketch: Sketch, notes: Notes) -> None:
    """Makes uniques of such rules where there are accounts; the others are left as they were said, whole."""
    account = sketch.auth.account
    for rule in sketch.once:
        entity = sketch.entities[rule.entity]
        if account is None or entity.name == account:
            notes.leave(f"Rule: {rule.said}")
            continue
        entity.owner = entity.owner or owning(entity, account, sketch, notes)
        members = tuple(name or entity.owner for name in rule.members)
        if members not in entity.uniques:
            entity.uniques.append(members)
