"""Cases of the suite of generated code, and how they are scored."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest
from inspect_ai.scorer import Target

from evals.codegen import read_builds
from evals.scorers.conformance import PROOF, conformance
from tools.packs import registry


def test_each_stack_is_built_once() -> None:
    built = sorted((case.framework, case.datastore) for case in read_builds())
    assert built == sorted((stack.framework, stack.datastore) for stack in registry.stacks())
    assert len({case.text for case in read_builds()}) == len(built)


@pytest.mark.parametrize(
    ("proof", "value"),
    [
        ({"status": "completed", "passed": 8, "failed": []}, {"proven": 1.0, "passed": 1.0}),
        ({"status": "failed", "passed": 3, "failed": ["lint"]}, {"proven": 0.0, "passed": 0.75}),
        ({"status": "completed", "passed": 0, "failed": []}, {"proven": 0.0, "passed": 0.0}),
        ({"status": "completed", "passed": 3, "failed": ["load"]}, {"proven": 0.0, "passed": 0.75}),
    ],
)
def test_scores(proof: dict[str, Any], value: dict[str, float]) -> None:
    state = cast(Any, SimpleNamespace(store={PROOF: proof}))
    score = asyncio.run(cast(Any, conformance()(state, Target(""))))
    assert score.value == value
