"""Random Blueprints are proven live like the examples: nothing failed, nothing skipped."""

from pathlib import Path

import pytest

from tests.proof.stack_proof import prove_everything, shortcomings
from tests.tools.blueprint.drawing import drawn
from tools.blueprint.document import from_data
from tools.blueprint.plan.render_plan import Stack
from tools.blueprint.resolve import resolve
from tools.packs import registry

NUMBERS = range(3000, 3006)


@pytest.mark.proof
@pytest.mark.parametrize("stack", registry.stacks(), ids=lambda stack: f"{stack.framework}-{stack.datastore}")
@pytest.mark.parametrize("number", NUMBERS)
def test_a_random_blueprint_is_proven(number: int, stack: Stack, tmp_path: Path) -> None:
    rows = prove_everything(resolve(from_data(drawn(number)), stack), tmp_path)
    assert shortcomings(rows) == []
