"""Splits a turn into clauses, each of which asks for one thing: `rename title to name and make it unique`."""

import re
from dataclasses import dataclass
from enum import StrEnum

from agent.chat.turns.background import background, remark
from agent.chat.turns.framing import again, opened
from agent.chat.turns.reasons import explained, without_reasons
from agent.chat.turns.wording import chatter, plain
from agent.planner.text.sentences import sentences

_ACTION = r"(?:create|read|update|edit|delete|list|see|view|write|change|modify|browse|search|add|remove|post|manage)"
_VERBS = (
    "rename|rebrand|call|add|make|remove|drop|delete|change|set|use|switch|give|let|allow|forbid|turn|enable|disable|"
    "put|limit|show|undo|redo|create|introduce|mark|require|restrict|serve|return|keep|store|page|paginate|start|stop|"
    "hide|lock|increase|decrease|raise|lower|replace|convert|move|explain|support|index|track|extend|include|"
    "get rid of|soft delete|audit|take|throw|append|insist on|revert|roll back"
)
_SUBJECT = (
    r"(?:only\s+)?(?!(?:which|that|who|whose)\b)(?:the\s+|an?\s+|all\s+|every\s+|each\s+)?[a-z][\w'-]*"
    r"(?:(?:\s+(?:and|or)\s+|,\s*)(?:the\s+)?[a-z][\w'-]*|\s+[a-z][\w'-]*){0,2}"
)
_ASKS = (
    rf"(?P<asks>(?:please|kindly)\s+(?:{_VERBS})\s|(?:(?:also|then|kindly)\s+)*(?:(?:can|could|may|might|would|"
    rf"shall|should)\s+(?:please\s+|only\s+)?(?:it|we|i|there|you|"
    r"they|this|that|these|those|the|an?|all|every|each|one|[a-z]+ing)\s|(?:i|we)(?:'d| would)\s+(?:like|love|prefer|"
    r"appreciate|be)\s))"
)
"""What begins a wish wherever it stands: `could you`, `may we`, `I'd like`."""
_TO_IT = re.compile(
    r"(?:please|kindly|could you|can you)\s+[\w ]{1,20}\s(?:it|that|this|them)(?:\s+out)?\s*[.?!]?$", re.IGNORECASE
)
"""`nobody uses X, please drop it` is one wish."""
_ABOUT = re.compile(
    r"(?:for|in|on|within|about|regarding|concerning|as for|with|of|at|from)\s[^,:]{1,60}$", re.IGNORECASE
)
_STARTS = re.compile(
    rf"{_ASKS}|(?:(?:also|then|please|kindly|now)\s+)*(?:(?P<verb>{_VERBS})\s+\S|(?P<deed>{_ACTION})\s+\S|"
    r"(?P<it>(?:it|they|this|that|these|those)\s+(?:is|are|must|should|has|have|can|may|need|needs|was|will|"
    r"can't|cannot)\b)|(?P<only>only\s+(?!by\b|for\b|to\b|if\b|when\b)\S)|(?P<none>no\s+(?!more\b|longer\b|two\b)\S)|"
    r"(?P<who>(?:everybody|everyone|anybody|anyone|nobody|no one)\s+\S)|"
    rf"(?P<modal>{_SUBJECT}\s+(?:can|may|must|should|shall|need|needs|belongs?|becomes?|has|have|also have|are|"
    rf"is)\s+\S))",
    re.IGNORECASE,
)
_JOINTS = re.compile(
    r"\s*[,–—]\s*(?:and\s+(?:then\s+|also\s+)?|but\s+|then\s+)?|\s+(?:and then|and also|and|but|then)\s+", re.I
)
_SO = re.compile(
    r"\s*[,;–—-]+\s*(?:and\s+)?(?:so|therefore|hence|thus),?\s+(?=(?:[\w'-]+\s+){1,8}?(?:must|should|shall|has to|"
    r"have to|ought(?: not)? to|shouldn't|mustn't)\b|(?!(?:we|i|you|they|people|nobody|no one)\b)[a-z]+s? needs?\s)",
    re.IGNORECASE,
)
"""Between a reason and a wish that is no order: `…, so a book should have a map`."""
_PERMITS = re.compile(r"\b(?:can|may|could|able to|allowed to|let|allow|allows|forbid|permitted to)\b", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:can|could|may|must|should|shall|needs?|belongs?|becomes?|has|have|are|is)\b", re.IGNORECASE)
_PAIRS = re.compile(r"^(?P<verb>rename|add)\s+(?P<rest>.+)$", re.IGNORECASE)
_PAIR = re.compile(r"^.+?\s+(?:to|as|into|->)\s+\S.*$", re.IGNORECASE)
_LOWER_END = re.compile(
    r"(?<![ (.](?:e|i|v)\.[ges])(?<!\betc)(?<!\bmax)(?<!\bmin)(?<!\bchars)(?<=[\w)'\"`])[.!?]+\s+(?=[a-z])"
)
"""The end of a sentence before one that begins with a small letter, as people type."""
_CONDITION = re.compile(r"(?:when(?:ever)?|if|once|as soon as|before|after|until|unless)\b[^,]*$", re.IGNORECASE)
_TOO_FEW = re.compile(
    r"\btoo (?:few|short|small|little)\b|\bnot enough\b|\bnobody \w+s \w+$|\bis enough\b|\bbad name\b", re.IGNORECASE
)
MOST = 50
"""Clauses of a turn."""
LONGEST = 1000
"""Characters of a sentence or clause that is looked at for what is said around it."""


