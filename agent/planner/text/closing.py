"""Closes rows to all but those that a restriction names."""

import re

from agent.planner.sketch import Own, PermissionSketch, Sketch
from agent.planner.text.objects import WHOLE, bare, resolved
from agent.planner.text.ownership import own_part
from agent.planner.text.reading import Reading, Shut
from agent.planner.text.restrictions import closing_words, restriction
from agent.planner.text.rules import narrowed, of_the_row, owner_of_another
from agent.planner.text.sentences import Clause
from agent.planner.text.whom import named_by_rule, role_of, whom
from tools.blueprint.model import Action

_RELATIVE = re.compile(r"^\s*(?:that|which)\b", re.IGNORECASE)
_WHICH_ONLY = re.compile(r"\b(?:that|which)\s+only\b", re.IGNORECASE)


def restrict(part: str, clause: Clause, reading: Reading, sketch: Sketch) -> bool:
    """Closes rows to all but those that a restriction names; what roles and ownership cannot say waits for
    `close_rest`."""
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


def close_rest(reading: Reading, sketch: Sketch) -> None:
    """Closes what only administrators may until it can be said who may; roles must be known by now.

    Where nothing else in a long text tells that anybody signs in, a remark was likelier taken for a rule than accounts
    forgotten: that is told as a risk, and nobody is made to sign in.
    """
    auth = sketch.auth
    silent = not (auth.yes or auth.account or auth.basic or auth.carrier or sketch.roles)
    for rule in reading.shut:
        said = " ".join(rule.said.split())[:160]
        if silent:
            reading.notes.leave(f"Who may: {said}")
            reading.notes.warn(f"Everybody may {' and '.join(rule.actions)} {rule.entity}: {said}")
        else:
            _close(rule, reading, sketch)


def _shut(actions: tuple[Action, ...], entities: list[str], text: str, reading: Reading, sketch: Sketch) -> bool:
    for entity in entities:
        rule = Shut(actions, entity, text)
        if reading.brief:
            _close(rule, reading, sketch)
        else:
            reading.shut.append(rule)
    return True


def _close(rule: Shut, reading: Reading, sketch: Sketch) -> None:
    allow = (role_of("admin", sketch),)
    sketch.allow(PermissionSketch(rule.actions, allow, rule.entity, exclusive=True, scoped=True))
    said = " ".join(rule.said.split())[:160]
    reading.notes.leave(f"Who may: {said} (open to administrators only until it can be said)")
