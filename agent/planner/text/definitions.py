"""Finds where sentences list what an entity has: in brackets, behind a colon, after `has` or `with`."""

import re

from agent.planner.archetypes import known
from agent.planner.text.attributes import UNITS
from agent.planner.text.bodies import bodies
from agent.planner.text.chunks import Noun
from agent.planner.text.definition import Definition
from agent.planner.text.items import split
from agent.planner.text.layouts import bullets, tables
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.statements import Phrase, Statement, statements
from agent.planner.text.things import attribute_like, described, is_listing, is_thing, laid_out
from agent.planner.text.tokens import plural_word
from agent.planner.text.topics import fragments, kept, topic_of
from agent.planner.text.trees import TREE
from agent.planner.text.words import (
    ACTING,
    APP_WORDS,
    HAVE,
    LISTED_NOUNS,
    MANAGE,
    OWNING,
    PEOPLE,
    ROLE_WORDS,
)

BUILDING = frozenset({"build", "create", "make", "develop", "design", "implement", "generate", "write"})
"""What a request wants done with the whole; their object is the thing to build."""
TO_MANY = re.compile(r"\b(many|one)[- ]to[- ](many|one)\b", re.IGNORECASE)
_DASHED = re.compile(r"^[`*]*([A-Z][\w ]{0,40}?)[`*]*\s+-{1,2}>?\s+(?=\S)(.+)$")


def definitions(reading: Reading) -> list[Definition]:
    """All definitions of a text, in order."""
    found: list[Definition] = []
    for clause in reading.prose:
        for statement in reading.statements(clause):
            found += _brackets(clause, statement)
            found += _has(reading, clause, statement)
            found += _with(reading, clause, statement)
            found += _bound(reading, clause, statement)
            found += _enumerated(reading, clause, statement)
            found += kept(reading, clause, statement)
        found += _colon(reading, clause) or fragments(reading, clause)
    found += bullets(reading)
    found += tables(reading)
    found += bodies(reading)
    for definition in found:
        reading.placed |= {definition.clause, *definition.clauses}
    return found


_KEEPING = frozenset({"keep", "hold", "store", "record", "carry"})
_HOLDING = (HAVE - {"track", "need", "feature", "store", "record"}) | _KEEPING


def _brackets(clause: Clause, statement: Statement) -> list[Definition]:
    found = []
    for noun in statement.nouns:
        items = [item for item in split(noun.group) if not TREE.fullmatch(item)]
        value = attribute_like(noun) and not noun.plural and not noun.capital
        alone = statement.verb == "" and statement.subjects == [noun] and not statement.phrases
        if alone and " | " in noun.group and attribute_like(noun) and len(noun.words) > 1:
            found.append(Definition(noun.words[:-1], [f"{noun.head} ({noun.group})"], clause.index))
            continue
        if not items or value or not described(noun, items):
            continue
        if statement.verb in HAVE and not noun.plural and not noun.capital:
            continue
        pointed = statement.verb in {"belong", "reference"} and noun not in statement.subjects and statement.subjects
        holder = statement.subjects[-1] if pointed and not noun.plural else noun
        if is_listing(items) and not _aside(noun.group):
            found.append(Definition(holder.words, items, clause.index))
    return found


def _has(reading: Reading, clause: Clause, statement: Statement) -> list[Definition]:
    if statement.negated or (statement.verb and statement.verb not in _HOLDING):
        return []
    if statement.verb in _KEEPING and any(noun.head in PEOPLE for noun in statement.subjects):
        return []
    subjects = statement.subjects
    if statement.pronoun in {"it", "they"} and not subjects:
        subjects = _before(reading, clause)
    subjects = [noun for noun in subjects if noun.head not in ROLE_WORDS]
    subjects = [noun for noun in subjects if noun.head not in APP_WORDS - LISTED_NOUNS or known(noun.words)]
    if not subjects or (statement.subjects and statement.subjects[-1] not in subjects):
        return []
    if statement.verb:
        part = next((phrase for phrase in statement.phrases if phrase.word == "with"), None)
        values = part is not None and sum(map(attribute_like, part.nouns)) * 2 >= len(part.nouns)
        if part is not None and statement.objects and values:
            inner = split(reading.region(clause, part.start, statement.end))
            region = (statement.objects_start, part.start - len("with"))
            parts = [Definition(statement.objects[-1].words, inner, clause.index, prose=True)]
            return [*_listed(reading, clause, subjects, region), *parts]
        regions = [(statement.objects_start, statement.end)]
    else:
        with_ = next((phrase for phrase in statement.phrases if phrase.word in {"with", "including"}), None)
        whole = clause.index == 0 and not subjects[-1].plural
        if with_ is None or (whole and all(noun.plural for noun in with_.nouns)):
            return []
        regions = [(with_.start, statement.end)]
        if len(subjects) > 1 and not _shared(clause.text[with_.start : statement.end]):
            return _of_last(reading, clause, subjects, regions[0])
    return [found for region in regions for found in _listed(reading, clause, subjects, region)]


