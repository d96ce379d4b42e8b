"""Whom words let do something: clause by clause, who may, what, and with what."""

import re
from collections.abc import Iterator, Sequence

from agent.model_planner.guard.negation import NO_ACCOUNT
from knowledge.tokens import words

_DEEDS: tuple[tuple[str, str], ...] = (
    (
        "list read search analytics",
        r"reads?|reading|sees?|seen|view\w*|lists?|listed|brows\w*|search\w*|look\w*|finds?",
    ),
    ("create", r"creat\w*|add(?:s|ing|ed)?|post(?:s|ing|ed)?|writ\w*|submit\w*|upload\w*"),
    ("update", r"updat\w*|chang\w*|edit(?:s|ing|ed)?|modif\w*|writ\w*"),
    ("delete", r"delet\w*|remov\w*|eras\w*"),
)
_MODAL = re.compile(r"\b(?:may|can|could|should|must|shall|will|(?:is|are) (?:allowed|able|free))\b", re.IGNORECASE)
_PASSIVE = re.compile(r"^\W*(?:\w+ly )?(?:be|stay|remain)\b", re.IGNORECASE)
_BY = re.compile(r"\bby\b(.*)", re.IGNORECASE | re.DOTALL)
_VERBS = "|".join(verbs for _, verbs in _DEEDS)
_VERB_FIRST = re.compile(rf"^\W*(?:(?:also|then|even)\s+)*(?:{_VERBS})\b", re.IGNORECASE)
_ANYBODY = re.compile(
    r"\b(?:public(?:ly)?|open(?:ed)? up|any(?:one|body)|every(?:one|body)|guests?|visitors?|strangers?"
    r"|anonymous(?:ly)?|unauthenticated|(?:all|every) (?:\w+ )?(?:routes?|endpoints?|operations?|calls?|callers?))\b",
    re.IGNORECASE,
)
"""What lets people in whom nobody knows."""
_EVERYBODY = re.compile(
    r"\b(?:(?:all|every|any|each|other) (?:\w+[- ]){0,3}?(?:users?|people|persons?|accounts?|callers?)"
    r"|users?|people|who(?:ever)? (?:signs?|logs?|registers?|has|is)|signed[- ]in|logged[- ]in|authenticated"
    r"|registered)\b|\ball(?= (?:who|may|can|could|should|of (?:us|them|you))\b|\W*$)",
    re.IGNORECASE,
)
"""What lets all in who have signed in."""
_OWNER = re.compile(
    r"\b(?:owners?|owns?|owned|own|authors?|creators?|their|his|hers?|its|themsel\w+|him|who (?:made|wrote|created))\b",
    re.IGNORECASE,
)


def deeds(text: str) -> set[str]:
    """The actions of standard operations that words name."""
    named = (actions for actions, verbs in _DEEDS if re.search(rf"\b(?:{verbs})\b", text, re.IGNORECASE))
    return {action for actions in named for action in actions.split()}


def named(text: str, entities: Sequence[str]) -> set[str]:
    """Those of the entities that words name."""
    said = set(words(text))
    return {entity for entity in entities if words(entity) and said.issuperset(words(entity))}


def lets(clauses: Sequence[str], who: str, actions: set[str], about: set[str], entities: Sequence[str]) -> bool:
    """Whether clauses let somebody (a role, `public`, `authenticated`, `owner`) do one of the actions.

    `about`: the entities that it is done with; words that name others of `entities` are about something else.
    """
    return any(_is(who, text) for text in _subjects(clauses, actions, about, entities))


def _subjects(clauses: Sequence[str], actions: set[str], about: set[str], entities: Sequence[str]) -> Iterator[str]:
    """What says who, of the clauses that are about this. A clause without a subject has that of the one before it."""
    subject = waiting = ""
    for clause in clauses:
        done, things = deeds(clause), named(clause, entities)
        own = _subject(clause)
        if own is not None:
            subject, waiting = f"{waiting} {own}", ""
        elif not done and not _MODAL.search(clause):
            waiting = f"{waiting} {clause}"
            continue
        if (not done or done & actions) and (not things or things & about):
            yield subject
            yield " ".join(match[0] for match in NO_ACCOUNT.finditer(clause))
    if not named(waiting, entities) or named(waiting, entities) & about:
        yield waiting


def _subject(clause: str) -> str | None:
    """Who, as far as the clause says it: before `may`, behind `by`, anywhere where there is no such word."""
    modal = _MODAL.search(clause)
    if modal is None:
        if not deeds(clause) or _VERB_FIRST.match(clause):
            return None
        by = _BY.search(clause)
        return by[1] if by else clause
    before, after = clause[: modal.start()], clause[modal.end() :]
    if _PASSIVE.match(after):
        by = _BY.search(after)
        return by[1] if by else clause
    return before if before.strip(" ,") else None


def _is(who: str, text: str) -> bool:
    if _ANYBODY.search(text) or NO_ACCOUNT.search(text):
        return True
    if who == "public":
        return False
    if _EVERYBODY.search(text):
        return True
    if who == "owner":
        return _OWNER.search(text) is not None
    return who != "authenticated" and bool(words(who)) and set(words(text)).issuperset(words(who))
