"""From the words of a wish to entities of the sketch."""

import re

from agent.planner.sketch import PERSON, Own, PatternSketch, Sketch
from agent.planner.text.patterns.wish import Who, Wish
from agent.planner.text.reading import Reading
from agent.planner.text.whom import whom
from agent.planner.text.words import FILLER, PEOPLE, PRONOUNS, ROLE_WORDS
from tools.blueprint.names import pascal, singular, words

_FOR_ACCOUNTS = frozenset({"toggle", "feed", "claim", "transfer", "redeem", "sign_up"})
_OF_ACCOUNTS = frozenset({"reset", "confirm"})
"""What is about the accounts, whatever they are called."""
_NOT_SAID = FILLER | PRONOUNS | {"somebody", "someone", "people", "person"}


def place(wish: Wish, reading: Reading, sketch: Sketch) -> PatternSketch | None:
    """The wish about an entity; None, and told, where its words cannot be the name of one."""
    if wish.kind in _OF_ACCOUNTS:
        for who in wish.who:
            _doer(who, reading, sketch)
        sketch.auth.usual = sketch.auth.usual or f"only accounts have what is asked for: {wish.said[:80]}"
        return PatternSketch(wish.kind, "", wish.name, wish.said, facets=wish.facets)
    entity = entity_for(wish.thing, reading, sketch)
    if entity is None:
        reading.notes.leave(wish.said)
        return None
    if wish.kind == "transition":
        for edge in wish.facets["machine"].edges:
            edge.allow = allowed(edge.who, entity, reading, sketch)
            edge.only = any(who.only for who in edge.who)
    else:
        for who in wish.who:
            _doer(who, reading, sketch)
            if wish.kind in _FOR_ACCOUNTS:
                _caller(who, reading, sketch)
        wish.facets["who"] = wish.who
    if wish.kind == "related":
        shared = entity_for(wish.facets["by"], reading, sketch)
        if shared is None or shared == entity:
            reading.notes.leave(wish.said)
            return None
        wish.facets["shared"] = shared
    if wish.kind == "feed":
        followed = wish.facets["followed"]
        wish.facets["rows"] = reading.entity(followed) if followed and followed[-1] not in PEOPLE else None
    if wish.kind == "ordered" and wish.facets["of"]:
        parent = entity_for(wish.facets["of"], reading, sketch)
        if parent is None or parent == entity:
            reading.notes.leave(wish.said)
            return None
        wish.facets["parent"] = parent
    if wish.kind in _FOR_ACCOUNTS:
        sketch.auth.usual = sketch.auth.usual or f"somebody has to be known who does it: {wish.said[:80]}"
    return PatternSketch(wish.kind, entity, wish.name, wish.said, facets=wish.facets)


def entity_for(noun: tuple[str, ...], reading: Reading, sketch: Sketch) -> str | None:
    """The entity that a noun means; made where there is none, and the text is so short that it can be one."""
    found = reading.entity(noun)
    longer = [name for known, name in reading.entities.items() if known[-len(noun) :] == noun]
    if found is None and len(set(longer)) == 1:
        found = longer[0]
    if found is None:
        found = reading.name(noun) if reading.short else None
        if found is None:
            return None
    reading.entities.setdefault(noun, found)
    sketch.entity(found)
    return found


def allowed(whose: list[Who], entity: str, reading: Reading, sketch: Sketch) -> tuple[str, ...]:
    """Who may, in the words of the permission language and of people that may be the accounts; none: not said."""
    found: list[str] = []
    for who in whose:
        bare = re.sub(r"\s+of\s+.*$", "", who.text.strip().lower())
        bare = re.sub(r"^(?:only|the|an?|any|every|each|all|\W)+\s+", "", bare)
        said = whom(bare, reading, sketch, exclusive=True)
        if who.own or "owner" in said:
            found.append("owner")
            sketch.entity(entity).own = sketch.entity(entity).own or Own.ROWS
            _doer(who, reading, sketch)
        elif said:
            found += said
        else:
            found += _persons(bare)
        for word in bare.split():
            if singular(word) in PEOPLE and singular(word) not in ROLE_WORDS:
                _doer(who, reading, sketch)
    if found:
        sketch.auth.usual = sketch.auth.usual or "not everybody may do everything"
    return tuple(dict.fromkeys(found))


def _persons(text: str) -> list[str]:
    parts = [tuple(singular(word) for word in words(part)) for part in re.split(r"\s*,\s*|\s+(?:and|or)\s+", text)]
    return [f"{PERSON}{'_'.join(part)}" for part in parts if part and part[-1] not in _NOT_SAID and len(part) < 3]


def _caller(who: Who, reading: Reading, sketch: Sketch) -> None:
    """`listeners log in`: whoever does it and logs in is an account, whatever the word."""
    noun = next((singular(word) for word in reversed(words(who.text)) if word not in _NOT_SAID), "")
    logs_in = rf"\b{re.escape(noun)}s?\s+(?:can\s+|must\s+|have to\s+)?(?:log|sign|register|authenticate)"
    if noun in ROLE_WORDS or not noun or not re.search(logs_in, reading.text, re.IGNORECASE):
        return
    name = reading.entities.setdefault((noun,), pascal(noun))
    sketch.entity(name)
    sketch.auth.account = sketch.auth.account or name


def _doer(who: Who, reading: Reading, sketch: Sketch) -> None:
    """Whoever does it is somebody that the backend knows."""
    noun = next((singular(word) for word in reversed(words(who.text)) if word not in _NOT_SAID), "")
    entity = reading.entities.get((noun,))
    if entity is None and noun in PEOPLE and noun not in ROLE_WORDS and noun != "account":
        entity = reading.entities[(noun,)] = pascal(noun)
        sketch.entity(entity)
    if entity is not None and entity not in sketch.auth.owners:
        sketch.auth.owners.append(entity)
