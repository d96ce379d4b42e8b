"""Tells what is a tale from what is a wish: `Sales ring us every week` asks for nothing, and `that must stop` does."""

import re

_ASKING = (
    r"please|pls|plz|kindly|could|would|should|shall|must|may|might|can|cannot|can't|has to|have to|ought|needs?|"
    r"needed|wants?|wanted|wish(?:es)?|prefer|miss|missing|lacks?|let|let's|ask(?:s|ed|ing)? (?:\w+ )?for|"
    r"allow(?:ed)?|insist|(?<!our )(?<!my )(?<!the )only(?!$)|instead|rather|"
    r"required?|mandatory|optional|forbid|forbidden|stop|enough|too (?:few|short|small|little|many|long|large)|"
    r"default|unique|at (?:most|least)|maximum|minimum|wanna|gotta|mustn't|shouldn't|couldn't|wouldn't|needn't"
)
_ORDER = (
    r"rename|call|add|make|remove|drop|delete|change|set|use|switch|give|turn|enable|disable|put|limit|show|undo|"
    r"redo|revert|create|introduce|mark|require|restrict|serve|return|keep|store|start|hide|lock|increase|decrease|raise|"
    r"lower|replace|convert|move|explain|support|index|track|extend|include|get rid|take|throw|tell|list|print|"
    r"ignore|append|page|audit|name|no|without|never|don't|do not|not|nothing|and|or|with|why|how|what|which|who"
)
"""What an order, or a part of one, begins with."""
_WISH = re.compile(rf"^(?:{_ORDER})\b|\b(?:{_ASKING})\b|\?\s*$|:", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:i|we|they|he|she|you|people|somebody|someone|everybody|everyone|nobody|no one|marketing|management|support|"
    r"sales|legal|finance|the \w+ (?:calls?|says?|thinks?|knows?|likes?)|our|my|"
    r"(?:some|many|most|half)(?: of)? (?:our|my|us|the|people)|the \w+ (?:team|department|people|service)|"
    r"i'm|we're|i've|we've)\b",
    re.IGNORECASE,
)
"""Whoever stands outside of the backend."""
_WHO = re.compile(
    r"(?:we|i|they|nobody|no one|people|everybody|everyone|our|my|the \w+ (?:calls?|says?|thinks?|knows?|likes?))\b",
    re.IGNORECASE,
)
_STATIVE = frozenset(
    ("is", "are", "has", "have", "belongs", "belong", "contains", "contain", "gets", "get", "refers", "refer",
     "includes", "include", "consists", "consist")
)  # fmt: skip
"""Verbs that say of a backend how it is to be: `books have a title`."""
_ADVERBS = frozenset(
    ("not", "now", "just", "also", "already", "never", "ever", "always", "often", "really", "very", "quite", "so", "a",
     "bit", "all", "been")
)  # fmt: skip
_FEELS = frozenset(
    ("happy", "unhappy", "glad", "sad", "angry", "upset", "confused", "lost", "new", "sorry", "tired", "afraid", "sure",
     "annoyed")
)  # fmt: skip
_DID = re.compile(
    r"[a-z]{2,}(?<!e)ed|was|were|had|did|didn't|wasn't|weren't|been|become|went|gone|came|come|got|said|told|found|"
    r"broke|rang|wrote|written|stood|lost|forgotten|forgot|made|sold|sent|saw|seen|gave|took|done|happened"
)
_STAYS = re.compile(
    r"[\w\"' ]{1,60}? (?:(?:may|can|must|should|shall) )?(?:stays?|remains?|keeps?) (?:just )?(?:as|like|the way) "
    r"(?:it|they) (?:is|are|was|were)(?: now)?",
    re.IGNORECASE,
)
"""`everything else may stay as it is`"""
LONGEST = 400
"""Characters of a piece that is looked at; what is longer is told."""


def asks(piece: str) -> bool:
    """Whether a piece of a turn has words of a wish."""
    return _WISH.search(piece.strip()) is not None


def ordered(piece: str) -> bool:
    """Whether a piece of a turn is an order."""
    return re.match(rf"(?:{_ORDER})\b", piece.strip(), re.IGNORECASE) is not None


def background(piece: str, *, reason: bool = False) -> bool:
    """Whether a piece of a turn only tells how things are: it may be left out beside a wish.

    `reason`: the words around it say that it is one.
    """
    said = piece.strip(" ,.!").replace("’", "'")
    if len(said) > LONGEST:
        return False
    return _STAYS.fullmatch(said) is not None or (not asks(said) and _tells(said, reason))


def remark(behind: str) -> bool:
    """Whether what stands behind a comma is a tale of its own: `…, nobody looks at it`."""
    return (_WHO.match(behind) or _STAYS.fullmatch(behind.strip(" .!"))) is not None and background(behind)


def _tells(said: str, reason: bool) -> bool:
    """Whether it is a sentence about people, or about what has been; a reason may be about anything that happens."""
    words = re.findall(r"[\w'-]+", said.lower())
    if words[:1] == ["i"] or words[:3] in (["that", "is", "what"], ["that", "is", "how"], ["that", "is", "why"]):
        return True
    for at, word in enumerate(words):
        if _DID.fullmatch(word) and at:
            return True
        if word in _STATIVE and at:
            after = next((word for word in words[at + 1 :] if word not in _ADVERBS), "")
            return after in _FEELS or (word in {"has", "have"} and _DID.fullmatch(after) is not None)
    return len(words) > 2 and (reason or _PERSON.match(said) is not None)
