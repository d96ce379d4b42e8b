"""Keeps rules about who may do something from being lost: what no reader has made a permission of is told, whole."""

import re

from agent.planner.sketch import AuthSketch
from agent.planner.text.acts import VERB
from agent.planner.text.ownership import own_part
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause
from agent.planner.text.words import PEOPLE, ROLE_WORDS
from tools.blueprint.names import singular

_NOBODY_BUT = re.compile(
    r"\b(?:nobody|no[- ]?one|none)\s+(?:but|except(?: for)?|other than|besides|apart from)\s+(?=\w)", re.IGNORECASE
)
"""Another way to say `only`."""
_ANYONE_BUT = re.compile(r"\b(any|every)(one|body)(?: else)? but\b(?! (?:not|never|only|can|may)\b)", re.IGNORECASE)
_OR_ELSE = re.compile(
    r",?\s*(?:and |but )?\b(?:never|not|nobody|no[- ]?one)\b[^.;,]{0,30}\belse\b(?=\s*(?:[.;,]|$))", re.IGNORECASE
)
_THEIR_OWNER = re.compile(r"\b(?:its|their|his|her)\s+(?=(?:owner|author|creator)s?\b)", re.IGNORECASE)


_LET = re.compile(
    r"(?P<before>^\W*|[.;,:]\s*|\b(?:and|so|also|please|then|but)\s+)(?:let|allow)\s+"
    rf"(?P<who>(?:[\w'-]+\s+){{1,4}}?)(?:to\s+)?(?={VERB})",
    re.IGNORECASE,
)


def in_one_form(text: str) -> str:
    """A clause with the ways to say `only` and `may` in one form; `but` is left for what sets a second rule apart."""
    text = _NOBODY_BUT.sub("only ", _THEIR_OWNER.sub("the ", _LET.sub(r"\g<before>\g<who>may ", text)))
    return _OR_ELSE.sub(" only", _ANYONE_BUT.sub(r"\1\2 except", text))


_MAY = r"(?:can|could|may|might|must|should|shall|(?:is|are) allowed to|be able to)"
_RULE = re.compile(
    rf"\bonly\b[^.;]*\b{_MAY}\b|\b{_MAY}\b[^.;,]*\bonly\b|^\s*not\s+\w|\b{_MAY}\s+only\b|\bonly\s+(?:by|for|to)\b|"
    rf"\b(?:nobody|no[- ]?one|none|neither)\b[^.;]*\b{_MAY}\b|"
    r"\b(?:cannot|can not|can't|may not|must not|mustn't|should not|shouldn't|never)\s+(?!be\b)[a-z]|"
    rf"\b(?:cannot|can not|can't|may not|must not|mustn't|never)\s+be\s+{VERB}|"
    r"\b(?:is|are) (?:not|never) (?:allowed|permitted)\b|\b(?:forbidden|prohibited)\b|\bno access\b|"
    r"\b(?:restricted|reserved) (?:to|for)\b|"
    r"\b(?:never|not) by (?:any|some|every)(?:one|body)\b|"
    r"\b(?:have|has|get|gets|given|granted|with)\s+(?:[a-z-]+\s+){0,4}?(?:access|rights|permissions?|privileges)\b"
    r"(?!\s+(?:(?:and|or) refresh|cards?|codes?|control|keys?|levels?|logs?|points?|tokens?)\b)|\baccess to\b",
    re.IGNORECASE,
)
_WHO = "|".join(sorted({*PEOPLE, *ROLE_WORDS}, key=lambda word: (-len(word), word)))
_AMONG = re.compile(
    rf"\bonly\s+(?:(?:for|by|to)\s+)?(?:the\s+)?(?:[\w'-]+\s+){{0,2}}?(?:{_WHO})s?\b|\b(?:{_WHO})s?\s+only\b|"
    r"\b(?:nobody|no[- ]?one|(?:any|every)(?:one|body) else)\b|\bonly\b[^.;]*\bto (?:them|him|her)\b",
    re.IGNORECASE,
)
"""A rule that tells people apart: without accounts nobody could."""
_OWNER = re.compile(r"\b(?P<of>[a-z]+)(?:'s)?\s+owners?\b", re.IGNORECASE)


_NARROWED = re.compile(
    r"\b(?:that|which|who|whose|if|when|whenever|unless|until|while|where|before|after|during|they|he|she)\b|"
    r"\b(?:assigned|belonging|shared|addressed|sent|given|allotted|allocated) (?:to|with)\b|"
    r"\b(?:of|in|from|for|by|to|on|at|within|under) (?:the same|their|his|her|its)\b(?! (?:owner|author|creator)s?\b)",
    re.IGNORECASE,
)


def narrowed(what: str) -> bool:
    """Whether it is about some rows of a kind only, which roles and ownership do not tell apart."""
    return _NARROWED.search(what) is not None


def tell_rule(part: str, clause: Clause, reading: Reading, auth: AuthSketch) -> bool:
    """Leaves a rule that nobody else has read, and asks for accounts where it tells people apart; whether it is one."""
    match = _RULE.search(part)
    if match is None or own_part(part):
        return False
    # `but not ratings` says nothing without what stands before it.
    piece = _piece(part, match.start(), match.end()) if match[0].split()[0].lower() != "not" else clause.text
    said = " ".join(piece.split()).strip(" ,.")
    # It is a piece of the clause, unless `nobody but` was written anew in it.
    start = max(clause.text.find(piece), 0)
    end = start + len(piece) if piece in clause.text else len(clause.text)
    at = clause.text.find(match[0].split()[0], start)
    told = any(first <= at < last for first, last in reading.used.get(clause.index, ()))
    if told or any(said in item for item in reading.notes.unplaced):
        return False
    reading.notes.leave(f"Who may: {said[:300]}")
    if _AMONG.search(piece):
        auth.usual = auth.usual or "not everybody may do everything"
    reading.place(clause, (start, end))
    return True


def _piece(text: str, first: int, last: int) -> str:
    """What stands between the commas around a rule, brackets apart."""
    cuts = [
        at
        for at, letter in enumerate(text)
        if letter == "," and text.count("(", 0, at) == text.count(")", 0, at) and not first <= at < last
    ]
    start = max((at + 1 for at in cuts if at < first), default=0)
    return text[start : min((at for at in cuts if at >= last), default=len(text))]


def owner_of_another(who: str, what: str, reading: Reading) -> bool:
    """`only the show's owner may publish episodes`: the owner of one thing is not the owner of another."""
    match = _OWNER.search(who)
    if match is None:
        return False
    of = reading.entity((singular(match["of"].lower()),))
    return of is not None and of not in reading.mentioned(what)


def of_the_row(who: str, text: str, reading: Reading) -> bool:
    """`visible to the student only`: with an article, it is the one that the row is about, not each of them."""
    one = re.sub(r"^the\\? ", "", re.escape(who.strip().lower()))
    if re.search(rf"\bthe {one} of (?:an?|the|that|this|each|every|its|their)\b", text, re.IGNORECASE):
        return True
    people = (word for word in who.lower().split() if word in PEOPLE and reading.entity((word,)) is not None)
    return any(re.search(rf"\bthe {word}\b", text, re.IGNORECASE) for word in people)
