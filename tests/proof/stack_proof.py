"""Generates a backend and proves it at every level; what each stack's test and `make proof` share."""

from collections.abc import Sequence
from pathlib import Path

from tools import code_generator
from tools.artifacts import Artifact
from tools.blueprint.document import load
from tools.blueprint.plan.render_plan import RenderPlan, Stack
from tools.blueprint.resolve import resolve
from tools.validators.build import check_build
from tools.validators.evidence import Evidence
from tools.validators.live import prove
from tools.validators.static.registry import check_static

BLUEPRINTS = Path("tests/blueprints")


def plan_of(name: str, stack: Stack) -> RenderPlan:
    """The plan of an example Blueprint on a stack."""
    return resolve(load((BLUEPRINTS / f"{name}.yaml").read_bytes()), stack)


def lay_out(plan: RenderPlan, folder: Path) -> Sequence[Artifact]:
    """Writes a complete project into an empty folder."""
    artifacts = code_generator.generate(plan)
    for artifact in artifacts:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(artifact.content)
    return artifacts


def prove_everything(plan: RenderPlan, folder: Path) -> list[Evidence]:
    """Evidence of all three levels for the project of a plan, laid out in an empty folder."""
    lay_out(plan, folder)
    return prove_laid_out(plan, folder)


def prove_laid_out(plan: RenderPlan, folder: Path) -> list[Evidence]:
    """Evidence of all three levels for a folder that holds the project of a plan."""
    return [*check_static(folder), *check_build(folder), *prove(folder, plan)]


def shortcomings(rows: Sequence[Evidence]) -> list[str]:
    """What keeps the rows from being a proof, in words."""
    return [
        f"{row.level} {row.validator} {row.subject}: {row.status} {row.reason} "
        + "; ".join(f"{finding.where} {finding.message}" for finding in row.findings[:5])
        for row in rows
        if row.status in ("failed", "skipped")
    ]
