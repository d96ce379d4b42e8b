"""Finds where a text lists what an entity has: in brackets, behind a colon, after `has`, as bullets, in a table."""

import re
from dataclasses import dataclass, field

from agent.planner.archetypes import known
from agent.planner.text.attributes import read_item
from agent.planner.text.chunks import Noun
from agent.planner.text.items import split
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.statements import Statement, statements
from agent.planner.text.tokens import plural_word
from agent.planner.text.words import (
    ACTING,
    APP_WORDS,
    ATTRIBUTE_WORDS,
    HAVE,
    LISTED_NOUNS,
    MANAGE,
    OWNING,
    PEOPLE,
    ROLE_WORDS,
    STOP_NOUNS,
)

BUILDING = frozenset({"build", "create", "make", "develop", "design", "implement", "generate", "write"})
"""What a request wants done with the whole; their object is the thing to build."""
COUNTED = re.compile(
    r"(?i)\s*(?:an?\s+|the\s+)?(?:min|max|minimum|maximum|number of|total|count of|amount of|no\. of)\b"
)
"""`max players` is a number, whatever players are."""
TO_MANY = re.compile(r"\b(many|one)[- ]to[- ](many|one)\b", re.IGNORECASE)
_HAS_TITLE = re.compile(
    r"^(?:(?:an?|the|each|every)\s+)?`?([A-Za-z][\w ]*?)`?(?:\s+(?:has|have|with|contains?|includes?))?"
    r"(?:\s+the following)?(?:\s+(?:fields?|attributes?|properties|columns?))?\s*:?$",
    re.I,
)
_DASHED = re.compile(r"^[`*]*([A-Z][\w ]{0,40}?)[`*]*\s+-{1,2}>?\s+(?=\S)(.+)$")


@dataclass(slots=True)
class Definition:
    """A list of attributes of one entity, as it stands in the text."""

    words: tuple[str, ...]
    items: list[str]
    clause: int
    colon: bool = False
    prose: bool = False
    """After `has` or `with`: the items may well be other entities."""
    clauses: set[int] = field(default_factory=set)

    def owns(self, clause: int) -> bool:
        return clause in self.clauses


def definitions(reading: Reading) -> list[Definition]:
    """All definitions of a text, in order."""
    found: list[Definition] = []
    for clause in reading.prose:
        for statement in reading.statements(clause):
            found += _brackets(clause, statement)
            found += _has(reading, clause, statement)
            found += _with(clause, statement)
            found += _enumerated(clause, statement)
        found += _colon(reading, clause)
    found += _bullets(reading)
    found += _tables(reading)
    for definition in found:
        reading.placed |= {definition.clause, *definition.clauses}
    return found


def attribute_like(noun: Noun) -> bool:
    """`due date`, `title`: a value rather than a thing."""
    return noun.snake or noun.head in ATTRIBUTE_WORDS or noun.words[0] in {"is", "has"}


def _thing(noun: Noun) -> bool:
    if noun.head in APP_WORDS and not noun.plural and not known(noun.words):
        return False
    if len(noun.words) > 1 and noun.head in LISTED_NOUNS and noun.words[0] not in STOP_NOUNS:
        return True
    return known(noun.words) or noun.head not in STOP_NOUNS


def _described(noun: Noun, items: list[str]) -> bool:
    """A page that has a title and a body is a thing, whatever else a page may be."""
    if _thing(noun):
        return True
    values = [part for item in items for found in statements(item) for part in found.nouns[:1]]
    return noun.head in LISTED_NOUNS - {"person", "people"} and sum(map(attribute_like, values)) >= 2


_KEEPING = frozenset({"keep", "hold", "store", "record", "carry"})
_HOLDING = (HAVE - {"track", "need", "feature", "store", "record"}) | _KEEPING


