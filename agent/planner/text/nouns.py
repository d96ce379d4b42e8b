"""Which nouns may be entities."""

from agent.planner.archetypes import known
from agent.planner.text.chunks import Noun
from agent.planner.text.stack import technology
from agent.planner.text.statements import Statement
from agent.planner.text.things import attribute_like
from agent.planner.text.words import APP_WORDS, LISTED_NOUNS, NO_ENTITIES, PEOPLE, ROLE_WORDS, STOP_NOUNS

_THEIR = frozenset({"their", "his", "her", "its", "my", "your"})
_OF_SOFTWARE = frozenset({"unit", "integration", "load", "automated", "smoke", "api", "end"})
POINTING = frozenset({"belong", "come", "reference", "attach", "relate", "link", "associate", "refer"})


def is_app(noun: Noun) -> bool:
    """The name of the thing to build."""
    return noun.head in APP_WORDS and not (noun.plural and noun.head in LISTED_NOUNS)


def acceptable(noun: Noun, enumerated: bool) -> bool:
    """Whether a noun may be an entity; `enumerated` where it stands in a list of them."""
    head = noun.head
    if len(noun.words) > 1 and (head == "owner" or (head in PEOPLE and noun.words[0] in STOP_NOUNS)):
        return False
    if noun.words == ("owner",) and not noun.plural and not enumerated:  # Whoever a row belongs to.
        return False
    if technology(noun.words) or (head == "profile" and noun.determiner in _THEIR):
        return False
    if len(noun.words) > 1 and noun.plural and known((head,)) and noun.words[0] not in STOP_NOUNS:
        return True
    if head == "test" and noun.words[0] in _OF_SOFTWARE:
        return False
    if head in NO_ENTITIES or any(word in NO_ENTITIES and len(noun.words) <= 2 for word in noun.words):
        return False
    if len(noun.words) == 1 and head in ROLE_WORDS:
        return False
    if known(noun.words):
        return not (attribute_like(noun) and not noun.plural and not enumerated)
    if head in LISTED_NOUNS:
        return enumerated and (noun.plural or len(noun.words) > 1) and noun.words[0] not in STOP_NOUNS - LISTED_NOUNS
    if head in STOP_NOUNS:
        return False
    return not attribute_like(noun) or (enumerated and noun.plural and len(noun.words) > 1)


def ruled(noun: Noun, statement: Statement) -> bool:
    """`only project members may see it`, `banned users cannot post`: people that a rule is about are no thing yet."""
    people = len(noun.words) > 1 and noun.head in {*PEOPLE, *ROLE_WORDS} and not known(noun.words)
    return people and any(verb.modal for verb in statement.verbs)
