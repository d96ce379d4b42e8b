"""Texts as the network takes them: windows, names and rows, packed into batches of one shape."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from agent.planner.text.encoder.windows import LENGTH, windows
from agent.planner.text.evidence.weigh import features
from agent.planner.text.places import Place
from evals.teaching.rows import Labelled

WINDOWS, PIECES, NAMES = 20, 12288, 2560
"""Of one batch."""
ROWS = {
    "things": 768, "fields": 1536, "references": 384, "many_to_many": 192, "deeds": 768, "reports": 96, "roles": 512,
    "accounts": 64, "unguarded": 20, "sessions": 20, "selves": 96,
}  # fmt: skip
"""Of one batch; what is beyond is left out at random."""
SLOTS = {
    "things": 1, "fields": 3, "references": 4, "many_to_many": 4, "deeds": 3, "reports": 3, "roles": 1, "accounts": 1,
    "unguarded": 1, "sessions": 1, "selves": 1,
}  # fmt: skip

Signs = Mapping[str, Mapping[str, int]]
"""Model → sign → its number."""


@dataclass
class Table:
    """Rows of one model: signs as row, number and value; names of each slot; whether it is so."""

    row: NDArray[np.int32]
    sign: NDArray[np.int32]
    value: NDArray[np.float32]
    slots: NDArray[np.int32]
    wanted: NDArray[np.float32]


@dataclass
class Document:
    """One text. `names` holds the pieces of each set of places that rows are about."""

    ids: NDArray[np.int64]
    names: list[list[int]] = field(default_factory=list)
    tables: dict[str, Table] = field(default_factory=dict)

    def size(self) -> dict[str, int]:
        """What it takes of a batch."""
        rows = {model: len(self.tables[model].wanted) if model in self.tables else 0 for model in ROWS}
        return {"windows": len(self.ids), "names": len(self.names), "pieces": sum(map(len, self.names)), **rows}


def document(text: Labelled, signs: Signs) -> Document:
    """A text with its rows by model; signs that have no number are left out."""
    cut = windows(text.clauses)
    made, known = Document(cut.ids), dict[tuple[Place, ...], int]()

    def name(places: tuple[Place, ...]) -> int:
        if places not in known:
            known[places] = len(made.names)
            made.names.append(cut.pieces(places))
        return known[places]

    for model, told in text.rows.items():
        numbers = signs[model]
        cells = [
            (at, numbers[sign], value)
            for at, (item, _) in enumerate(told)
            for sign, value in features(item.evidence, text.size).items()
            if sign in numbers
        ]
        row, sign, value = zip(*cells, strict=True) if cells else ((), (), ())
        made.tables[model] = Table(
            np.array(row, np.int32),
            np.array(sign, np.int32),
            np.array(value, np.float32),
            np.array([[name(places) for places in item.places] for item, _ in told], np.int32).reshape(
                len(told), SLOTS[model]
            ),
            np.array([wanted for _, wanted in told], np.float32),
        )
    return made


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents that fit into one batch together, in their order; a large one is alone."""
    most = {"windows": WINDOWS, "names": NAMES, "pieces": PIECES, **ROWS}
    batch: list[Document] = []
    held = dict.fromkeys(most, 0)
    for one in documents:
        size = one.size()
        if batch and any(held[what] + size[what] > most[what] for what in most):
            yield batch
            batch, held = [], dict.fromkeys(most, 0)
        batch.append(one)
        held = {what: held[what] + size[what] for what in most}
    if batch:
        yield batch


def packed(batch: Sequence[Document], signs: Signs, draw: np.random.RandomState) -> tuple[object, ...]:
    """Arrays of a batch: ids, pieces, names, shares, and by model signs, slots, wanted and weights of rows."""
    ids = np.zeros((WINDOWS, LENGTH), np.int32)
    pieces = np.zeros(PIECES, np.int32)
    names = np.full(PIECES, NAMES - 1, np.int32)
    shares = np.zeros(PIECES, np.float32)
    tables = {model: _Rows(model, len(signs[model])) for model in ROWS}
    window = at = name = 0
    for one in batch:
        count = min(len(one.ids), WINDOWS - window)
        ids[window : window + count] = one.ids[:count]
        for places in one.names:
            seen = [piece for piece in places if piece < count * LENGTH][: PIECES - at]
            pieces[at : at + len(seen)] = [piece + window * LENGTH for piece in seen]
            names[at : at + len(seen)] = min(name, NAMES - 1)
            shares[at : at + len(seen)] = 1 / max(len(seen), 1)
            at, name = at + len(seen), name + 1
        for model, table in one.tables.items():
            tables[model].add(table, name - len(one.names), draw)
        window += count
    return ids, pieces, names, shares, {model: rows.arrays() for model, rows in tables.items()}


class _Rows:
    """Rows of one model in a batch, so far."""

    def __init__(self, model: str, signs: int) -> None:
        self._most, self._at = ROWS[model], 0
        self._signs = np.zeros((self._most, signs), np.float32)
        self._slots = np.zeros((self._most, SLOTS[model]), np.int32)
        self._wanted = np.zeros(self._most, np.float32)
        self._there = np.zeros(self._most, np.float32)

    def add(self, table: Table, first: int, draw: np.random.RandomState) -> None:
        count = len(table.wanted)
        kept = np.sort(draw.permutation(count)[: self._most - self._at])
        place = np.full(count, -1)
        place[kept] = np.arange(len(kept)) + self._at
        there = place[table.row] >= 0
        self._signs[place[table.row[there]], table.sign[there]] = table.value[there]
        rows = slice(self._at, self._at + len(kept))
        self._slots[rows] = np.minimum(table.slots[kept] + first, NAMES - 1)
        self._wanted[rows] = table.wanted[kept]
        self._there[rows] = 1
        self._at += len(kept)

    def arrays(self) -> tuple[object, ...]:
        return self._signs, self._slots, self._wanted, self._there
