"""Cuts the clauses of a text into windows of pieces of words, as long as the model reads at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

LENGTH = 192
"""Most pieces of a window, with its first and last."""
_FIRST, _LAST = 101, 102
_MARKS = {"heading": "#", "bullet": "-", "row": "|", "code": "`", "prose": ".", "endpoint": "/"}
"""What stands before a clause tells its kind."""
_MOST = 64
"""Pieces of all places of one name that are looked at."""
_FEWEST = 8
"""Pieces of a clause below which it is not worth to begin it in a window."""


@dataclass(frozen=True, slots=True)
class Windows:
    """`ids`: windows × LENGTH, zero where nothing stands. The others tell of each piece of a word, in order."""

    ids: NDArray[np.int64]
    clause: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    """Where in its clause it stands."""
    place: NDArray[np.int64]
    """Where in all the windows, one after the other, it stands."""

    def pieces(self, places: Iterable[tuple[int, int, int]]) -> list[int]:
        """Where the pieces stand that are a part of these places (clause, begin, end): the first `_MOST`."""
        found: list[int] = []
        for clause, start, end in places:
            part = slice(*np.searchsorted(self.clause, [clause, clause + 1]))
            inside = (self.start[part] < end) & (self.end[part] > start)
            found += self.place[part][inside].tolist()
        return found[:_MOST]


def windows(clauses: Sequence[tuple[str, str]]) -> Windows:
    """The windows of clauses, each a text and a kind; a clause stands in one window, if it fits."""
    cutter = _Cutter()
    told = tokenizer().encode_batch([text for text, _ in clauses], add_special_tokens=False)
    for index, ((_, kind), pieces) in enumerate(zip(clauses, told, strict=True)):
        cutter.add(index, kind, pieces.ids, pieces.offsets)
    cutter.end()
    ids = np.zeros((len(cutter.rows), LENGTH), np.int64)
    for at, row in enumerate(cutter.rows):
        ids[at, : len(row)] = row
    return Windows(
        ids, *(np.array(column, np.int64) for column in (cutter.clause, cutter.start, cutter.stop, cutter.place))
    )


class _Cutter:
    """The windows so far, and the one that is being filled."""

    def __init__(self) -> None:
        self.rows: list[list[int]] = []
        self.clause: list[int] = []
        self.start: list[int] = []
        self.stop: list[int] = []
        self.place: list[int] = []
        self._row = [_FIRST]

    def add(self, index: int, kind: str, ids: list[int], offsets: list[tuple[int, int]]) -> None:
        if len(self._row) + len(ids) + 2 > LENGTH and len(self._row) > LENGTH // 2:
            self.end()
        at = 0
        while True:
            if LENGTH - 2 - len(self._row) < _FEWEST:
                self.end()
            room = LENGTH - 2 - len(self._row)
            self._row.append(_mark(kind))
            part = range(at, min(at + room, len(ids)))
            self.clause += [index] * len(part)
            self.start += [offsets[piece][0] for piece in part]
            self.stop += [offsets[piece][1] for piece in part]
            self.place += range(
                len(self.rows) * LENGTH + len(self._row), len(self.rows) * LENGTH + len(self._row) + len(part)
            )
            self._row += [ids[piece] for piece in part]
            at += len(part)
            if at >= len(ids):
                return
            self.end()

    def end(self) -> None:
        if len(self._row) > 1:
            self.rows.append([*self._row, _LAST])
        self._row = [_FIRST]


@lru_cache(maxsize=1)
def tokenizer() -> Tokenizer:
    """Cuts words into the pieces that the model knows."""
    made = Tokenizer.from_str((files(__package__) / "tokenizer.json").read_text(encoding="utf-8"))
    made.no_truncation()
    made.no_padding()
    return made


@lru_cache(maxsize=16)
def _mark(kind: str) -> int:
    [piece] = tokenizer().encode(_MARKS[kind], add_special_tokens=False).ids
    return int(piece)