def _of_last(reading: Reading, clause: Clause, subjects: list[Noun], region: tuple[int, int]) -> list[Definition]:
    """`users and posts with a title`: what stands behind the last thing of a list is its own."""
    found = _listed(reading, clause, subjects[-1:], region)
    if found and not any(noun.group for noun in subjects[:-1]):
        reading.notes.assume(f"{', '.join(found[0].items)[:100]}: of {' '.join(subjects[-1].words)} alone.")
    return found


def _shared(text: str) -> bool:
    """`books and films, each with a title`, `books and films with a title each`: what stands there is of all."""
    return bool(re.search(r"\b(?:each|both|all)\b", text, re.IGNORECASE))


def _listed(reading: Reading, clause: Clause, subjects: list[Noun], region: tuple[int, int]) -> list[Definition]:
    items = split(_unlabelled(reading.region(clause, *region)))
    found = [noun for noun in subjects if items and described(noun, items)]
    return [Definition(noun.words, items, clause.index, prose=True) for noun in found]


def _with(reading: Reading, clause: Clause, statement: Statement) -> list[Definition]:
    """`users post recipes with ingredients and steps`."""
    if TO_MANY.search(clause.text):
        return []
    linking = (
        statement.passive
        or statement.binds
        or statement.verb in {"link", "connect", "join", "be", "belong", "reference"}
    )
    heads = statement.subjects if linking else statement.objects
    if not linking and statement.verb not in OWNING | MANAGE | frozenset(ACTING):
        return []
    phrase = next((item for item in statement.phrases if item.word in {"with", "including"}), None)
    built = statement.verb in BUILDING and clause.index <= 1 and not linking and not (heads and heads[-1].plural)
    if phrase is None or not heads or built or any(noun.determiner in {"other", "another"} for noun in phrase.nouns):
        return []
    noun = heads[-1]
    if not described(noun, split(reading.region(clause, phrase.start, statement.end))):
        return []
    if phrase is not statement.phrases[0] and sum(map(attribute_like, phrase.nouns)) * 2 < len(phrase.nouns):
        return []
    if not all(is_thing(part) or attribute_like(part) for part in phrase.nouns):
        return []
    items = split(reading.region(clause, phrase.start, statement.end))
    return [Definition(noun.words, items, clause.index, prose=True, passing=True)] if items else []


def _bound(reading: Reading, clause: Clause, statement: Statement) -> list[Definition]:
    """`a showing shows one film in one hall at starts_at for a price`: values among what the subject binds."""
    if not statement.binds:
        return []
    nouns = [noun for phrase in statement.phrases if phrase.word not in {"with", "including"} for noun in phrase.nouns]
    items = [clause.text[noun.start : noun.end] for noun in nouns if attribute_like(noun) and not known(noun.words)]
    return [Definition(noun.words, items, clause.index, prose=True) for noun in statement.subjects[-1:] if items]


def _enumerated(reading: Reading, clause: Clause, statement: Statement) -> list[Definition]:
    """`garages, spots in a garage, and sessions with entered_at and fee` behind a colon."""
    if statement.verb != ":":
        return []
    found = []
    for at, phrase in enumerate(statement.phrases):
        # `bookings by guests with dates`: the dates are the booking's.
        governed = [noun for earlier in statement.phrases[:at] for noun in earlier.governed]
        heads = [noun for noun in statement.nouns if noun.end <= phrase.start and noun not in governed]
        if phrase.word != "with" or not heads or not all(map(_value, phrase.nouns)):
            continue
        following = [later for later in statement.phrases[at + 1 :] if not _unit(later)]
        end = following[0].start if following else statement.end
        region = reading.region(clause, phrase.start, end)
        items = split(re.sub(r"\s+\w+$", "", region) if end != statement.end else region)
        if described(heads[-1], items):
            found.append(Definition(heads[-1].words, items, clause.index, prose=True))
    return found


