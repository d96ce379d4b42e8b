"""Whatever the Blueprint: a sound backend passes every case that the suite makes of it."""

import pytest

from tests.tools.blueprint.drawing import drawn
from tests.tools.validators.conformance.playing import backend_of, played
from tools.blueprint.document import from_data
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack
from tools.validators.conformance import compile_plan

NUMBERS = range(3000, 3008)
ELSEWHERE = ("graphql", "database-loss")
"""Begins checks that the interpreting backend, which speaks REST and has no server to lose, is not played."""


@pytest.mark.parametrize("number", NUMBERS)
def test_a_sound_backend_of_a_random_blueprint_passes_every_case(number: int) -> None:
    datastore = ("sqlite", "postgresql")[number % 2]
    plan = resolve(from_data(drawn(number)), stack("fastapi", datastore))
    suite = compile_plan(plan)
    cases = [case for case in suite["cases"] if not case["check"].startswith(ELSEWHERE)]
    outcomes = played(backend_of(plan), {**suite, "cases": cases})
    assert [outcome for outcome in outcomes if outcome["status"] != "passed"] == []
    assert len(outcomes) == len(cases) > 0
