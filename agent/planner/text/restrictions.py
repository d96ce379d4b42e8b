"""Finds what closes rows to all but some people, however it is put: `only X may`, `for X alone`, `hidden from X`.

A restriction is known by four things in one piece of a clause, in any order: a word that closes (`only`, `private`,
`not`), people where the people of a rule stand, an entity, and what may be done with its rows.
"""

import re
from dataclasses import dataclass

from agent.planner.text.acts import EVERYTHING, READING, VERB, WRITING, acts_of
from agent.planner.text.chunks import Noun, chunks
from agent.planner.text.reading import Reading
from agent.planner.text.words import FILLER, PEOPLE, ROLE_WORDS, STOP_NOUNS
from tools.blueprint.model import Action
from tools.blueprint.names import plural

_ALONE = re.compile(r"\b(?:only|alone|solely|exclusive(?:ly)?|just)\b", re.IGNORECASE)
_STATES = (
    r"private|internal|confidential|secret|restrict(?:ed)?|limit(?:ed)?|reserved?|visible|readable|viewable|"
    r"editable|deletable|accessible|shown|stays?|kept|keep"
)
_STATE = re.compile(
    rf"\b(?:{_STATES})\b[^.;]{{0,60}}?\b(?:to|for|between|among|by|with)\b|\brequires? (?:being|to be)\b|"
    r"\b(?:seen|viewed|read|opened) (?:only )?by (?:that|those|the same)\b",
    re.IGNORECASE,
)
"""What is said to be so for some people is so for them alone."""
_OPEN = re.compile(r"\b(?:visible|readable|viewable|editable|deletable|accessible|shown)\b", re.IGNORECASE)
_BUT = re.compile(
    r"\b(?:nobody|no[- ]?one|none|any(?:one|body)|every(?:one|body)|all)(?: else)?,?\s+"
    r"(?:but|except(?:ing)?(?: for)?|other than|besides|apart from|save)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|cannot|no|nobody|no[- ]?one|none|neither|without|hid(?:e|den)|prevent\w*|forbid\w*|prohibit\w*|"
    r"den(?:y|ied)|off[- ]limits|barred|invisible|inaccessible)\b|\b\w+n't\b",
    re.IGNORECASE,
)
_ADJECTIVES: tuple[tuple[re.Pattern[str], tuple[Action, ...]], ...] = (
    (re.compile(r"\b(?:in)?(?:visible|readable|viewable)\b|\b(?:show\w*|hid(?:e|den)|open|look)\b", re.I), READING),
    (re.compile(r"\b(?:editable|changeable|modification)\b", re.I), (Action.UPDATE,)),
    (re.compile(r"\b(?:deletable|removable|deletion|removal)\b", re.I), (Action.DELETE,)),
    (re.compile(r"\b(?:creation|addition)\b", re.I), (Action.CREATE,)),
)
_ACCESS = re.compile(
    r"(?:\b(?P<kind>read|write|full)(?:[ -]only)?[ -])?\baccess(?:ible)?\b|\boff[- ]limits\b", re.IGNORECASE
)
_OTHER_VERBS = frozenset(
    ["be", "stay", "remain", "keep", "make", "let", "allow", "give", "restrict", "limit", "reserve"]
)
_OTHER_VERBS |= {"hide", "show", "require", "prevent", "forbid", "have", "get", "do", "want", "need", "deny", "share"}
"""Verbs that say that something may be done, and not what."""
_BEFORE = re.compile(
    r"(?:^\W*|\b(?:only|just|solely|exclusively|by|to|for|from|between|among|except|but|than|besides|let|allow|give|"
    r"prevent|no|one of|that|which)\s+)(?:(?:only|exclusively|by|to|for|the|an?|all|any|its|their|his|her)\s+)*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"^\s*(?:only|alone|exclusively)\b", re.IGNORECASE)
_JOINT = re.compile(r"^\s*(?:,|,?\s*(?:and|or|&))\s*(?:(?:by|to|for|the|an?|its|their)\s+)*$", re.IGNORECASE)
_ACTING = re.compile(
    rf"^\s+(?:(?:can|may|must|should|shall|could|(?:is|are) allowed to)\s+)?(?:{VERB}|open\b|use\b)", re.IGNORECASE
)
_LISTED = re.compile(r"\([^()]*\)")
"""Attributes behind the name of an entity, unless it says for whom they are."""
_REMAIN = re.compile(r"\b(?:stay|remain)s?\b", re.IGNORECASE)
_COLLECTIVE = frozenset(["team", "group", "department", "board", "committee", "crew", "people", "person", "staff"])


_WORDS = re.compile(
    rf"\b(?:{_STATES}|show|remains?|hid(?:e|den)|forbidden|prohibited|access|requires?|exclusive|"
    r"deletion|removal|creation|modification|"
    r"(?:read|view|edit|delet|creat|chang|updat)ing)\b",
    re.IGNORECASE,
)


def closing_words(text: str) -> list[tuple[int, int]]:
    """Where words stand that a restriction has used up."""
    return [match.span() for match in _WORDS.finditer(text)]


@dataclass(frozen=True, slots=True)
class Restriction:
    """Whom it is about, or that they are shut out; no `who` where several groups stand in different places."""

    who: str
    excluded: bool
    open: bool
    """It is said without a word like `only`: another statement may name more people."""
    actions: tuple[Action, ...]


def restriction(part: str, reading: Reading) -> Restriction | None:
    """What a piece of a clause closes; None where it does not, or says neither for whom nor what may be done."""
    plain = _plain(part)
    but, alone = _BUT.search(plain), _ALONE.search(plain) or _STATE.search(plain)
    negative = _NOT.search(plain[: but.start()] + plain[but.end() :] if but else plain)
    if not (but or alone or negative):
        return None
    if but and but[0].split()[0].lower() in {"nobody", "no", "none"}:
        negative = re.match("", "")
    groups = _groups(plain, reading)
    actions = _actions(_nameless(plain, reading), said=not (but or alone))
    if not groups or not actions:
        return None
    excluded = negative is None if but else negative is not None
    open_ = not (but or _ALONE.search(plain)) and _OPEN.search(plain) is not None
    return Restriction(groups[0] if len(groups) == 1 else "", excluded, open_, actions)


def _groups(text: str, reading: Reading) -> list[str]:
    """People where the people of a rule stand; those that `and` joins are one group."""
    runs: list[list[Noun]] = []
    for noun in (chunk for chunk in chunks(text) if isinstance(chunk, Noun)):
        acting = _ACTING.match(text[noun.end :]) is not None and _ALONE.search(text[: noun.start].rstrip()[-20:])
        if not (acting or _people(noun, reading)):
            continue
        if runs and _JOINT.match(text[runs[-1][-1].end : noun.start]):
            runs[-1].append(noun)
        else:
            runs.append([noun])
    placed = (run for run in runs if _BEFORE.search(text[: run[0].start]) or _BEHIND.match(text[run[-1].end :]))
    return [text[run[0].start : run[-1].end] for run in placed]


def _plain(part: str) -> str:
    """Without lists of attributes, with signs and verbs of state in one form."""
    part = re.sub(r"(?=\b(?:exclusive|sole|only) access\b)", ", ", part)
    text = _LISTED.sub(lambda group: group[0] if _ALONE.search(group[0]) else " ", part)
    return _REMAIN.sub("are kept", re.sub(r"\s*[():\[\]]\s*", ", ", text).strip(" ,"))


def _nameless(text: str, reading: Reading) -> str:
    """Without the names of entities, which may be verbs besides: `posts`, `reports`."""
    for name in (" ".join(words) for words in reading.entities):
        many, one = re.escape(plural(name)), re.escape(name)
        text = re.sub(rf"\b(?:{many}|(?:an?|the|each|every|any|no) {one})\b", "things", text, flags=re.IGNORECASE)
    return text


def _people(noun: Noun, reading: Reading) -> bool:
    if noun.head in PEOPLE or noun.head in ROLE_WORDS or noun.head in _COLLECTIVE:
        return True
    if not (noun.plural or noun.determiner or noun.capital) or reading.entity(noun.words) is not None:
        return False
    return noun.head not in FILLER | STOP_NOUNS | {"one", "none"}


def _actions(text: str, said: bool) -> tuple[Action, ...]:
    """What may be done; everything where nothing else is said: `reports are for managers only`."""
    access = _ACCESS.search(text)
    if access:
        return {"read": READING, "write": WRITING}.get((access["kind"] or "").lower(), EVERYTHING)
    verbs, others = acts_of(text)
    found = {action for pattern, actions in _ADJECTIVES if pattern.search(text) for action in actions} | set(verbs)
    if found:
        return tuple(action for action in Action if action in found)
    return () if said or others - _OTHER_VERBS else EVERYTHING
