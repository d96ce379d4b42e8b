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
from agent.planner.text.words import ACTING, APP_WORDS, HAVE, MANAGE, OWNING, ROLE_WORDS, STOP_NOUNS

ATTRIBUTE_WORDS = frozenset(
    "id name title description summary body content text note notes price cost amount total subtotal quantity count "
    "stock status state type kind category date time start end due deadline duration email phone address city country "
    "zip postcode password username login url link website image photo avatar logo color colour size weight height "
    "width length age gender birthday birthdate bio biography rating score rank level priority order position number "
    "code sku isbn barcode serial slug key value label currency tax discount percentage rate year month day hour minute "
    "latitude longitude location coordinates capacity seats pages language genre format author publisher version flag done "
    "completed active enabled published available verified deleted created updated role salary budget balance "
    "reason message subject comment comments caption specialty speciality specialization species breed model make brand plate "
    "license vin mileage distance speed unit units nickname surname firstname lastname gpa grade credits servings "
    "instructions steps calories cuisine difficulty venue room floor bedrooms bathrooms area rent deposit fee "
    "timestamp severity temperature humidity reps sets goal target tagline abstract publication release runtime "
    "mime path hash token expiry issue street dob industry dosage diagnosis symptoms allergies".split()
)
"""Words that, as the last of a name, are rather an attribute than an entity."""

_FIELD_TITLES = re.compile(r"\b(?:fields?|attributes?|properties|columns?)\b", re.IGNORECASE)
_HAS_TITLE = re.compile(r"^(?:an?|the|each|every)?\s*`?([A-Za-z][\w ]*?)`?\s+(?:has|have|with|contains?|includes?)?\s*(?:the following)?\s*(?:fields?|attributes?|properties|columns?)?\s*:?$", re.I)  # fmt: skip
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
        found += _colon(reading, clause)
    found += _bullets(reading)
    found += _tables(reading)
    for definition in found:
        reading.placed |= {definition.clause, *definition.clauses}
    return found


def attribute_like(noun: Noun) -> bool:
    """`due date`, `title`: a value rather than a thing."""
    return noun.head in ATTRIBUTE_WORDS or noun.words[0] in {"is", "has"}


def _thing(noun: Noun) -> bool:
    if noun.head in APP_WORDS and not noun.plural and not known(noun.words):
        return False
    return known(noun.words) or noun.head not in STOP_NOUNS


def _brackets(clause: Clause, statement: Statement) -> list[Definition]:
    found = []
    for noun in statement.nouns:
        if not noun.group or not _thing(noun) or (attribute_like(noun) and not noun.plural and not noun.capital):
            continue
        items = split(noun.group)
        if statement.verb in HAVE and not noun.plural and not noun.capital:
            continue
        if _listing(items) and not _aside(noun.group):
            found.append(Definition(noun.words, items, clause.index))
    return found


def _has(reading: Reading, clause: Clause, statement: Statement) -> list[Definition]:
    if statement.negated or statement.verb not in HAVE - {"track", "need", "feature", "store", "record"} and statement.verb:
        return []
    subjects = statement.subjects
    if statement.pronoun in {"it", "they"} and not subjects:
        subjects = _before(reading, clause)
    subjects = [noun for noun in subjects if _thing(noun) and noun.head not in ROLE_WORDS]
    if not subjects or any(noun.head in APP_WORDS and not known(noun.words) for noun in statement.subjects):
        return []
    if statement.verb:
        regions = [(statement.objects_start, statement.end)]
    else:
        with_ = next((phrase for phrase in statement.phrases if phrase.word in {"with", "including"}), None)
        if with_ is None or clause.index == 0 and all(noun.plural for noun in with_.nouns):
            return []
        regions = [(with_.start, statement.end)]
    items = [item for start, end in regions for item in split(_unlabelled(clause.text[start:end]))]
    return [Definition(noun.words, items, clause.index, prose=True) for noun in subjects if items]


def _with(clause: Clause, statement: Statement) -> list[Definition]:
    """`users post recipes with ingredients and steps`."""
    if statement.verb not in OWNING | MANAGE | frozenset(ACTING) or not statement.objects:
        return []
    phrase = statement.phrases[0] if statement.phrases else None
    noun = statement.objects[-1]
    if phrase is None or phrase.word not in {"with", "including"} or not _thing(noun) or noun.head in APP_WORDS:
        return []
    if not all(_thing(part) or attribute_like(part) for part in phrase.nouns):
        return []
    items = split(clause.text[phrase.start : statement.end])
    return [Definition(noun.words, items, clause.index, prose=True)] if items else []


def _before(reading: Reading, clause: Clause) -> list[Noun]:
    """What `it` means: the subject of the statement before."""
    for earlier in reversed([item for item in reading.prose if item.index < clause.index]):
        for statement in reversed(reading.statements(earlier)):
            if statement.subjects:
                return statement.subjects[:1]
    return []


def _unlabelled(text: str) -> str:
    return re.sub(r"^\s*(?:the\s+)?(?:following\s+)?(?:fields?|attributes?|properties|columns?)\s*(?::|such as|like)?\s*", "", text, flags=re.I)


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
    if not _listing(items) or _mostly_things(rest, items):
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
        match = _HAS_TITLE.match((parent or heading).strip())
        nouns = [noun for statement in statements(match[1]) for noun in statement.nouns] if match else []
        if len(rows) < 2 or len(nouns) != 1 or not re.match(r"(?i)(?:field|name|attribute|column|property)\b", rows[0].text):
            continue
        items = []
        for row in rows[1:]:
            cells = [cell.strip(" `") for cell in row.text.split("|")]
            if cells[0] and not set(cells[0]) <= set("-: "):
                rest = ", ".join(cell for cell in cells[1:] if cell and cell != "-")
                items.append(f"{cells[0]}: {rest}" if rest else cells[0])
        found.append(Definition(nouns[0].words, items, rows[0].index, clauses={row.index for row in rows}))
    return found


def _listing(items: list[str]) -> bool:
    """Looks like a list of attributes, not like a remark."""
    return bool(items) and all(len(item) <= 120 for item in items) and sum(_attribute_item(item) for item in items) * 2 > len(items)


def _attribute_item(text: str) -> bool:
    item = read_item(text)
    return item is not None and len(item.words.split()) <= 3


def _aside(group: str) -> bool:
    """`(optional)`, `(e.g. novels)`, `(many-to-many)`."""
    return bool(re.match(r"(?i)\s*(?:e\.?g|i\.?e|like|such as|optional|required|many|one[- ]to|see|both|only|if|max|min|unique|\d)", group))


def _mostly_things(rest: str, items: list[str]) -> bool:
    """The list behind the colon names entities rather than attributes: `Library: books, authors and members`."""
    things = 0
    for item in items:
        nouns = [noun for statement in statements(item) for noun in statement.nouns]
        if not nouns:
            continue
        noun = nouns[0]
        if noun.group and _listing(split(noun.group)) and (noun.plural or noun.capital):
            things += 1
        elif plural_word(item.split()[-1].lower()) and not attribute_like(noun):
            things += 1
        elif noun.capital and known(noun.words):
            things += 1
    return things * 2 > len(items)
