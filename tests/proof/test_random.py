"""Random Blueprints are proven live like the examples: nothing failed, nothing skipped."""

from pathlib import Path

import pytest

from tests.proof.stack_proof import prove_everything, shortcomings
from tests.tools.blueprint.drawing import drawn
from tools.blueprint.document import from_data
from tools.blueprint.plan.render_plan import Stack
from tools.blueprint.resolve import resolve
from tools.packs import registry

NUMBERS = range(3000, 3020)


def _stacks(number: int) -> list[Stack]:
    """Every framework, with the databases in turn."""
    stacks = registry.stacks()
    frameworks = dict.fromkeys(stack.framework for stack in stacks)
    each = [[stack for stack in stacks if stack.framework == framework] for framework in frameworks]
    return [own[number % len(own)] for own in each]


@pytest.mark.proof
@pytest.mark.parametrize(
    ("number", "stack"),
    [
        pytest.param(number, stack, id=f"{number}-{stack.framework}-{stack.datastore}")
        for number in NUMBERS
        for stack in _stacks(number)
    ],
)
def test_a_random_blueprint_is_proven(number: int, stack: Stack, tmp_path: Path) -> None:
    rows = prove_everything(resolve(from_data(drawn(number)), stack), tmp_path)
    assert shortcomings(rows) == []
