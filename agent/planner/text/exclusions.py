"""Reads which standard operations a text rules out: `invoices are never deleted`, `no edits once it is sent`."""

import re
from collections.abc import Iterator
from itertools import chain

from agent.planner.sketch import Sketch
from agent.planner.text.chunks import Noun, chunks
from agent.planner.text.operations import CRUD
from agent.planner.text.patterns.verbs import base
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
    rf"(?:to\s+)?(?:be\s+|get\s+)?(?P<first>{_DONE})(?:\s*(?:,|or|and|nor|/)\s*(?:be\s+)?(?P<more>{_DONE}))*",
    re.IGNORECASE,
)
_NOUNS = re.compile(
    r"\bno\s+(?:later\s+|further\s+)?(?:edits?|editing|changes?|updates?|updating|delet(?:ion|ing|es?)|removal)\b"
    r"(?:\s*(?:,|and|or)\s*(?:no\s+)?(?:edits?|editing|changes?|updates?|delet(?:ion|ing|es?)))?"
    r"(?P<rest>\s+of\s+[^.;,]{2,40})?|"
    r"\bdelet(?:ion|ing)\s+(?:isn't|is not|aren't)\s+(?:possible|allowed|needed|wanted)",
    re.IGNORECASE,
)
_VERB = r"(?:creat|add|chang|edit|updat|alter|modif|delet|remov)\w*"
_NOBODY = re.compile(
    r"\b(?:(?:nobody|no one|no-one)\s+(?:can\s+|may\s+|ever\s+)*|(?:don't|do not) let any(?:one|body)\s+|no way to\s+|"
    r"(?:you|we|they|one|i|any(?:one|body))\s+(?:can't|cannot|can not|may not|must not|never)\s+(?:ever\s+)?)"
    rf"(?P<first>{_VERB}(?:\s*(?:,|\bor\b|\band\b|\bnor\b)\s*{_VERB})*)\s+(?P<rest>[^.;,]{{2,40}})",
    re.IGNORECASE,
)
_VERBS = rf"(?P<first>{_VERB}(?:\s*(?:,\s*(?:or|and)?|\bor\b|\band\b|\bnor\b)\s*{_VERB})*)"
_REST = r"\s+(?P<rest>[^.;,:]{2,40})"
_WAYS = tuple(
    re.compile(said, re.IGNORECASE)
    for said in (
        rf"\bno\s+(?:routes?|endpoints?|operations?|calls?|ways?)\s+(?:to|for|of|that)\s+{_VERBS}{_REST}",
        rf"\b(?:impossible|(?:not|n't)\s+(?:be\s+)?(?:possible|allowed))(?:\s+for\s+\w+)?\s+to\s+{_VERBS}{_REST}",
        rf"\bnever\s+{_VERBS}{_REST}",
        r"\b(?:API|backend|service|server|we)\s+(?:doesn't|does not|don't|do not|never|can't|cannot)\s+(?:ever\s+)?"
        rf"{_VERBS}{_REST}",
        r"(?P<first>\b(?:creat|add|chang|edit|updat|alter|delet|remov)ing)\s+(?P<rest>[^.;,:]{2,30}?)\s+"
        r"(?:is|are|should|must|shall|will)?\s*(?:not|n't)\s+(?:be\s+)?(?:possible|allowed|wanted)",
        rf"\bno\s+(?P<rest>[a-z][\w -]{{1,30}}?)\s+(?:is|are|gets?|may|can)\s+ever\s+(?:be\s+)?(?P<first>{_DONE})",
        rf"\bnothing\s+(?:is|gets|may be|can be)\s+(?:ever\s+)?(?P<first>{_DONE})"
        r"(?:\s+(?:from|in)\s+(?P<rest>[^.;,:]{2,30}))?",
        rf"(?P<first>\b{_DONE})\s+by\s+(?:nobody|no[- ]?one)(?P<rest>)",
        r"\bno\s+(?P<first>(?:PUT|PATCH|POST|DELETE)(?:\s*(?:,\s*(?:or|and)?|\bor\b|\band\b)\s*(?:PUT|PATCH|POST|DELETE))*)"
        r"\s+(?:for|on|of)\s+(?P<rest>[^.;,:]{2,30})",
        r"\b(?P<first>only\s+(?:ever\s+)?be\s+(?:read|listed)\b(?!\s+by))(?P<rest>)",
        r"\b(?:server|system|backend|service)\s+(?:itself|alone)\s+(?P<first>creat\w*|adds)\s+(?P<rest>(?:an?|the)\s+[^.;,:]{2,30})",
    )
)
"""Each with what is ruled out and of what, where that stands beside it."""
_METHODS = {"PUT": Action.UPDATE, "PATCH": Action.UPDATE, "POST": Action.CREATE, "DELETE": Action.DELETE}
_NEITHER = re.compile(rf"\bneither\s+(?:be\s+)?(?P<first>{_DONE})\s+nor\s+(?:be\s+)?(?P<more>{_DONE})", re.IGNORECASE)
_APPENDED = re.compile(
    r"\bappend[- ]only\b|\bonly\s+(?:ever\s+)?(?:added|appended)(?:\s+(?:and|or)\s+(?:read|listed|shown))?",
    re.IGNORECASE,
)
_MADE = (
    "recorded|handed in|logged|issued|entered|submitted|posted|sent|made|created|saved|booked|placed|taken|cast|"
    "written|given|stored|there|in|paid"
)
"""What is so of each row from the beginning: `once it is recorded` rules nothing in."""
_DEPENDS = re.compile(
    r"^\s*(?:by\s+(?!hand|any(?:one|body))|unless|until|while|except|if|when|without|before|as long as|"
    r"through\s+(?!(?:the|this|our)\s+(?:API|backend|service|interface)\b)|"
    r"(?:once|after)\s+(?!(?:it|they|that|this|he|she)?(?:'s|'re)?\s*"
    rf"(?:is|are|has been|have been|been|was|were)?\s*(?:{_MADE})))",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[A-Za-z]+")
_FEW = 2
"""Words behind a colon or a `but` that name nothing: `fines may be waived, but are never deleted`."""
_SOME = re.compile(
    r"\b(?:that|who|which)\s+(?:is|are|has|have|was|were|still|already)\b|"
    r"\bwith\s+(?:\w+\s+){1,3}(?:in|on|for|under)\s+(?:it|them)\b",
    re.IGNORECASE,
)
"""`A lot that has bids cannot …`: others can."""
_BESIDE = re.compile(r"\b(?:for|of|by|from|to|on|in|with|over|through|at|after|before|once)\b", re.IGNORECASE)
_POINTS = re.compile(r"^\s*(?:it|them|they|one|these|those|this|that|any|anything)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:it|they|them|these)\b", re.IGNORECASE)


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
        if not _DEPENDS.search(f" {match['rest']}"):
            yield *match.span(), _of_nouns(match["first"]), match["rest"]
    for pattern in _WAYS:
        for match in pattern.finditer(clause.text):
            rest = match["rest"] or ""
            if not _DEPENDS.search(f" {rest}") and not _DEPENDS.match(clause.text[match.end() :]):
                yield *match.span(), _of_way(match["first"]), rest
    for match in _NEITHER.finditer(clause.text):
        if not _DEPENDS.match(clause.text[match.end() :]):
            yield *match.span(), _actions(match[0]), ""
    for match in _APPENDED.finditer(clause.text):
        yield *match.span(), {Action.UPDATE, Action.DELETE}, ""


def _actions(text: str) -> set[Action]:
    return {action for action, words_ in _ACTIONS if words_.search(text.lower())}


def _of_nouns(text: str) -> set[Action]:
    low = text.lower()
    found = {Action.DELETE} if re.search(r"delet|remov", low) else set()
    found |= {Action.CREATE} if re.search(r"creat|\badd", low) else set()
    return found | ({Action.UPDATE} if re.search(r"edit|chang|updat|alter|modif", low) else set())


def _of_way(text: str) -> set[Action]:
    if text.lower().startswith("only"):
        return {Action.CREATE, Action.UPDATE, Action.DELETE}
    methods = {action for method, action in _METHODS.items() if re.search(rf"\b{method}\b", text)}
    return methods or _of_nouns(text) | _actions(text)


def _by_people(before: str) -> bool:
    """`members cannot …` is about members."""
    last = words(before)[-1:] if before.strip() else ()
    return (
        bool(last)
        and singular(last[0].lower()) in {*PEOPLE, *ROLE_WORDS}
        and re.search(r"\bonly\b", before) is not None
    )


def _in_a_state(before: str, reading: Reading) -> bool:
    """`A closed sprint cannot …`: an open one can."""
    words_before = (_WORDS.findall(before[:start])[-1:] for start, _, _ in reading.named(before))
    return any(base(word.lower()) is not None for word in chain.from_iterable(words_before))


def _names(text: str) -> bool:
    return any(isinstance(chunk, Noun) for chunk in chunks(text))


def _meant(clause: Clause, start: int, behind: str, reading: Reading) -> list[str]:
    """The things before it, behind it, those that the paragraph is about, or that were spoken of last."""
    *earlier, before = re.split(r"[;:]|\bbut\b", clause.text[:start])
    spoken = _PRONOUN.search(before) is not None
    bare = len(_WORDS.findall(before)) <= _FEW
    if _SOME.search(before) or _in_a_state(before, reading):
        return []
    behind = _BESIDE.split(behind.strip().removeprefix("of "))[0]
    for text in (behind, before, *(reversed(earlier) if spoken or bare else ())):
        named = reading.mentioned(text)
        if named:
            return named if len(named) <= 3 else []
    if (behind.strip() and not _POINTS.match(behind)) or (not spoken and _names(before)):
        return []  # Something else is meant.
    topic = topic_of(clause)
    entity = reading.entity(topic.words) if topic is not None else None
    if entity is not None:
        return [entity]
    for past in reading.before(clause)[:2]:
        for statement in reversed(reading.statements(past)):
            named = reading.meant(statement.subjects)
            if named:
                return named[-1:]
    return []
