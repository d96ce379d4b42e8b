"""Finds what an entity has where a text lays it out: as bullets below a title, or in a table."""

import re

from agent.planner.text.definition import Definition
from agent.planner.text.items import split
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from agent.planner.text.statements import statements
from agent.planner.text.things import attribute_item, laid_out
from tools.blueprint.names import singular, words

_HAS_TITLE = re.compile(
    r"^(?:(?:an?|the|each|every)\s+)?`?([A-Za-z][\w ]*?)`?(?:\s+(?:has|have|with|contains?|includes?))?"
    r"(?:\s+the following)?(?:\s+(?:fields?|attributes?|properties|columns?))?\s*:?$",
    re.I,
)


def bullets(reading: Reading) -> list[Definition]:
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
        items = [bullet.text.rstrip(".") for bullet in bullets]
        if len(nouns) != 1 or not laid_out(nouns[0], items):
            continue
        if sum(attribute_item(item) for item in items) * 2 >= len(items):
            indexes = {bullet.index for bullet in bullets}
            found.append(Definition(nouns[0].words, items, bullets[0].index, clauses=indexes))
    return found


_OF_SEVERAL = re.compile(
    r"(?:entit|model|resource|table|object|name|where|thing|record|collection)\w*\s*\|"
    r"\s*(?:field|attribute|propert|column|name|has\b|what we (?:store|keep))",
    re.IGNORECASE,
)


def of_several(header: Clause) -> bool:
    """`| Where | Field | Rules |`: a table whose first column names entities and whose second one what they have."""
    return _OF_SEVERAL.match(header.text.replace("`", "").replace("*", "")) is not None


def tables(reading: Reading) -> list[Definition]:
    """A table of fields below the name of an entity: `| title | string | required |`."""
    groups: dict[tuple[str, str], list[Clause]] = {}
    for clause in reading.clauses:
        if clause.kind is Kind.ROW:
            groups.setdefault((clause.heading, clause.parent), []).append(clause)
    found = []
    for (heading, parent), rows in groups.items():
        if len(rows) > 1 and of_several(rows[0]):
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
                items.append(row_item(cells[0], [cell for cell in cells[1:] if cell and cell != "-"]))
        found.append(Definition(nouns[0].words, items, rows[0].index, clauses={row.index for row in rows}))
    return found


_ENUM = re.compile(r"(?i)(?:enum|enumeration|choice|select|one of)\b[ :]*(?P<values>.*)$")
_VALUES = re.compile(r"[`'\"\w][^,;|/()]{0,40}(?:\s*[,|/]\s*[`'\"\w][^,;|/().]{0,40})+")


def row_item(name: str, cells: list[str]) -> str:
    """One row as an item: `status: string, required`; what an enum lists goes into brackets."""
    enum = _ENUM.match(cells[0]) if cells else None
    if enum is not None:
        told = [enum["values"], *cells[1:]]
        for at, cell in enumerate(told):
            values = _VALUES.match(cell)
            if values is not None:
                others = [part.strip(" ,.;()") for part in (*told[:at], cell[values.end() :], *told[at + 1 :])]
                listed = " | ".join(re.split(r"\s*[,|/]\s*", values[0].strip()))
                return ", ".join([f"{name} ({listed})", *(part for part in others if part)])
    rest = ", ".join(cells)
    return f"{name}: {rest}" if rest else name


def _entity_rows(rows: list[Clause]) -> list[Definition]:
    """`| Plant | name, price |`, or a row for each: `| Plant | price | decimal, required |`."""
    found = []
    for row in rows:
        name, told, *others = [cell.strip(" `*") for cell in row.text.split("|")] + [""]
        nouns = [noun.words for statement in statements(name) for noun in statement.nouns] or [singular_words(name)]
        if len(nouns) == 1 and nouns[0]:
            items = split(told)
            if len(items) == 1 and any(others):
                items = [row_item(items[0], [cell for cell in others if cell and cell != "-"])]
            found.append(Definition(nouns[0], items, row.index, colon=True, clauses={row.index}))
    return found


def singular_words(cell: str) -> tuple[str, ...]:
    """The words of a cell that names something, though it might be a verb: `find`, `order`."""
    *front, last = words(cell) or ("",)
    return (*front, singular(last)) if last else ()
