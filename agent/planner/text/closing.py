"""Closes rows to all but those that a restriction names."""

import re

from agent.planner.sketch import Own, PermissionSketch, Sketch
from agent.planner.text.objects import WHOLE, bare, resolved
from agent.planner.text.ownership import own_part
from agent.planner.text.reading import Reading
from agent.planner.text.restrictions import closing_words, restriction
from agent.planner.text.rules import narrowed, of_the_row, owner_of_another
from agent.planner.text.sentences import Clause
from agent.planner.text.whom import named_by_rule, role_of, whom
from tools.blueprint.model import Action

_RELATIVE = re.compile(r"^\s*(?:that|which)\b", re.IGNORECASE)
_WHICH_ONLY = re.compile(r"\b(?:that|which)\s+only\b", re.IGNORECASE)


def restrict(part: str, clause: Clause, reading: Reading, sketch: Sketch) -> bool:
    """Closes rows to all but those that a restriction names; where roles and ownership cannot say whom, to all but
    administrators, and the rule is left for a person to see."""
    found = None if own_part(part) else restriction(part, reading)
    if found is None:
        return False
    people = found.who
    text = part.replace(people, " ") if people else part
    entities = reading.mentioned(text) or reading.mentioned(resolved(text, clause, reading))
    if not entities and _RELATIVE.match(part):
        entities = reading.mentioned(clause.text.partition(part)[0])[-1:]
    whole = bool(WHOLE.search(text))
    if not entities and not whole and not bare(" ".join(text.split())):
        return False
    said = _WHICH_ONLY.sub("only", part)
    allow = () if found.excluded or narrowed(said) else _only(people, part, entities, reading, sketch)
    if "public" in allow or (found.excluded and whom(people, reading, sketch) == ("public",)):
        return False
    if not allow:
        return bool(entities) and _shut(found.actions, entities, part, reading, sketch)
    for entity in entities if "owner" in allow else ():
        sketch.entity(entity).own = sketch.entity(entity).own or Own.ROWS
    wanted: list[str | None] = [None] if whole or not entities else [*entities]
    for wanted_entity in wanted:
        sketch.allow(PermissionSketch(found.actions, allow, wanted_entity, exclusive=True, open=found.open))
    reading.place(clause, *closing_words(clause.text))
    return True


def _only(who: str, text: str, entities: list[str], reading: Reading, sketch: Sketch) -> tuple[str, ...]:
    if of_the_row(who, text, reading) or owner_of_another(who, text.replace(who, " "), reading):
        return ()
    return whom(who, reading, sketch, exclusive=True) or named_by_rule(who, reading, sketch)


def _shut(actions: tuple[Action, ...], entities: list[str], text: str, reading: Reading, sketch: Sketch) -> bool:
    for entity in entities:
        sketch.allow(PermissionSketch(actions, (role_of("admin", sketch),), entity, exclusive=True, scoped=True))
    reading.notes.leave(f"Who may: {' '.join(text.split())[:160]} (open to administrators only until it can be said)")
    return True
