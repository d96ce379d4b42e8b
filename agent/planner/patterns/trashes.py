"""Settles what comes back after it was deleted: its rows are only marked."""

from agent.planner.notes import Notes
from agent.planner.sketch import PatternSketch, Sketch
from tools.blueprint.model import Action


def settle_trash(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made` with the one entry."""
    entity = sketch.entities[pattern.entity]
    if entity.name == sketch.auth.account:
        notes.leave(f"{pattern.said} (who deletes an account does not sign in again)")
        return
    entity.soft_delete = True
    if entity.name in sketch.actions and Action.DELETE not in sketch.actions[entity.name]:
        sketch.actions[entity.name].append(Action.DELETE)
    pattern.made.append({"trash": entity.name})
    notes.assume(f"Who may delete a {entity.name} may list what was deleted of it, and restore it.")
