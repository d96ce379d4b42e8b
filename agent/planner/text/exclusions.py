"""Reads which standard operations a text rules out: `invoices are never deleted`, `no edits once it is sent`."""

import re
from collections.abc import Iterator

from agent.planner.sketch import Sketch
from agent.planner.text.operations import CRUD
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.topics import topic_of
from agent.planner.text.words import PEOPLE, ROLE_WORDS
from tools.blueprint.model import Action
from tools.blueprint.names import singular, words

_CHANGED = "changed|edited|updated|modified|altered|corrected|rewritten|overwritten|amended"
_DELETED = "deleted|removed|erased|destroyed|thrown away|taken back|purged"
_ACTIONS = (
    (Action.UPDATE, re.compile(_CHANGED)),
    (Action.DELETE, re.compile(_DELETED)),
)
_DONE = rf"(?:{_CHANGED}|{_DELETED})"
_PASSIVE = re.compile(
    r"(?:\b(?:is|are|be|get|gets|can|may|must)\s+)?(?:\bnever|\bnot|n't|\bcannot|\bno longer)\s+(?:ever\s+)?"
    rf"(?:be\s+|get\s+)?(?P<first>{_DONE})(?:\s*(?:,|or|and|nor|/)\s*(?:be\s+)?(?P<more>{_DONE}))*",
    re.IGNORECASE,
)
_NOUNS = re.compile(
    r"\bno\s+(?:later\s+|further\s+)?(?:edits?|editing|changes?|updates?|updating|delet(?:ion|ing|es?)|removal)\b"
    r"(?:\s*(?:,|and|or)\s*(?:no\s+)?(?:edits?|editing|changes?|updates?|delet(?:ion|ing|es?)))?"
    r"(?P<rest>\s+of\s+[^.;,]{2,40})?|"
    r"\bdelet(?:ion|ing)\s+(?:isn't|is not|aren't)\s+(?:possible|allowed|needed|wanted)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:nobody|no one|no-one)\s+(?:can\s+|may\s+|ever\s+)*"
    r"(?P<first>delet|remov|chang|edit|alter|updat)\w*\s+(?P<rest>[^.;,]{2,40})",
    re.IGNORECASE,
)
_DEPENDS = re.compile(
    r"^\s*(?:by\s+(?!hand)|unless|until|while|except|if|when|without|before|as long as|through|"
    r"(?:once|after)\s+(?!(?:it|they|that|this|he|she)?\s*(?:is|are|has been|have been|was|were)?\s*"
    r"(?:recorded|entered|submitted|posted|sent|made|created|saved|booked|placed|taken|cast|written|given|stored|there|"
    r"in|paid)))",
    re.IGNORECASE,
)


def read_exclusions(reading: Reading, sketch: Sketch) -> None:
    """Takes operations away that nobody has at any time; entities must be known by now."""
    for clause in reading.clauses:
        if clause.kind in {Kind.CODE, Kind.HEADING}:
            continue
        for start, end, actions, what in _found(clause):
            entities = _meant(clause, start, what, reading)
            for entity in entities:
                chosen = sketch.actions.get(entity, list(CRUD))
                sketch.actions[entity] = [action for action in chosen if action not in actions]
            if entities:
                reading.place(clause, (start, end))


def _found(clause: Clause) -> Iterator[tuple[int, int, set[Action], str]]:
    """Where it is said, what is ruled out, and the words behind it that may name of what."""
    for match in _PASSIVE.finditer(clause.text):
        if not _DEPENDS.match(clause.text[match.end() :]) and not _by_people(clause.text[: match.start()]):
            yield *match.span(), _actions(match[0]), ""
    for match in _NOUNS.finditer(clause.text):
        if not _DEPENDS.match(clause.text[match.end() :]):
            yield *match.span(), _of_nouns(match[0]), match["rest"] or ""
    for match in _NOBODY.finditer(clause.text):
        yield *match.span(), _of_nouns(match["first"]), match["rest"]


def _actions(text: str) -> set[Action]:
    return {action for action, words_ in _ACTIONS if words_.search(text.lower())}


def _of_nouns(text: str) -> set[Action]:
    low = text.lower()
    found = {Action.DELETE} if re.search(r"delet|remov", low) else set()
    return found | ({Action.UPDATE} if re.search(r"edit|chang|updat|alter", low) else set())


def _by_people(before: str) -> bool:
    """`members cannot …` is about members."""
    last = words(before)[-1:] if before.strip() else ()
    return (
        bool(last)
        and singular(last[0].lower()) in {*PEOPLE, *ROLE_WORDS}
        and re.search(r"\bonly\b", before) is not None
    )


def _meant(clause: Clause, start: int, behind: str, reading: Reading) -> list[str]:
    """The things before it, behind it, those that the paragraph is about, or that were spoken of last."""
    before = re.split(r"[;:]|\bbut\b", clause.text[:start])[-1]
    for text in (behind, before):
        named = reading.mentioned(text)
        if named:
            return named if len(named) <= 3 else []
    topic = topic_of(clause)
    entity = reading.entity(topic.words) if topic is not None else None
    if entity is not None:
        return [entity]
    for earlier in reading.before(clause)[:2]:
        for statement in reversed(reading.statements(earlier)):
            named = reading.meant(statement.subjects)
            if named:
                return named[-1:]
    return []
