"""The few statistics that the report needs."""

import math
import statistics
from collections.abc import Sequence

median = statistics.median


def percentile(values: Sequence[float], share: float) -> float:
    """The least value that so large a share (0 to 1) of all values does not exceed: the nearest-rank method."""
    if not values or not 0 < share <= 1:
        raise ValueError("a percentile needs values, and a share above 0 and not above 1")
    # Against 0.07 * 100 and its like, which are a hair above the whole number that is meant.
    return sorted(values)[math.ceil(round(share * len(values), 9)) - 1]


def ratio(one: float, other: float) -> float:
    """How many times the other value the one is; infinite beside nothing."""
    return one / other if other else math.inf


def growth(small: tuple[int, float], large: tuple[int, float]) -> float:
    """The exponent k of cost ~ size^k between two measurements (size, cost): 1 is linear, 2 quadratic."""
    (few, less), (many, more) = small, large
    return math.log(more / less) / math.log(many / few)