class Purpose(StrEnum):
    """What a part of a turn is there for."""

    WISH = "wish"
    WHY = "why"
    """It only tells why the next one is asked for."""
    RULE = "rule"
    """It stands as a reason and may be a wish: it is not followed, but told."""


@dataclass(frozen=True, slots=True)
class Part:
    """A clause, and what was said there, with the reasons."""

    text: str
    said: str
    purpose: Purpose = Purpose.WISH


def clauses(text: str) -> tuple[str, ...]:
    """The clauses of a readable text that may ask for something, without what is said out of politeness."""
    return tuple(part.text for part in parts(text) if part.purpose is Purpose.WISH)


def parts(text: str) -> tuple[Part, ...]:
    """The clauses of a readable text and the reasons in front of them, in their order."""
    found: list[Part] = []
    for line in text.split("\n"):
        for sentence in sentences(re.sub(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+", "", line)):
            for short in _LOWER_END.split(sentence):
                found += _of_sentence(short)
    return tuple(part for part in found if re.search(r"\w|^\?$", part.text) and not chatter(part.text))


def _of_sentence(sentence: str) -> list[Part]:
    if len(sentence) > LONGEST:
        return [Part(part, part) for piece in _split(sentence) for part in _renames(piece)]
    found: list[Part] = []
    sides = _SO.split(again(sentence), maxsplit=1)
    if len(sides) > 1 and background(without_reasons(sides[0]), reason=True):
        found.append(Part(sides[0], sides[0], Purpose.WHY))
        del sides[0]
    for said in sides:
        reasoned = explained(said)
        pieces = [part for piece in _split(reasoned.text) for part in _renames(plain(piece))]
        found += [Part(reasoned.why, reasoned.why, Purpose.WHY)] * bool(reasoned.why)
        found += [Part(piece, said if len(pieces) == 1 else piece) for piece in pieces]
        found += [Part(rule, rule, Purpose.RULE) for rule in reasoned.rules]
    return found


def _tidy(piece: str) -> str:
    return opened(piece.strip()).strip(" ,.!?")


def _split(sentence: str) -> list[str]:
    """Cuts where what follows a joint asks for something by itself, or only tells."""
    pieces: list[str] = []
    start = 0
    for joint in _JOINTS.finditer(sentence):
        if joint.start() < start or _inside(sentence, joint.start()):
            continue
        before, behind = sentence[start : joint.start()], sentence[joint.end() :]
        if before.strip() and _opens(before, behind, joint[0].strip()):
            pieces.append(before)
            start = joint.end()
    pieces.append(sentence[start:])
    return pieces


def _opens(before: str, behind: str, joint: str) -> bool:
    opening, tidy = _STARTS.match(behind), _tidy(before)
    if _CONDITION.match(tidy) or (_ABOUT.match(tidy) and joint == ","):
        return False  # `for books, could you …`
    asks = opening is not None and bool(opening["asks"]) and not _TO_IT.match(behind)
    if _TOO_FEW.search(before) and not (asks and joint != ","):
        return False  # `100 characters are too few, allow 250` is one wish.
    if opening is None:
        return joint in {",", "–", "—"} and remark(behind)
    if asks:
        return True
    if not (_MODAL.search(before) or re.match(rf"(?:{_VERBS}|name|we|i|no|don't|do not)\b", tidy, re.I)):
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
