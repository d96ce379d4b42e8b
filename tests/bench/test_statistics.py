"""The statistics, beside numbers that were worked out by hand."""

import math

import pytest

from bench.statistics import growth, median, percentile, ratio


@pytest.mark.parametrize(("values", "expected"), [([3.0], 3.0), ([9.0, 1.0, 5.0], 5.0), ([4.0, 1.0, 2.0, 9.0], 3.0)])
def test_the_median(values: list[float], expected: float) -> None:
    assert median(values) == expected


@pytest.mark.parametrize(
    ("share", "expected"), [(0.01, 1), (0.07, 7), (0.5, 50), (0.501, 51), (0.99, 99), (0.991, 100), (1.0, 100)]
)
def test_a_percentile_is_one_of_the_values(share: float, expected: int) -> None:
    assert percentile([float(number) for number in range(100, 0, -1)], share) == expected


def test_a_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7.5], 0.99) == 7.5


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1.0], 0.0), ([1.0], 1.01)])
def test_no_percentile_of_nothing(values: list[float], share: float) -> None:
    with pytest.raises(ValueError, match="percentile"):
        percentile(values, share)


def test_the_ratio() -> None:
    assert ratio(3.0, 4.0) == 0.75
    assert ratio(1.0, 0.0) == math.inf


@pytest.mark.parametrize(("cost", "power"), [(10.0, 1.0), (100.0, 2.0), (1.0, 0.0)])
def test_growth_is_a_power_of_the_size(cost: float, power: float) -> None:
    assert growth((60, 1.0), (600, cost)) == pytest.approx(power)
