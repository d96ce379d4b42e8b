"""What a rule is about, where it does not name it: `they can edit them`, `manage everything`."""

import re

from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause
from agent.planner.text.statements import statements
from agent.planner.text.words import FILLER, PEOPLE
from tools.blueprint.names import singular

_THEM = re.compile(r"\b(?:them|these|those|it)\b", re.IGNORECASE)
WHOLE = re.compile(
    r"\b(?:everything|anything|(?:any|all)(?: the)? (?:data|records?|resources?|entities)|"
    r"the (?:data|records|system|catalog(?:ue)?))\b",
    re.IGNORECASE,
)


def resolved(what: str, clause: Clause, reading: Reading) -> str:
    """`approve them` with the name of what was spoken of last in place of the pronoun."""
    pronoun = _THEM.search(what)
    if pronoun is None:
        return what
    at = max(clause.text.find(what), 0) + pronoun.start()
    for earlier in (clause, *reading.before(clause)):
        for statement in reversed(reading.statements(earlier)):
            nouns = [noun for noun in statement.objects or statement.subjects if noun.head not in PEOPLE]
            nouns = [noun for noun in nouns if earlier is not clause or noun.end <= at]
            if reading.meant(nouns):
                return _THEM.sub(" ".join(nouns[-1].words), what)
    return what


def bare(what: str) -> bool:
    """Verbs without an object, or with one that means whatever there is: `edit and delete records`."""
    if _THEM.search(what):
        return False
    objects = [
        noun for statement in statements(f"they can {what}") for noun in (*statement.objects, *statement.subjects)
    ]
    return all(noun.head in FILLER or singular(noun.head) in FILLER for noun in objects)
