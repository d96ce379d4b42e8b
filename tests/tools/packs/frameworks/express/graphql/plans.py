"""Plans of this stack."""

from functools import cache
from pathlib import Path
from typing import Any

from tools.blueprint.document import from_data, load
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.packs import registry

BLUEPRINTS = Path(__file__).parents[5] / "blueprints"


@cache
def planned(name: str) -> RenderPlan:
    return resolve(load((BLUEPRINTS / f"{name}.yaml").read_bytes()), registry.stack("express", "postgresql"))


def plan_of(data: dict[str, Any]) -> RenderPlan:
    return resolve(from_data({"blueprint": 1, "name": "tried", **data}), registry.stack("express", "sqlite"))
