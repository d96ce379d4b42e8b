"""Whether words ask for what an edit would open: to stand in the request is not enough, all kinds of words do.

The sentence is looked at as a whole, so that `admins may delete books` cannot be cut out of `only admins may delete
books`, nor out of `no one other than admins may delete books`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agent.model_planner.guard.callers import deeds, lets, named
from agent.model_planner.guard.negation import NO_ACCOUNT, forbids
from knowledge.tokens import words

_LOOSER = re.compile(
    r"\b(?:all|every|any|may|can|lets?|allow(?:ed)?|should|enough|short\w*|weak\w*|long\w*|more|unlimited|no|not|never"
    r"|none|without|off|remove|drop|disable|skip|forget|shows?|returns?|exposes?|regist\w+|sign[- ]?ups?|up to|raise"
    r"|increase|instead|anyone|anybody|everyone|everybody|guests?|visitors?|public)\b|n['’]t\b",
    re.IGNORECASE,
)
"""What makes a setting less strict."""
_SIGN = r"\bsign(?:s|ing|ed)?[- ]?(?:in|on)s?\b|\blog(?:s|ging|ged)?[- ]?(?:in|on)s?\b"
_JOIN = r"\bregist\w*|\bsign(?:s|ing|ed)?[- ]?ups?\b|\baccounts?\b|\bjoin\w*"
_SHOW = (
    r"\b(?:secret|sensitive|shows?|showing|shown|returns?|expos\w*|hid\w*|visible|see|sees|plain|set|chosen|lists?|tells?"
    r"|with|includ\w*|contain\w*|displays?|gives?|together|reads?|search\w*|find\w*|filter\w*|by)\b"
)
_TOPICS: tuple[tuple[str, str], ...] = (
    (r"^anybody may make", _JOIN),
    (r"^whoever registers is", rf"{_JOIN}|\b(?:new|default|every\w*)\b"),
    (r"^passwords may", r"\b(?:passwords?|passphrases?|characters?)\b"),
    (r"^tokens are|^sessions last", rf"{_SIGN}|\b(?:tokens?|sessions?|minutes?|hours?|days?|weeks?|months?)\b"),
    (r"^callers may send", r"\b(?:rates?|limit\w*|throttl\w*|calls?|requests? per|often|poll\w*)\b"),
    (r"is no longer", _SHOW),
    (r"another (?:owner|tenant)", r"\b(?:shared?|all|every(?:one|body)|any(?:one|body)|no owner|whoever|instead)\b"),
    (r" shows \w+ to ", _SHOW),
    (r" signs somebody in$", rf"{_SIGN}|\b(?:tokens?|sessions?)\b"),
    (r" sets the role ", r"\b(?:roles?|promot\w*|rights|admins?)\b"),
    (r" sets the password_hash ", r"\bpasswords?\b"),
    (r" of all owners$", r"\b(?:all|every\w*|any\w*|each|shared?|others?|whoever|public\w*|total|overall)\b"),
)
"""What is opened that is no permission, and what the words have to be about."""
_FREE = re.compile(
    r"\b(?:all|every|everything|whole|entire)\b.{0,40}\b(?:public|open|anonymous)"
    r"|\b(?:routes?|endpoints?|operations?|calls?|everything|api|backend|service)\b.{0,40}\b(?:public|anonymous)"
    r"|\b(?:skip|drop|remove|disable|forget|turn off)\b.{0,24}\b(?:sign|log|auth)",
    re.IGNORECASE,
)
"""What lets all in, beside words that say there are no accounts."""
_ALONE = re.compile(r"\b(?:only|just|nobody but|no one but|none but|except|unless)\b", re.IGNORECASE)
"""What closes: it lets nobody in whom it does not name."""
_EXCEPT = re.compile(r"\b(?:except|unless|apart from|other than|save for|excluding)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]|\b(?:and|but|while|whereas)\b", re.IGNORECASE)
_JOINT = re.compile(r";|\b(?:but|while|whereas)\b", re.IGNORECASE)
_PERMISSION = re.compile(r"^(?P<action>\w+) of (?P<entity>\w+) is open to (?P<who>\w+)$")
_LETS = re.compile(r"^the operation \w+ lets (?P<who>\w+) (?P<action>\w+) (?P<entity>\w+)$")
_OPERATION = re.compile(r"^the operation (?P<name>\w+) is open to (?P<who>\w+)$")
_NAME = re.compile(r"^whoever registers is (\w+)$|^\w+\.(\w+) is no longer ")
_ABOUT = re.compile(
    r"^the operation \w+ sees (?P<entity>\w+) of all owners$|^the \w+ (?P<of>\w+) shows (?P<shown>\w+) to "
)
_READS = frozenset({"list", "read", "search", "analytics"})
_STANDARD = _READS | {"create", "update", "delete"}
_AROUND = " \t\r\n\"'“”‘’«»…."


@dataclass(frozen=True, slots=True)
class Deed:
    """What an operation does: actions of standard operations, and the entities whose rows it touches."""

    actions: frozenset[str]
    entities: frozenset[str]


def asks(
    opened: Sequence[str],
    quote: str,
    sentence: str,
    entities: Sequence[str] = (),
    operations: Mapping[str, Deed] | None = None,
) -> bool:
    """Whether the quote of the sentence asks for each thing that is opened, as `exposures` words it.

    `entities`: all that words may speak of; those about one open no other. `operations`: what each one does.
    """
    said, wanted = _plain(sentence), _plain(quote)
    start = max(said.find(wanted), 0)
    clauses = _spoken(said, start, start + len(wanted))
    if not clauses or _EXCEPT.search(said):
        return False
    return all(not _forbidden(what, said) and _asks(what, clauses, said, entities, operations or {}) for what in opened)


def _spoken(said: str, start: int, end: int) -> list[str]:
    """The clauses, whole, that the quote is of, without those that close something."""
    places = [0, *(place for match in _CLAUSE.finditer(said) for place in match.span()), len(said)]
    clauses = [(places[at], places[at + 1]) for at in range(0, len(places), 2)]
    touched = [said[begin:stop] for begin, stop in clauses if begin < end and stop > start]
    return [clause for clause in touched if clause.strip() and not _ALONE.search(clause)]


def _forbidden(what: str, said: str) -> bool:
    """A sentence that forbids asks for nothing, unless what it forbids comes later and is another deed."""
    if not forbids(said):
        return False
    joint = next((match for match in _JOINT.finditer(said) if forbids(said[match.end() :])), None)
    permission = _PERMISSION.match(what) or _LETS.match(what)
    if joint is None or permission is None or forbids(said[: joint.start()]):
        return True
    other = deeds(said[joint.end() :])
    return not other or permission["action"] in other


def _asks(
    what: str, clauses: Sequence[str], sentence: str, entities: Sequence[str], operations: Mapping[str, Deed]
) -> bool:
    permission = _PERMISSION.match(what) or _LETS.match(what)
    if permission is not None:
        # What a pattern does to a row is a change of it.
        action = permission["action"] if permission["action"] in _STANDARD else "update"
        return _lets(permission["who"], {action}, {permission["entity"]}, clauses, sentence, entities)
    operation = _OPERATION.match(what)
    if operation is not None:
        deed = operations.get(operation["name"], Deed(_STANDARD, frozenset(entities)))
        return _lets(operation["who"], set(deed.actions), set(deed.entities), clauses, sentence, entities)
    text = " , ".join(clauses)
    if what == "nobody has to sign in":
        return NO_ACCOUNT.search(text) is not None or _FREE.search(text) is not None
    topic = next((needed for begins, needed in _TOPICS if re.search(begins, what)), None)
    if topic is None or not re.search(topic, text, re.IGNORECASE) or not _about(what, text, entities):
        return False
    return bool(_ABOUT.match(what)) or (not _ALONE.search(sentence) and _LOOSER.search(text) is not None)


def _lets(
    who: str, actions: set[str], about: set[str], clauses: Sequence[str], sentence: str, entities: Sequence[str]
) -> bool:
    if who != "public" and _ALONE.search(sentence):
        return False
    text = " , ".join(clauses)
    told, things = deeds(text), named(text, entities)
    if (told and not told & actions) or (things and not things & about):
        return False
    return lets(clauses, who, actions, about, entities)


def _about(what: str, text: str, entities: Sequence[str]) -> bool:
    """Words that name something else open nothing; words that name nothing may mean all."""
    name = _NAME.match(what)
    if name is not None:
        return bool(set(words(text)) & set(words(name[1] or name[2])))
    about = _ABOUT.match(what)
    if about is None:
        return True
    things = named(text, entities)
    if about["entity"]:
        return not things or about["entity"] in things
    shown, of = about["shown"], about["of"]
    return shown in things or bool(set(words(text)) & {*words(shown), *words(of)} and shown not in entities)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().strip(_AROUND)
