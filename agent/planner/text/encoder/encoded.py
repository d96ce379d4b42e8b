"""Runs the model over a text, and sums up what it tells of a place."""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from agent.planner.text.encoder.windows import LENGTH, windows

WIDTH = 384
"""Numbers for each piece of a word."""
_AT_ONCE = 8
"""Windows that the model reads at once."""
_BEGINNING = _AT_ONCE
"""Windows that tell what a whole text is about: those read at once, so that no later one has any part in it."""


class Encoded:
    """A text as the model sees it: of its clauses, each the words and the name of its kind."""

    def __init__(self, clauses: Sequence[tuple[str, str]]) -> None:
        self._cut = windows(clauses)
        self._told = _told(self._cut.ids)
        self._pooled: dict[tuple[tuple[int, int, int], ...], NDArray[np.float32]] = {}

    def pooled(self, places: tuple[tuple[int, int, int], ...]) -> NDArray[np.float32]:
        """Mean and greatest of each number over the places of a name: 2 × WIDTH; zeros where it stands nowhere."""
        found = self._pooled.get(places)
        if found is None:
            found = self._pooled[places] = self._pool(places)
        return found

    def summary(self) -> NDArray[np.float32]:
        """Mean of each number over the beginning of the text: WIDTH; zeros for an empty one."""
        seen = self._told[self._cut.place[self._cut.place < _BEGINNING * LENGTH]]
        mean: NDArray[np.float32] = seen.mean(0) if len(seen) else np.zeros(WIDTH, np.float32)
        return mean

    def _pool(self, places: tuple[tuple[int, int, int], ...]) -> NDArray[np.float32]:
        seen = self._cut.pieces(places)
        if not seen:
            return np.zeros(2 * WIDTH, np.float32)
        told = self._told[seen]
        return np.concatenate([told.mean(0), told.max(0)])


@lru_cache(maxsize=4)
def encoded(clauses: tuple[tuple[str, str], ...]) -> Encoded:
    """The text as the model sees it; one that is read several times is looked at once."""
    return Encoded(clauses)


def _told(ids: NDArray[np.int64]) -> NDArray[np.float32]:
    """Numbers of all pieces of all windows; each batch is as wide as its longest window."""
    found = np.zeros((len(ids) * LENGTH, WIDTH), np.float32)
    for first in range(0, len(ids), _AT_ONCE):
        part = ids[first : first + _AT_ONCE]
        width = int((part > 0).sum(1).max())
        [told] = _session().run(["told"], {"ids": part[:, :width]})
        for at, row in enumerate(told, first):
            found[at * LENGTH : at * LENGTH + width] = row
    return found


@lru_cache(maxsize=1)
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    with as_file(files(__package__) / "encoder.onnx") as file:
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
