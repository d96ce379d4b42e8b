"""Weighs evidence: signs, and what the model makes of the places; `python -m evals.teaching` finds the weights."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from math import log, log1p

import numpy as np
from numpy.typing import NDArray

from agent.planner.text.evidence.gather import Evidence
from agent.planner.text.places import Place, nearest, shared
from agent.planner.text.reading import Reading

_DIGITS = 3
"""So many digits of a sum are compared: the others depend on the processor."""
_Numbers = NDArray[np.float32]
BESIDE: Mapping[int, tuple[tuple[int, int], ...]] = {1: (), 3: ((0, 1), (0, 2)), 4: ((0, 1), (2, 3))}
"""By the number of an item's sets of places: which of these are held against each other."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that may be so: its signs, and the places of each name that it is about."""

    evidence: Evidence
    places: tuple[tuple[Place, ...], ...]

    @classmethod
    def of_name(cls, evidence: Evidence, places: tuple[Place, ...]) -> "Item":
        """Of one name, and all its places."""
        return cls(evidence, (places,))

    @classmethod
    def of_pair(cls, evidence: Evidence, ones: tuple[Place, ...], others: tuple[Place, ...]) -> "Item":
        """Of two names: all their places, and those where both stand."""
        return cls(evidence, (ones, others, shared(ones, others), shared(others, ones)))

    @classmethod
    def of_place(cls, evidence: Evidence, place: Place, places: tuple[Place, ...]) -> "Item":
        """Of a place, and a name that it may belong to: all places of this, and the next one."""
        return cls(evidence, ((place,), places, nearest(place, places)))


def features(evidence: Evidence, size: str) -> dict[str, float]:
    """Numbers of 0 to about 3: that a sign was seen, how often, and at which share of the mentions; and of the text."""
    found: dict[str, float] = {"bias": 1.0, size: 1.0, "mentions": log1p(evidence.mentions)}
    for sign, count in evidence.signs.items():
        found[sign] = 1.0
        if count > 1:
            found[f"{sign}, often"] = log(count)
        if evidence.mentions:
            found[f"{sign}, share"] = min(1.0, count / evidence.mentions)
    return found


def likelihoods(model: str, items: Iterable[Item], reading: Reading) -> list[float]:
    """Of each item between 0 and 1, in their order; `model` names the weights."""
    rows = list(items)
    if not rows:
        return []
    weights = _weights(model)
    signs = np.zeros((len(rows), len(weights.names)), np.float32)
    for at, item in enumerate(rows):
        for name, value in features(item.evidence, reading.size).items():
            if name in weights.names:
                signs[at, weights.names[name]] = value
    hidden = [
        _hidden([item.places[slot] for item in rows], reading, *weights.slots[slot])
        for slot in range(len(weights.slots))
    ]
    sums = weights.sums(signs, hidden)
    return [float(1.0 / (1.0 + np.exp(-np.round(total, _DIGITS)))) for total in sums.astype(np.float64)]


def _hidden(told: Sequence[tuple[Place, ...]], reading: Reading, weights: _Numbers, bias: _Numbers) -> _Numbers:
    """What the first layer makes of sets of places, one for each row; each set is looked at once."""
    number = {places: at for at, places in enumerate(dict.fromkeys(told))}
    seen = np.stack([reading.encoded.pooled(places) for places in number])
    found: _Numbers = (seen @ weights + bias)[[number[places] for places in told]]
    return found


class _Weights:
    """One layer over each name's places and the signs, and one over these."""

    def __init__(self, arrays: dict[str, _Numbers], names: Sequence[str]) -> None:
        self.names = {name: at for at, name in enumerate(names)}
        self.slots = [(arrays[f"slot{at}"], arrays[f"bias{at}"]) for at in range(4) if f"slot{at}" in arrays]
        self._signs, self._out = arrays["signs"], arrays["out"]
        self._plain, self._bias = arrays["plain"], arrays["bias"]

    def sums(self, signs: _Numbers, slots: Sequence[_Numbers]) -> _Numbers:
        """Log odds of rows: `signs` rows × names, each of `slots` rows × what the first layer makes of places."""
        hidden = list(slots)
        hidden += [hidden[one] * hidden[other] for one, other in BESIDE[len(hidden)]]
        hidden.append(signs @ self._signs)
        total: _Numbers = _gelu(np.concatenate(hidden, 1)) @ self._out + signs @ self._plain + self._bias
        return total


def _gelu(numbers: _Numbers) -> _Numbers:
    found: _Numbers = 0.5 * numbers * (1 + np.tanh(0.7978845608 * (numbers + 0.044715 * numbers**3)))
    return found


@lru_cache(maxsize=16)
def _weights(model: str) -> _Weights:
    loaded = np.load(BytesIO((files(__package__) / f"{model}.npz").read_bytes()), allow_pickle=False)
    names = str(loaded["names"]).split("\n")
    return _Weights({name: loaded[name].astype(np.float32) for name in loaded.files if name != "names"}, names)