def _unit(phrase: Phrase) -> bool:
    """`duration in seconds`: a part of the attribute."""
    return phrase.word == "in" and phrase.nouns[0].words in {(unit,) for unit in UNITS}


def _value(noun: Noun) -> bool:
    return attribute_like(noun) or not (noun.plural or known(noun.words))


def _before(reading: Reading, clause: Clause) -> list[Noun]:
    """What `it` means: what the paragraph is about, or the subject of the statement before."""
    topic = topic_of(clause)
    if topic is not None:
        return [topic]
    for earlier in reading.before(clause):
        for statement in reversed(reading.statements(earlier)):
            if statement.subjects:
                return statement.subjects[:1]
    return []


def _unlabelled(text: str) -> str:
    return re.sub(
        r"^\s*(?:the\s+)?(?:following\s+)?(?:fields?|attributes?|properties|columns?)\s*(?::|such as|like)?\s*",
        "",
        text,
        flags=re.I,
    )


def _colon(reading: Reading, clause: Clause) -> list[Definition]:
    """`Book: title, isbn, price` and `- **Book** - title, isbn`."""
    dashed = _DASHED.match(clause.text) if clause.kind is Kind.BULLET else None
    head, colon, rest = clause.text.partition(":") if dashed is None else (dashed[1], "-", dashed[2])
    if not colon or not rest.strip() or len(head.split()) > 6 or "(" in head:
        return []
    nouns = [noun for statement in statements(head) for noun in statement.nouns]
    pointing = next((statement for statement in statements(head) if statement.verb in {"belong", "reference"}), None)
    nouns = pointing.subjects if pointing is not None else nouns
    if len(nouns) != 1 or nouns[0].head in ROLE_WORDS:
        return []
    items = split(_unlabelled(reading.region(clause, len(clause.text) - len(rest), len(clause.text))))
    if not (laid_out(nouns[0], items) if dashed else is_thing(nouns[0])):
        return []
    if clause.kind is Kind.BULLET and attribute_like(nouns[0]) and not known(nouns[0].words):
        return []
    if not is_listing(items) or _mostly_things(items) or any(map(_tells, items)):
        return []
    return [Definition(nouns[0].words, items, clause.index, colon=True)]


def _aside(group: str) -> bool:
    """`(optional)`, `(e.g. novels)`, `(many-to-many)`."""
    return bool(
        re.match(
            r"(?i)\s*(?:e\.?g|i\.?e|like|such as|optional|required|many|one[- ]to|see|both|only|if|max|min|unique|\d)",
            group,
        )
    )


def _mostly_things(items: list[str]) -> bool:
    """The list behind the colon names entities rather than attributes: `Library: books, authors and members`."""
    opening = statements(items[0])
    told = any(statement.verb for statement in opening) or any(noun.group for item in opening for noun in item.nouns)
    return (told and _names_thing(items[0])) or sum(map(_names_thing, items)) * 2 > len(items)


def _tells(item: str) -> bool:
    """A statement of its own: `guests book rooms`."""
    return any(found.verb in ACTING and found.subjects and found.objects for found in statements(item))


def _names_thing(item: str) -> bool:
    found = statements(item)
    nouns = [noun for statement in found for noun in statement.nouns]
    if not nouns:
        return False
    if nouns[0].plural and nouns[0].group and known(nouns[0].words):  # `rooms (number)`, though a room may be a value.
        return True
    first = next((noun for noun in nouns[:2] if noun.plural and not attribute_like(noun)), nouns[0])
    described = any(noun.group for noun in nouns) or any(statement.verb or statement.phrases for statement in found)
    if first.plural and not attribute_like(first) and (described or plural_word(item.split()[-1].lower())):
        return True
    return first.capital and known(first.words)