def _brackets(clause: Clause, statement: Statement) -> list[Definition]:
    found = []
    for noun in statement.nouns:
        items = split(noun.group)
        value = attribute_like(noun) and not noun.plural and not noun.capital
        if not items or value or not _described(noun, items):
            continue
        if statement.verb in HAVE and not noun.plural and not noun.capital:
            continue
        pointed = statement.verb in {"belong", "reference"} and noun not in statement.subjects and statement.subjects
        holder = statement.subjects[-1] if pointed and not noun.plural else noun
        if _listing(items) and not _aside(noun.group):
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
    apps = (noun for noun in statement.subjects if noun.head in APP_WORDS - LISTED_NOUNS and not known(noun.words))
    if not subjects or any(apps):
        return []
    if statement.verb:
        part = next((phrase for phrase in statement.phrases if phrase.word == "with"), None)
        values = part is not None and sum(map(attribute_like, part.nouns)) * 2 >= len(part.nouns)
        if part is not None and statement.objects and values:
            inner = split(clause.text[part.start : statement.end])
            region = (statement.objects_start, part.start - len("with"))
            parts = [Definition(statement.objects[-1].words, inner, clause.index, prose=True)]
            return [*_listed(clause, subjects, region), *parts]
        regions = [(statement.objects_start, statement.end)]
    else:
        with_ = next((phrase for phrase in statement.phrases if phrase.word in {"with", "including"}), None)
        if with_ is None or (clause.index == 0 and all(noun.plural for noun in with_.nouns)):
            return []
        regions = [(with_.start, statement.end)]
    return [found for region in regions for found in _listed(clause, subjects, region)]


def _listed(clause: Clause, subjects: list[Noun], region: tuple[int, int]) -> list[Definition]:
    items = split(_unlabelled(clause.text[region[0] : region[1]]))
    found = [noun for noun in subjects if items and _described(noun, items)]
    return [Definition(noun.words, items, clause.index, prose=True) for noun in found]


def _with(clause: Clause, statement: Statement) -> list[Definition]:
    """`users post recipes with ingredients and steps`."""
    if TO_MANY.search(clause.text):
        return []
    linking = statement.passive or statement.verb in {"link", "connect", "join", "be", "belong", "reference"}
    heads = statement.subjects if linking else statement.objects
    if not linking and statement.verb not in OWNING | MANAGE | frozenset(ACTING):
        return []
    phrase = next((item for item in statement.phrases if item.word in {"with", "including"}), None)
    built = statement.verb in BUILDING and clause.index <= 1 and not linking and not (heads and heads[-1].plural)
    if phrase is None or not heads or built:
        return []
    noun = heads[-1]
    if not _described(noun, split(clause.text[phrase.start : statement.end])):
        return []
    if phrase is not statement.phrases[0] and sum(map(attribute_like, phrase.nouns)) * 2 < len(phrase.nouns):
        return []
    if not all(_thing(part) or attribute_like(part) for part in phrase.nouns):
        return []
    items = split(clause.text[phrase.start : statement.end])
    return [Definition(noun.words, items, clause.index, prose=True)] if items else []


def _enumerated(clause: Clause, statement: Statement) -> list[Definition]:
    """`garages, spots in a garage, and sessions with entered_at and fee` behind a colon."""
    if statement.verb != ":":
        return []
    found = []
    for at, phrase in enumerate(statement.phrases):
        heads = [noun for noun in statement.nouns if noun.end <= phrase.start]
        if phrase.word != "with" or not heads or not all(map(attribute_like, phrase.nouns)):
            continue
        end = statement.phrases[at + 1].start if at + 1 < len(statement.phrases) else statement.end
        region = clause.text[phrase.start : end]
        items = split(re.sub(r"\s+\w+$", "", region) if end != statement.end else region)
        if _described(heads[-1], items):
            found.append(Definition(heads[-1].words, items, clause.index, prose=True))
    return found


def _before(reading: Reading, clause: Clause) -> list[Noun]:
    """What `it` means: the subject of the statement before."""
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
    if len(nouns) != 1 or not _thing(nouns[0]) or nouns[0].head in ROLE_WORDS:
        return []
    items = split(_unlabelled(rest))
    if clause.kind is Kind.BULLET and attribute_like(nouns[0]) and not known(nouns[0].words):
        return []
    if not _listing(items) or _mostly_things(items):
        return []
    return [Definition(nouns[0].words, items, clause.index, colon=True)]


