"""Every planned Blueprint of the data set of patterns resolves, and nothing but the patterns changes what they keep."""

from collections.abc import Callable

import pytest

from agent.planner import Draft
from evals.pattern_cases import PatternCase, read_pattern_cases
from evals.pattern_facts import PatternFacts
from evals.scorers import patterns
from tools.blueprint.model.patterns import Counter, Stock, Transfer, Transition
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack

Planned = Callable[[str], Draft]
TUNED = read_pattern_cases("patterns.yaml")
CASES = (*TUNED, *read_pattern_cases("patterns_held_back.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_planned_blueprints_resolve(planned: Planned, case: PatternCase) -> None:
    blueprint = planned(case.text).blueprint
    assert resolve(blueprint, stack("fastapi", "sqlite")).operations
    for pattern in blueprint.patterns:
        if isinstance(pattern, Transition | Counter | Stock | Transfer):
            place = next(getattr(pattern, kind) for kind in ("transition", "counter", "stock", "transfer")
                         if hasattr(pattern, kind))  # fmt: skip
            entity, _, name = place.partition(".")
            kept = next(item for item in blueprint.entity(entity).attributes if item.name == name)
            assert kept.managed or kept.immutable


@pytest.mark.parametrize("case", TUNED, ids=lambda case: case.id)
def test_the_patterns_are_those_that_the_text_asks_for(planned: Planned, case: PatternCase) -> None:
    result = patterns.compare(case, PatternFacts.of(planned(case.text)))
    assert (result.missing, result.false) == ((), ())
