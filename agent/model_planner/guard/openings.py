"""Whether words ask for what an edit would open: to stand in the request is not enough, all kinds of words do.

The sentence is looked at as a whole, so that `admins may delete books` cannot be cut out of `only admins may delete
books`.
"""

import re
from collections.abc import Sequence

from knowledge.tokens import words

_ANYBODY = re.compile(
    r"\b(?:public(?:ly)?|open(?:ed)? (?:up|to)|any(?:one|body)|every(?:one|body)|guests?|visitors?|strangers?"
    r"|anonymous(?:ly)?|unauthenticated|(?:all|every) (?:\w+ )?(?:routes?|endpoints?|operations?|calls?|callers?)"
    r"|(?:without|no|not|never|n't)\b.{0,24}\b(?:sign|log|auth\w*|accounts?|passwords?|tokens?|roles?|permissions?))\b",
    re.IGNORECASE,
)
"""What lets people in whom nobody knows."""
_SOMEBODY = re.compile(r"\b(?:all|every|any|other|may|can|lets?|allow(?:ed)?|should|shared?)\b", re.IGNORECASE)
"""What lets more people do something who have signed in."""
_LOOSER = re.compile(
    r"\b(?:all|every|any|may|can|lets?|allow(?:ed)?|should|enough|short\w*|weak\w*|long\w*|more|unlimited|no|not|never"
    r"|none|without|off|remove|drop|disable|skip|forget|shows?|returns?|exposes?|regist\w+|sign[- ]?ups?|up to|raise"
    r"|increase|instead)\b|n't\b",
    re.IGNORECASE,
)
"""What makes a setting less strict."""
_TOPICS: tuple[tuple[str, str], ...] = (
    (r"nobody has to sign in", r"sign|log|auth|account|password|public|anonymous"),
    (r"anybody may make", r"regist|sign|account|join|public|visitor|guest"),
    (r"whoever registers is", r"regist|sign|join|new|default|every"),
    (r"passwords may", r"password|passphrase|character"),
    (r"tokens are|sessions last", r"token|session|sign|log|minute|hour|day|week|month"),
    (r"callers may send", r"rate|limit|throttl|calls?\b|requests? per|often|poll"),
    (r"is no longer", r"secret|sensitive|show|return|expos|hid|visible|see\b|plain|set\b|chosen"),
    (r"another (?:owner|tenant)", r"shared?\b|all\b|every(?:one|body)|any(?:one|body)|no owner|whoever|instead"),
)
"""What is opened that is no permission, and what the words have to be about."""
_DEEDS: tuple[tuple[str, str], ...] = (
    (
        "list read search analytics",
        r"reads?|reading|sees?|seen|view\w*|lists?|listed|brows\w*|search\w*|look\w*|finds?",
    ),
    ("create", r"creat\w*|add(?:s|ing|ed)?|post(?:s|ing|ed)?|writ\w*|submit\w*|upload\w*"),
    ("update", r"updat\w*|chang\w*|edit(?:s|ing|ed)?|modif\w*|writ\w*"),
    ("delete", r"delet\w*|remov\w*|eras\w*"),
)
_ALONE = re.compile(r"\b(?:only|just|nobody but|no one but|none but|except|unless)\b", re.IGNORECASE)
"""What closes: it lets nobody in whom it does not name."""
_CLAUSE = re.compile(r"[,;:]|\b(?:and|but|while|whereas)\b", re.IGNORECASE)
_PERMISSION = re.compile(r"^(?P<action>\w+) of (?P<entity>\w+) is open to ")
_PUBLIC = re.compile(r"open to public$|^nobody has to sign in$|\blets public ")
_NAME = re.compile(r"^whoever registers is (\w+)$|^\w+\.(\w+) is no longer ")


def asks(opened: Sequence[str], quote: str, sentence: str, entities: Sequence[str] = ()) -> bool:
    """Whether the quote of the sentence asks for each thing that is opened, as `exposures` words it.

    `entities`: all that words may speak of; those about one open no other.
    """
    opening = " , ".join(clause for clause in _CLAUSE.split(quote) if not _ALONE.search(clause))
    return all(_asks(what, opening, sentence, entities) for what in opened)


def _asks(what: str, quote: str, sentence: str, entities: Sequence[str]) -> bool:
    topic = next((needed for begins, needed in _TOPICS if re.search(begins, what)), None)
    if not _about(what, quote, entities) or (topic is not None and not re.search(topic, quote, re.IGNORECASE)):
        return False
    if _ANYBODY.search(quote):
        return True
    wider = _SOMEBODY if topic is None else _LOOSER
    return not _PUBLIC.search(what) and not _ALONE.search(sentence) and wider.search(quote) is not None


def _about(what: str, quote: str, entities: Sequence[str]) -> bool:
    """Words that name what may be done, or with what, open nothing else; words that name nothing may mean all."""
    said = set(words(quote))
    name = _NAME.match(what)
    if name is not None:
        return bool(said & set(words(name[1] or name[2])))
    permission = _PERMISSION.match(what)
    if permission is None:
        return True
    deeds = [actions for actions, verbs in _DEEDS if re.search(rf"\b(?:{verbs})\b", quote, re.IGNORECASE)]
    named = [entity for entity in entities if said.issuperset(words(entity)) and words(entity)]
    right = not deeds or any(permission["action"] in actions.split() for actions in deeds)
    return right and (not named or permission["entity"] in named)