def _bullets(reading: Reading) -> list[Definition]:
    """Bullets below `Book:` or below a heading that is the name of an entity."""
    groups: dict[tuple[str, str], list[Clause]] = {}
    for clause in reading.clauses:
        if clause.kind is Kind.BULLET:
            groups.setdefault((clause.heading, clause.parent), []).append(clause)
    found = []
    for (heading, parent), bullets in groups.items():
        title = parent or heading
        match = _HAS_TITLE.match(title.strip())
        nouns = [noun for statement in statements(match[1]) for noun in statement.nouns] if match else []
        if len(nouns) != 1 or not _thing(nouns[0]):
            continue
        items = [bullet.text.rstrip(".") for bullet in bullets]
        if sum(_attribute_item(item) for item in items) * 2 >= len(items):
            indexes = {bullet.index for bullet in bullets}
            found.append(Definition(nouns[0].words, items, bullets[0].index, clauses=indexes))
    return found


def _tables(reading: Reading) -> list[Definition]:
    """A table of fields below the name of an entity: `| title | string | required |`."""
    groups: dict[tuple[str, str], list[Clause]] = {}
    for clause in reading.clauses:
        if clause.kind is Kind.ROW:
            groups.setdefault((clause.heading, clause.parent), []).append(clause)
    found = []
    for (heading, parent), rows in groups.items():
        if len(rows) > 1 and re.match(
            r"(?i)(?:entit|model|resource|table|object|name)\w*\s*\|\s*(?:field|attribute|propert|column)", rows[0].text
        ):
            found += _entity_rows(rows[1:])
            continue
        match = _HAS_TITLE.match((parent or heading).strip())
        nouns = [noun for statement in statements(match[1]) for noun in statement.nouns] if match else []
        if (
            len(rows) < 2
            or len(nouns) != 1
            or not re.match(r"(?i)(?:field|name|attribute|column|property)\b", rows[0].text)
        ):
            continue
        items = []
        for row in rows[1:]:
            cells = [cell.strip(" `") for cell in row.text.split("|")]
            if cells[0] and not set(cells[0]) <= set("-: "):
                rest = ", ".join(cell for cell in cells[1:] if cell and cell != "-")
                items.append(f"{cells[0]}: {rest}" if rest else cells[0])
        found.append(Definition(nouns[0].words, items, rows[0].index, clauses={row.index for row in rows}))
    return found


def _entity_rows(rows: list[Clause]) -> list[Definition]:
    """`| Plant | name, price |`."""
    found = []
    for row in rows:
        name, _, rest = row.text.partition("|")
        nouns = [noun for statement in statements(name) for noun in statement.nouns]
        if len(nouns) == 1:
            items = split(rest.partition(" | ")[0])
            found.append(Definition(nouns[0].words, items, row.index, colon=True, clauses={row.index}))
    return found


def _listing(items: list[str]) -> bool:
    """Looks like a list of attributes, not like a remark."""
    return (
        bool(items)
        and all(len(item) <= 120 for item in items)
        and sum(_attribute_item(item) for item in items) * 2 > len(items)
    )


def _attribute_item(text: str) -> bool:
    item = read_item(text)
    return item is not None and len(item.words.split()) <= 3


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


def _names_thing(item: str) -> bool:
    found = statements(item)
    nouns = [noun for statement in found for noun in statement.nouns]
    if not nouns:
        return False
    first = next((noun for noun in nouns[:2] if noun.plural and not attribute_like(noun)), nouns[0])
    described = any(noun.group for noun in nouns) or any(statement.verb or statement.phrases for statement in found)
    if first.plural and not attribute_like(first) and (described or plural_word(item.split()[-1].lower())):
        return True
    return first.capital and known(first.words)
