"""Precision, recall and F1 of multisets."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from evals.overlap import overlap

NAMES = st.lists(st.sampled_from("abcde"), max_size=8).map(Counter)


def test_differences_are_told_by_name() -> None:
    result = overlap(Counter(["a", "b", "b"]), Counter(["b", "c", "d"]), Counter(["d"]))
    assert (result.right, result.missing, result.false) == (1, ("a", "b"), ("c",))
    assert result.precision == 1 / 2
    assert result.recall == 1 / 3
    assert result.f1 == 2 / 5
    assert result.explanation == "1 right; missing: a, b; false: c"


@given(NAMES, NAMES)
def test_figures_lie_between_0_and_1(expected: Counter[str], found: Counter[str]) -> None:
    result = overlap(expected, found)
    for figure in (result.precision, result.recall, result.f1):
        assert 0 <= figure <= 1
    assert (result.f1 == 1) == (expected == found)


@given(NAMES, NAMES)
def test_what_is_allowed_counts_neither_way(expected: Counter[str], extra: Counter[str]) -> None:
    assert overlap(expected, expected + extra, extra).f1 == 1
    assert overlap(expected, expected, extra).f1 == 1
