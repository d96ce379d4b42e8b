"""Plans for tests of what is made out of them."""

from pathlib import Path
from typing import Any

from tools.blueprint.document import from_data, load
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.packs import registry

EXAMPLES = sorted(path.stem for path in Path("tests/blueprints").glob("*.yaml"))


def example_plan(name: str) -> RenderPlan:
    blueprint = load(Path(f"tests/blueprints/{name}.yaml").read_bytes())
    return resolve(blueprint, registry.stack("fastapi", "postgresql"))


def plan_of(data: dict[str, Any]) -> RenderPlan:
    return resolve(from_data({"blueprint": 1, "name": "tried", **data}), registry.stack("fastapi", "postgresql"))


def operation(plan: RenderPlan, name: str) -> OperationPlan:
    return next(item for item in plan.operations if item.name.snake == name)
