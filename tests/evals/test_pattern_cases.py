"""The pattern cases: enough of them, varied, and what they expect stands in their texts."""

import pytest

from evals.pattern_cases import EITHER, PatternCase, read_pattern_cases
from tools.blueprint.model import Action
from tools.blueprint.model.patterns import PATTERNS

TUNED = read_pattern_cases("patterns.yaml")
HELD_BACK = read_pattern_cases("patterns_held_back.yaml")
CASES = TUNED + HELD_BACK


def test_enough_cases_of_every_kind() -> None:
    assert len(TUNED) >= 80
    assert len(HELD_BACK) >= 20
    assert len({case.id for case in CASES}) == len({case.text for case in CASES}) == len(CASES)
    for cases in (TUNED, HELD_BACK):
        assert {line.partition(" ")[0] for case in cases for line in case.patterns} == set(PATTERNS)
        assert sum(not case.patterns for case in cases) * 8 > len(cases)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_expectations_agree_with_each_other(case: PatternCase) -> None:
    names = {word for line in case.patterns for word in line.replace(":", "").split()}
    assert set(case.access) <= names
    assert {word for actions in case.actions.values() for word in actions.split()} <= set(Action)
    for line in case.patterns:
        assert len({reading.partition(" ")[0] for reading in line.split(EITHER)}) == 1
    assert all(piece in " ".join(case.text.split()) for piece in case.unplaced)
