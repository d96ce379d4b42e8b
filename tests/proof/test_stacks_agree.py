"""Every stack answers the same random requests alike, up to a renaming of ids, times and tokens."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.proof.agreement.playing import Comparison, compare
from tests.proof.agreement.sides import side
from tests.proof.stack_proof import plan_of
from tools.packs import registry

REQUESTS = 500
EXAMPLES = ("blog", "crm", "market", "orders", "wallet")


def _compared(name: str, datastore: str, folder: Path) -> Comparison:
    stacks = [stack for stack in registry.stacks() if stack.datastore == datastore]
    plans = [plan_of(name, stack) for stack in stacks]
    with ExitStack() as opened:
        here, there = (
            opened.enter_context(side(plan, folder / stack.framework))
            for plan, stack in zip(plans, stacks, strict=True)
        )
        return compare(plans[0], here, there, REQUESTS, seed=1)


def _agree(name: str, datastore: str, folder: Path) -> None:
    comparison = _compared(name, datastore, folder)
    assert comparison.found == []
    # A wall of refusals would be the same everywhere.
    assert len(comparison.unreached()) * 4 <= len(comparison.statuses), comparison.unreached()


@pytest.mark.parametrize("datastore", ["sqlite"])
def test_the_covering_blueprint_is_answered_alike(datastore: str, tmp_path: Path) -> None:
    _agree("covering", datastore, tmp_path)


@pytest.mark.proof
@pytest.mark.parametrize("datastore", ["sqlite", "postgresql"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_are_answered_alike(name: str, datastore: str, tmp_path: Path) -> None:
    _agree(name, datastore, tmp_path)
