"""Finds the places of a text that may name a value: nouns, the first words of lines and of cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agent.planner.naming import attribute_name
from agent.planner.notes import Notes
from agent.planner.text.attributes import Item, read_item
from agent.planner.text.chunks import Noun, chunks
from agent.planner.text.layouts import of_several, row_item, singular_words
from agent.planner.text.places import Place
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause, Kind
from tools.errors import BadInput

_JOINT = re.compile(
    r"[,;]|\.(?=\s)|\s-{1,2}>?\s|\s[+=]\s|\s(?:and|or|plus|but)\s|\s{3,}|\s(?:which|that|who|when|if|as|because|so)\s"
)
_LEAD = re.compile(
    r"[`*'\"\s]*(?:(?:an?|the|its|their|his|her|your|my|our|optional|also)\s+)*"
    r"(?P<name>[A-Za-z][\w'/-]*(?:\s[\w'/-]+){0,3}?)[`*'\"]*\s*"
    r"(?P<mark>:|\(|\s-{1,2}\s|,|;|$|\s(?=(?:is|are|was|must|may|can|cannot|should|has|will|shall)\b))"
)
_CALLED = re.compile(r"\s*`?([a-z][a-z0-9]*(?:_[a-z0-9]+)+|(?<=`)[a-z]\w*)`?\s*")
"""`start time (`starts_at`)`: the brackets say what it is called."""
_LONGEST = 5
"""Words of a name."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that may name a value. `item` is how a list of attributes would tell of it."""

    clause: Clause
    start: int
    """Where in the clause it begins."""
    name: str
    """snake_case."""
    item: str
    read: Item
    noun: Noun | None = None
    leads: bool = False
    """The first words of a line, a cell or a piece of a sentence."""
    marked: str = ""
    """What stands behind leading words: `:`, `(`, a dash, a comma."""
    inside: tuple[str, ...] = ()
    """Words of the noun in whose brackets it stands."""
    behind: bool = False
    """Behind the colon of a line."""
    among: int = 1
    """How many pieces the line or the list has."""
    quoted: bool = False

    @property
    def place(self) -> Place:
        """Where its name stands."""
        length = self.noun.end - self.noun.start if self.noun is not None else max(len(self.read.words), 1)
        return self.clause.index, self.start, self.start + length


def spots(reading: Reading) -> Iterator[Spot]:
    """All of them, in order."""
    header: Clause | None = None
    latest = -2
    for clause in reading.clauses:
        if clause.kind in {Kind.CODE, Kind.HEADING}:
            continue
        clause = replace(clause, text=reading.whole.get(clause.index, clause.text))
        if clause.kind is Kind.ROW:
            if header is None or latest != clause.index - 1:
                header = clause
            else:
                yield from _of_row(clause, several=of_several(header))
            latest = clause.index
        else:
            yield from _of_text(clause, clause.text, 0, ())


def pieces(text: str) -> list[tuple[int, int]]:
    """Where the pieces of a sentence begin and end: between commas, conjunctions and marks outside of brackets."""
    cuts, depth, depths = [], 0, []
    for letter in text:
        depth += letter in "([{"
        depths.append(depth)
        depth -= letter in ")]}" and depth > 0
    start = 0
    for joint in _JOINT.finditer(text):
        if depths[joint.start()] == 0:
            cuts.append((start, joint.start()))
            start = joint.end()
    return [(first, last) for first, last in (*cuts, (start, len(text))) if text[first:last].strip()]


def _of_row(clause: Clause, *, several: bool) -> Iterator[Spot]:
    """`several`: the first cell names an entity, and the next one what it has."""
    cells = [cell.strip(" `*") for cell in clause.text.split("|")]
    inside: tuple[str, ...] = ()
    if several and len(cells) > 1:
        inside = next((chunk.words for chunk in chunks(cells[0]) if isinstance(chunk, Noun)), singular_words(cells[0]))
        cells = cells[1:]
    names = [name.strip(" `*") for name in cells[0].split(",")]
    for name in names:
        named = _named(row_item(name, [cell for cell in cells[1:] if cell and cell != "-"]), name)
        if named is not None:
            at = max(clause.text.find(name), 0)
            yield Spot(clause, at, *named, leads=True, marked="|", inside=inside, among=len(names))


def _of_text(clause: Clause, text: str, base: int, inside: tuple[str, ...]) -> Iterator[Spot]:
    """Spots of a clause, or of brackets in it, which begin at `base`."""
    parts = pieces(text)
    nouns = [chunk for chunk in chunks(text) if isinstance(chunk, Noun)]
    colon = _colon(text)
    for first, last in parts:
        own = [noun for noun in nouns if first <= noun.start < last]
        lead = _LEAD.match(text, first, last)
        at = lead.start("name") if lead is not None else -1
        begun = any(noun.start <= at < noun.end for noun in own)
        if lead is not None and (not begun or lead["mark"] == ":"):
            whole = text[at:] if lead["mark"] == ":" and first == 0 else text[at:last]
            named = _named(whole, lead["name"])
            if named is not None:
                yield Spot(
                    clause,
                    base + at,
                    *named,
                    leads=True,
                    marked=lead["mark"].strip(),
                    inside=inside,
                    among=len(parts),
                    quoted=_quoted(text, at),
                )
        for noun in own:
            if lead is not None and lead["mark"] == ":" and noun.start <= at < noun.end:
                continue
            called = _CALLED.fullmatch(noun.group)
            if called is not None:
                named = _named(f"{called[1]}{text[noun.end : max(last, noun.end)]}", called[1])
            else:
                named = _named(text[noun.start : max(last, noun.end)], text[noun.start : noun.end])
            if named is not None:
                yield Spot(
                    clause,
                    base + noun.start,
                    *named,
                    noun=noun,
                    leads=noun.start <= first + 2,
                    marked=text[noun.end : noun.end + 1].strip(),
                    inside=inside,
                    behind=0 < colon < noun.start,
                    among=len(parts),
                    quoted=_quoted(text, noun.start),
                )
            if noun.group and not inside and called is None:
                yield from _of_text(clause, noun.group, base + text.find(noun.group, noun.start), noun.words)


def _colon(text: str) -> int:
    found = text.find(": ")
    return found if 0 < found <= 40 else -1


def _quoted(text: str, at: int) -> bool:
    return at > 0 and text[at - 1] in "`\"'"


def _named(item: str, words: str) -> tuple[str, str, Item] | None:
    """Name, item and what it says; the words alone where the item is none, and None where they make no name."""
    read = read_item(item)
    if read is None:
        item = words
        read = read_item(words)
    if read is None or not 0 < len(read.words.split()) <= _LONGEST:
        return None
    try:
        return attribute_name(read.words, Notes()), item, read
    except BadInput:
        return None
