"""Whether a sentence asks for what an edit would open: a quote alone proves nothing, for all kinds of words are said.

The sentence is read as a whole, so that `admins may delete books` cannot be cut out of `only admins may delete books`.
"""

import re
from collections.abc import Sequence

_ANYBODY = re.compile(
    r"\b(?:public(?:ly)?|open(?:ed)? (?:up|to)|any(?:one|body)|every(?:one|body)|guests?|visitors?|strangers?|anonymous(?:ly)?"
    r"|unauthenticated|(?:without|no|not|never|don't|need not)\b.{0,24}\b(?:sign|log|auth|accounts?|password|token|roles?"
    r"|permissions?)|(?:all|every) (?:\w+ )?(?:routes?|endpoints?|operations?|calls?|callers?)|wide open"
    r"|all\b.{0,30}\b(?:walls?|checks?|guards?|protections?)\b.{0,20}\b(?:suspended|off|down|lifted|dropped|disabled))\b",
    re.IGNORECASE,
)
"""What lets people in whom nobody knows."""
_SOMEBODY = re.compile(
    r"\b(?:all|every|each|any|other|may|can|let|lets|allow(?:ed)?|should|share[ds]?)\b", re.IGNORECASE
)
"""What lets more people do something who have signed in."""
_ALONE = re.compile(r"\b(?:only|just|nobody but|no one but|none but|except|unless)\b", re.IGNORECASE)
"""What closes: it never lets more people in than it names."""
_TOPICS: tuple[tuple[str, str], ...] = (
    (r"nobody has to sign in", r"sign|log|auth|account|password|public|anonymous"),
    (r"anybody may make", r"regist|sign|account|join|any|every|public|visitor|guest"),
    (r"whoever registers", r"regist|sign|join|new|default|every|account"),
    (r"passwords may", r"password|passphrase|character"),
    (r"tokens are|sessions last", r"token|session|sign|log|minute|hour|day|week|month|forever"),
    (r"callers may send", r"rate|limit|throttl|calls?\b|requests? per|often|unlimited|poll"),
    (r"is no longer (?:sensitive|managed)", r"secret|sensitive|show|return|expos|hid|visible|see\b|plain|set\b|chosen"),
    (r"another (?:owner|tenant)", r"own|belong|tenant|shared?|all\b|every|any"),
)
"""What is opened that is no permission, and what the words have to be about."""
_DEEDS: tuple[tuple[str, str], ...] = (
    (
        "list read search analytics",
        r"reads?|reading|sees?|seen|view\w*|lists?|listed|brows\w*|search\w*|look\w*|find|get",
    ),
    ("create", r"creat\w*|add(?:s|ing|ed)?|post(?:s|ing|ed)?|writ\w*|submit\w*|upload\w*"),
    ("update", r"updat\w*|chang\w*|edit(?:s|ing|ed)?|modif\w*|writ\w*"),
    ("delete", r"delet\w*|remov\w*|eras\w*"),
)
_ACTION = re.compile(r"^(\w+) of \w+ is open to ")
_PUBLIC = re.compile(r"open to public$|^nobody has to sign in$|lets public ")


def asks(opened: Sequence[str], quote: str, sentence: str) -> bool:
    """Whether the quote of the sentence asks for each thing that is opened (as `exposures` words it)."""
    return all(_asks(what, quote, sentence) for what in opened)


def _asks(what: str, quote: str, sentence: str) -> bool:
    topic = next((needed for begins, needed in _TOPICS if re.search(begins, what)), None)
    if topic is not None and not re.search(topic, quote, re.IGNORECASE):
        return False
    if _PUBLIC.search(what):
        return bool(_ANYBODY.search(quote)) and _about(what, quote)
    if _ANYBODY.search(quote) or topic is not None:
        return _about(what, quote) and (topic is None or not _ALONE.search(sentence))
    return bool(_SOMEBODY.search(quote)) and not _ALONE.search(sentence) and _about(what, quote)


def _about(what: str, quote: str) -> bool:
    """Words that name what may be done open nothing else; words that name nothing open all that they speak of."""
    action = _ACTION.match(what)
    if action is None:
        return True
    named = [actions for actions, said in _DEEDS if re.search(rf"\b(?:{said})\b", quote, re.IGNORECASE)]
    return not named or any(action[1] in actions.split() for actions in named)
