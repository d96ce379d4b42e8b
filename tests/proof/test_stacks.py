"""Every stack is proven live: the covering Blueprint always, the other examples by `make proof`."""

from pathlib import Path

import pytest

from tests.proof.stack_proof import BLUEPRINTS, lay_out, plan_of, prove_laid_out, shortcomings
from tests.proof.support import proof_of
from tools.blueprint.plan.render_plan import Stack
from tools.packs import registry

COVERING = "covering"
OTHERS = sorted(path.stem for path in BLUEPRINTS.glob("*.yaml") if path.stem != COVERING)
STACKS = registry.stacks()


def _id(stack: Stack) -> str:
    return f"{stack.framework}-{stack.datastore}"


def _prove(name: str, stack: Stack, folder: Path, keep: bool) -> None:
    plan = plan_of(name, stack)
    artifacts = lay_out(plan, folder)
    rows = prove_laid_out(plan, folder)
    assert shortcomings(rows) == []
    assert {row.level for row in rows if row.status == "passed"} == {"static", "build", "live"}
    if keep:
        proof = proof_of(stack.framework, stack.datastore, name, artifacts, rows)
        proof.path.parent.mkdir(parents=True, exist_ok=True)
        proof.path.write_text(proof.dump())


@pytest.mark.parametrize("stack", STACKS, ids=_id)
def test_the_covering_blueprint_is_proven(stack: Stack, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    _prove(COVERING, stack, tmp_path, keep=bool(request.config.getoption("--proof")))


@pytest.mark.proof
@pytest.mark.parametrize("stack", STACKS, ids=_id)
@pytest.mark.parametrize("name", OTHERS)
def test_every_other_example_is_proven(name: str, stack: Stack, tmp_path: Path) -> None:
    _prove(name, stack, tmp_path, keep=True)
