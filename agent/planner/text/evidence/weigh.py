"""Weighs evidence: a logistic model whose weights `python -m evals.fit` finds from the tuned cases."""

import json
import math
from functools import lru_cache
from importlib.resources import files

from agent.planner.text.evidence.gather import Evidence

_DIGITS = 9
"""So many digits of a sum are compared: the last ones depend on the processor."""


def features(evidence: Evidence) -> dict[str, float]:
    """Numbers of 0 to about 3: that a sign was seen, how often, and at which share of the mentions."""
    found: dict[str, float] = {"bias": 1.0, "mentions": math.log1p(evidence.mentions)}
    for sign, count in evidence.signs.items():
        found[sign] = 1.0
        if count > 1:
            found[f"{sign}, often"] = math.log(count)
        if evidence.mentions:
            found[f"{sign}, share"] = min(1.0, count / evidence.mentions)
    return found


def likelihood(evidence: Evidence, model: str = "things") -> float:
    """Between 0 and 1; `model` names the file of weights."""
    weights = _weights(model)
    total = math.fsum(weights.get(name, 0.0) * value for name, value in sorted(features(evidence).items()))
    return 1.0 / (1.0 + math.exp(-round(total, _DIGITS)))


@lru_cache(maxsize=8)
def _weights(model: str) -> dict[str, float]:
    loaded: dict[str, float] = json.loads((files(__package__) / f"{model}.json").read_text(encoding="utf-8"))
    return loaded
