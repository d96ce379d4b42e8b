"""Splits a turn into clauses, each of which asks for one thing: `rename title to name and make it unique`."""

import re

from agent.chat.turns.wording import chatter, plain, without_reasons
from agent.planner.text.sentences import sentences

_POLITE = re.compile(
    r"^(?:(?:please|pls|now|then|also|and|but|so|ok(?:ay)?|well|hi|hello|hey|thanks|thank you|actually|oh|next|finally|"
    r"instead|first|second(?:ly)?|first of all|(?:can|could|would|will) you(?: please)?|i(?:'d| would) like you to|"
    r"i want you to|let(?:'s| us)|we (?:should|want to|need to|would like to)|i (?:want|need|would like) to|"
    r"i'd like to|i'd like|i would like|go ahead and|you (?:should|can|could|may|must))\b[\s,]*)+",
    re.IGNORECASE,
)
_ACTION = r"(?:create|read|update|edit|delete|list|see|view|write|change|modify|browse|search|add|remove|post|manage)"
_VERBS = (
    "rename|rebrand|call|add|make|remove|drop|delete|change|set|use|switch|give|let|allow|forbid|turn|enable|disable|"
    "put|limit|show|undo|redo|create|introduce|mark|require|restrict|serve|return|keep|store|page|paginate|start|stop|"
    "hide|lock|increase|decrease|raise|lower|replace|convert|move|explain|support|index|track|extend|include|"
    "get rid of|soft delete|audit"
)
_SUBJECT = (
    r"(?:only\s+)?(?!(?:which|that|who|whose)\b)(?:the\s+|an?\s+|all\s+|every\s+|each\s+)?[a-z][\w'-]*"
    r"(?:(?:\s+(?:and|or)\s+|,\s*)(?:the\s+)?[a-z][\w'-]*|\s+[a-z][\w'-]*){0,2}"
)
_STARTS = re.compile(
    rf"(?:(?:also|then|please|now)\s+)*(?:(?P<verb>{_VERBS})\s+\S|(?P<deed>{_ACTION})\s+\S|"
    r"(?P<it>(?:it|they|this|that|these|those)\s+(?:is|are|must|should|has|have|can|may|need|needs|was|will|"
    r"can't|cannot)\b)|(?P<only>only\s+\S)|(?P<none>no\s+(?!more\b|longer\b|two\b)\S)|"
    r"(?P<who>(?:everybody|everyone|anybody|anyone|nobody|no one)\s+\S)|"
    rf"(?P<modal>{_SUBJECT}\s+(?:can|may|must|should|shall|need|needs|belongs?|has|have|also have|are|is)\s+\S))",
    re.IGNORECASE,
)
_JOINTS = re.compile(
    r"\s*,\s*(?:and\s+(?:then\s+|also\s+)?|but\s+|then\s+)?|\s+(?:and then|and also|and|but|then)\s+", re.I
)
_PERMITS = re.compile(r"\b(?:can|may|could|able to|allowed to|let|allow|allows|forbid|permitted to)\b", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:can|may|must|should|shall|needs?|belongs?|has|have|are|is)\b", re.IGNORECASE)
_PAIRS = re.compile(r"^(?P<verb>rename|add)\s+(?P<rest>.+)$", re.IGNORECASE)
_PAIR = re.compile(r"^.+?\s+(?:to|as|into|->)\s+\S.*$", re.IGNORECASE)
_LOWER_END = re.compile(
    r"(?<![ (.](?:e|i|v)\.[ges])(?<!\betc)(?<!\bmax)(?<!\bmin)(?<!\bchars)(?<=[\w)'\"`])[.!?]+\s+(?=[a-z])"
)
"""The end of a sentence before one that begins with a small letter, as people type."""
_CONDITION = re.compile(r"(?:when(?:ever)?|if|once|as soon as|after|unless)\b[^,]*$", re.IGNORECASE)
_TOO_FEW = re.compile(
    r"\btoo (?:few|short|small|little)\b|\bnot enough\b|\bnobody \w+s \w+$|\bis enough\b|\bbad name\b", re.IGNORECASE
)
MOST = 50
"""Clauses of a turn."""
LONGEST = 1000
"""Characters of a sentence or clause that is looked at for what is said around it."""


def clauses(text: str) -> tuple[str, ...]:
    """The clauses of a readable text, without what is said out of politeness."""
    found: list[str] = []
    for line in text.split("\n"):
        for sentence in sentences(re.sub(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+", "", line)):
            for short in _LOWER_END.split(sentence):
                for piece in _split(without_reasons(short) if len(short) <= LONGEST else short):
                    found += _renames(plain(piece) if len(piece) <= LONGEST else piece)
    return tuple(piece for piece in found if re.search(r"\w|^\?$", piece) and not chatter(piece))


def _tidy(piece: str) -> str:
    return _POLITE.sub("", piece.strip()).strip(" ,.!?")


def _split(sentence: str) -> list[str]:
    """Cuts where what follows a joint asks for something by itself."""
    pieces: list[str] = []
    start = 0
    for joint in _JOINTS.finditer(sentence):
        if joint.start() < start or _inside(sentence, joint.start()):
            continue
        before, behind = sentence[start : joint.start()], sentence[joint.end() :]
        if before.strip() and _opens(before, behind, comma=joint[0].strip() == ","):
            pieces.append(before)
            start = joint.end()
    pieces.append(sentence[start:])
    return pieces


def _opens(before: str, behind: str, *, comma: bool) -> bool:
    if _TOO_FEW.search(before) or _CONDITION.match(_tidy(before)):
        return False  # `100 characters are too few, allow 250` is one wish.
    opening = _STARTS.match(behind)
    if opening is None or not (
        _MODAL.search(before) or re.match(rf"\s*(?:{_VERBS}|we|i|no|don't|do not)\b", _tidy(before), re.I)
    ):
        return False
    if opening["verb"] or opening["deed"]:
        # `members can create and delete books`: one more deed of the same people.
        deed = re.match(rf"(?:(?:also|then|please|now)\s+)*{_ACTION}\b", behind, re.IGNORECASE)
        return not (deed and _PERMITS.search(before))
    if opening["modal"] and re.search(r"\b(?:that|which|who)\s+\S+\s+\S$", opening["modal"], re.IGNORECASE):
        return False  # `and a capacity that is at least 1`
    if opening["modal"]:
        # `authors and books have notes`: one more subject of the same verb.
        return bool(_MODAL.search(before)) or _verb_first(before)
    return True


def _verb_first(text: str) -> bool:
    return bool(re.match(rf"(?:{_VERBS})\b", _tidy(text), re.IGNORECASE))


def _inside(text: str, at: int) -> bool:
    """Whether a place lies in brackets or quotes."""
    before = text[:at]
    opened = sum(before.count(mark) for mark in "([{") - sum(before.count(mark) for mark in ")]}")
    return opened > 0 or before.count('"') % 2 == 1 or before.count("`") % 2 == 1


def _renames(piece: str) -> list[str]:
    """`rename title to name and isbn to code` is two renames; `add a bio to users and a note to books` is so too."""
    match = _PAIRS.match(piece)
    if match is None:
        return [piece]
    pairs = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", match["rest"])
    if len(pairs) < 2 or not all(_PAIR.match(pair) for pair in pairs):
        return [piece]
    return [f"{match['verb']} {pair}" for pair in pairs]
